import type { QueueName } from '../domain/jobs.ts';

/** How many jobs of a queue one worker process runs at once. */
export const concurrency: Record<QueueName, number> = {
  /** Calls to the books: the limiter per connection is the real brake; this lets several organisations go on side by side. */
  sync: 6,
  /** Bound by our own processor. */
  plan: 2,
  /**
   * Waiting on the books for the last look, about a second for each message, and on a mail server. Twelve with 6.5 MB of files each took
   * 456 MB at the most (measured), so ten leave room on a machine of 512.
   */
  send: 10,
};

/** Tries before a job is given up and shown to a person. Waiting that a provider asked for is not counted. */
export const MAX_ATTEMPTS = 10;

/** Milliseconds before try number `attempt` + 1: 2 s doubling to 10 min, with full jitter so that jobs do not return in step. */
export function backoffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(600_000, 2_000 * 2 ** Math.min(attempt, 20));
  return Math.round(1_000 + random() * ceiling);
}

/** A row handed to the queue and silent for this long is handed over again. Longer than any pause between signs of life. */
export const SILENT_AFTER_MS = 90_000;
/** Between two looks for such rows. */
export const LOST_LOOK_MS = 5_000;
export const SIGN_OF_LIFE_MS = 20_000;
/** The relay is woken by a notification; this is the net below it and the resolution of "not before". */
export const RELAY_EVERY_MS = 500;
export const RELAY_BATCH = 200;
