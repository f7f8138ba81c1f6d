import { z } from 'zod';
import type { Books, Sentence } from './books.ts';

/**
 * An accounting system as `systems.ts` lists it. `Settings` are its own, under the names a person gives them in the environment; all may be
 * left out.
 */
export interface BooksSystem<Settings extends z.ZodRawShape> {
  settings: Settings;
  /** The setting that switches the system on, and those that it needs then. */
  switchedOnBy: keyof Settings & string;
  needs: (keyof Settings & string)[];
  /** The adapter as configured; null while it is not switched on: then this installation does not offer it. */
  open(options: OpenOptions<Settings>): Promise<Books | null>;
  /** What its error codes mean, in words for the user. */
  sentences: Record<string, { en: Sentence; fr: Sentence }>;
}

export interface OpenOptions<Settings extends z.ZodRawShape> {
  settings: z.output<z.ZodObject<Settings>>;
  /** Public address of Dunlin; the vendor sends people back to `/connect/<key>/return`. */
  baseUrl: string;
  now(): Date;
}

/** Holds a system to its shape without losing the names of its settings. */
export function defineSystem<Settings extends z.ZodRawShape>(
  system: BooksSystem<Settings>,
): BooksSystem<Settings> {
  return system;
}

/** An address without a slash at its end. */
export const urlSetting = z
  .url({ protocol: /^https?$/ })
  .transform((text) => text.replace(/\/$/, ''));

/** Several values, comma-separated. */
export const listSetting = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
