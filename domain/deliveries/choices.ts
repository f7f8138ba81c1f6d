import type { LocalDate } from '../local-date.ts';
import type { ReminderClass } from '../rules/rule.ts';

/**
 * Reasons of a delivery that a person called off, perhaps before it was planned. The row is what remembers the choice: planning finds it by
 * its key and does not bring the message back, until somebody takes the choice back.
 */
export const SKIPPED = 'skipped-by-person';
/** The message leaves on its `planned_on` instead, and not before. */
export const MOVED = 'moved-by-person';
/** A person called an invoice off before it left. */
export const UNDONE = 'undone-by-person';
/** Somebody took the choice back: from now on the rules decide again. */
export const TAKEN_BACK = 'choice-taken-back';

/**
 * Not a person but its rule called the message off: the books could not give one of its files (E24). Like a message that was left out, it
 * is not brought back.
 */
export const STOPPED = 'stopped-without-file';

/** Of a summary's key, the monthly day it is for; null for all others. The last part of the key, as `deliveryKey` makes it. */
export function occurrenceIn(key: string, reminderClass: ReminderClass): LocalDate | null {
  if (reminderClass !== 'summary') return null;
  return decodeURIComponent(key.slice(key.lastIndexOf(':') + 1));
}
