import type { ReportKind } from './report.ts';

/** Days that are looked at. */
export const MASS_BOUNCE_DAYS = 7;
/** With fewer messages, a share says nothing. */
const LEAST_MESSAGES = 100;
const LARGEST_SHARE = 0.5;

/** Reports that a message did not arrive; complaints and wishes are another matter. */
export const notArrivedKinds: readonly ReportKind[] = ['bounced', 'blocked', 'dropped'];

/**
 * So many messages did not arrive that something is wrong with the sender or with the list, and more would harm the sender's name (E57):
 * at least 100 messages in 7 days, at least half of which failed.
 */
export function isMassBounce({ messages, failed }: { messages: number; failed: number }): boolean {
  return messages >= LEAST_MESSAGES && failed >= messages * LARGEST_SHARE;
}
