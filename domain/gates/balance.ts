import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('balance');

/** Only what is still owed is chased: a part payment leaves the rest to chase (E1), a credit is never chased (E5). */
export const balance: Gate = ({ invoice: { openMinor, totalMinor, currency } }) => {
  const saw = { openMinor, totalMinor, currency };
  if (!Number.isSafeInteger(openMinor)) return hold('unreadable', { currency });
  if (openMinor < 0) return skip('in-credit', saw);
  if (openMinor === 0) return skip('nothing-open', saw);
  return openMinor < totalMinor ? pass('part-paid', saw) : pass('open', saw);
};
