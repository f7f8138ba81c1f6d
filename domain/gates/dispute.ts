import type { Invoice } from '../invoice/invoice.ts';
import { addDays, daysBetween, type LocalDate } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate, Silence } from './gate.ts';

const { pass, hold } = answersOf('dispute');

/** Minor units of the invoice that are in dispute on this day: all that is open when no amount was named, none once the dispute is over. */
export function disputedMinorOf(
  { openMinor }: Invoice,
  { dispute }: Silence,
  todayOn: LocalDate,
): number {
  if (dispute === null || (dispute.untilOn !== null && dispute.untilOn < todayOn)) return 0;
  return Math.min(openMinor, dispute.amountMinor ?? openMinor);
}

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
