import { addDays, daysBetween, type LocalDate } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate, SendingFacts } from './gate.ts';

const { pass, hold } = answersOf('contact-gap');

/**
 * Never more chasing messages to one customer than the owner set, over all rules (product.md 4, ideas 5 and 20). The notice of a new
 * invoice chases nobody. A rule that writes about each invoice by itself may write several times on one day. A message can bear a day
 * later than today when the organisation has moved to a zone further west: it counts as one of today.
 */
export const contactGap: Gate = ({ rule, contactedOn, organisation: { todayOn, sending } }) => {
  if (rule.reminderClass === 'new_invoice') return pass('not-chasing');
  const { contactGapDays, contactCap } = sending;
  if (contactGapDays === 0 && contactCap === null) return pass('no-limit');
  const counted = rule.settings.bundle
    ? contactedOn.map((on) => (on > todayOn ? todayOn : on))
    : contactedOn.filter((on) => on < todayOn);
  const lastOn = latest(counted);
  const saw = { lastOn, gapDays: contactGapDays };
  if (lastOn !== null && daysBetween(lastOn, todayOn) < contactGapDays)
    return hold('too-soon', saw, addDays(lastOn, contactGapDays));
  const freeOn = capFreeOn(counted, contactCap, todayOn);
  const seen = { ...saw, messages: contactCap?.messages ?? null, days: contactCap?.days ?? null };
  return freeOn === null ? pass('free', saw) : hold('cap-reached', seen, freeOn);
};

function latest(days: readonly LocalDate[]): LocalDate | null {
  return days.reduce<LocalDate | null>(
    (last, on) => (last === null || on > last ? on : last),
    null,
  );
}

/** The day on which one of the messages no longer counts; null when the cap is not reached. */
function capFreeOn(
  days: readonly LocalDate[],
  cap: SendingFacts['contactCap'],
  todayOn: LocalDate,
): LocalDate | null {
  if (cap === null) return null;
  const within = days.filter((on) => daysBetween(on, todayOn) < cap.days).sort();
  const oldestCounting = within.at(-cap.messages);
  return oldestCounting === undefined ? null : addDays(oldestCounting, cap.days);
}
