import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 20;

/** Waits until it is so. Throws after `limitMs`, with what it waited for. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  limitMs = 60_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`);
    await pause(LOOK_MS);
  }
}
