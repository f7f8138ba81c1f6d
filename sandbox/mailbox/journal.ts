import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** An append-only file of JSON lines. */
export interface Journal {
  append(entry: unknown): void;
  /** Replaces the whole content. */
  reset(entry: unknown): void;
}

/**
 * Written synchronously on purpose: for files this small a trip to the thread pool costs three times the write itself (measured), and a
 * mail is answered only when its line is written.
 */
export function createJournal(path: string): Journal {
  const line = (entry: unknown): string => `${JSON.stringify(entry)}\n`;
  return {
    append: (entry) => appendFileSync(path, line(entry)),
    reset: (entry) => writeFileSync(path, line(entry)),
  };
}

/** Reads all whole lines. A last line that a crash cut short is removed: its mail was never answered with 250. */
export function readJournal(path: string): unknown[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(path, whole);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
