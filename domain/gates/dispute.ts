import { addDays, daysBetween } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('dispute');

/**
 * What a customer disputes is not chased (product.md 4, idea 7). A part of the invoice leaves the rest to chase, as long as there is one.
 * After its last day the chase goes on.
 */
export const dispute: Gate = ({ silence, invoice, organisation: { todayOn } }) => {
  if (silence.dispute === null) return pass('none');
  const { amountMinor, untilOn, reason, owner } = silence.dispute;
  const { openMinor, currency } = invoice;
  const disputedMinor = amountMinor ?? openMinor;
  const restMinor = openMinor - disputedMinor;
  const saw = { disputedMinor, restMinor, currency, untilOn, why: reason, owner };
  const daysLeft = untilOn === null ? 0 : daysBetween(todayOn, untilOn);
  if (Number.isNaN(daysLeft) || !Number.isSafeInteger(restMinor))
    return hold('unreadable', { currency, untilOn });
  if (daysLeft < 0) return pass('over', saw);
  if (disputedMinor > 0 && restMinor > 0) return pass('partly', saw);
  return hold('disputed', saw, untilOn && addDays(untilOn, 1));
};
