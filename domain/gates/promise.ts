import { addDays, daysBetween, type LocalDate } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate, PromiseFact } from './gate.ts';

const { pass, hold } = answersOf('promise');

/**
 * Who promised to pay is left alone until the day and its grace are over (product.md 4, idea 6), also when only a part was promised.
 * Money that is still open then means that the promise was broken, and the chase goes on.
 */
export const promise: Gate = ({ silence, invoice, organisation: { todayOn } }) => {
  if (silence.promise === null) return pass('none');
  const { promisedOn, graceDays, amountMinor } = silence.promise;
  const lastOn = lastDayOf(silence.promise);
  const { currency, openMinor } = invoice;
  const promisedMinor = amountMinor ?? openMinor;
  const saw = { promisedOn, graceDays, lastOn, promisedMinor, currency };
  const daysLeft = daysBetween(todayOn, lastOn);
  if (Number.isNaN(daysLeft) || !Number.isSafeInteger(promisedMinor))
    return hold('unreadable', { promisedOn, graceDays });
  return daysLeft < 0 ? pass('broken', saw) : hold('promised', saw, addDays(lastOn, 1));
};

/** Days of grace when nobody chose them. */
export const usualGraceDays = 3;

/** The last day on which a promise can be kept. */
export function lastDayOf({ promisedOn, graceDays }: Omit<PromiseFact, 'amountMinor'>): LocalDate {
  return Number.isInteger(graceDays) ? addDays(promisedOn, graceDays) : '';
}
