import { daysBetween } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('first-sync');

/**
 * E21: an invoice that was late before reminders were switched on follows what the owner chose for it: left alone, or nothing before its
 * day. Which step goes out on that day is the timeline's business.
 */
export const firstSync: Gate = ({ quarantine, invoice, organisation: { todayOn } }) => {
  if (quarantine === null) return pass('new');
  const { choice, startOn, stepNumber } = quarantine;
  const saw = { choice, startOn, stepNumber };
  if (choice === 'skip') return skip('left-alone', saw);
  if (choice !== 'start' && choice !== 'by-rule')
    return hold('unreadable', { ...saw, choice: String(choice) });
  const daysToGo = daysBetween(todayOn, startOn ?? '');
  if (Number.isNaN(daysToGo)) return hold('unreadable', saw);
  if (startOn === null || isNoLongerLate(invoice.dueOn, startOn)) return pass('not-late', saw);
  return daysToGo > 0 ? hold('starts-later', saw, startOn) : pass('started', saw);
};

/** A due date moved to that day or later: the invoice is not an old one any more, so it goes by its due date again (E16). */
export function isNoLongerLate(dueOn: string | null, startOn: string): boolean {
  return dueOn !== null && dueOn >= startOn;
}
