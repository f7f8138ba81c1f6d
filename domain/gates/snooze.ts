import { addDays, daysBetween, type LocalDate } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate, MuteFact } from './gate.ts';

const { pass, hold } = answersOf('snooze');

/**
 * Nothing is sent while a mute is in force, whatever its level (product.md 4, idea 15). Of several, the one that lasts longest counts; a
 * last day that cannot be read counts as none.
 */
export const snooze: Gate = ({ silence, organisation: { todayOn } }) => {
  const longest = longestMute(silence.mutes, todayOn);
  if (longest === null) return pass('not-muted');
  const { level, untilOn, reason, by, repliedOn = null } = longest;
  const seen = { level, untilOn, why: reason, by };
  const saw = repliedOn === null ? seen : { ...seen, repliedOn };
  const because = repliedOn === null ? 'muted' : 'replied';
  if (untilOn === null) return hold(because, saw);
  const nextOn = addDays(untilOn, 1);
  return nextOn === '' ? hold('unreadable', saw) : hold(because, saw, nextOn);
};

/** The mute in force that ends last; null when none is. Levels stand in order, so that the answer does not depend on that of the rows. */
export function longestMute<Mute extends MuteFact>(mutes: Mute[], todayOn: LocalDate): Mute | null {
  const inForce = mutes.filter(({ untilOn }) => isInForce(untilOn, todayOn));
  const [longest] = inForce.toSorted(
    (a, b) => lastsLonger(b, a) || compare(orderOf(a), orderOf(b)),
  );
  return longest ?? null;
}

function isInForce(untilOn: LocalDate | null, todayOn: LocalDate): boolean {
  return untilOn === null || !(daysBetween(todayOn, untilOn) < 0);
}

function lastsLonger(a: MuteFact, b: MuteFact): number {
  return compare(a.untilOn ?? FOR_EVER, b.untilOn ?? FOR_EVER);
}

/** After every day, and after every text that is none. */
const FOR_EVER = '\u{10ffff}';
const levels = ['organisation', 'customer', 'invoice'];

function orderOf({ level, reason, by }: MuteFact): string {
  return `${levels.indexOf(level)} ${reason} ${by}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
