import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('balance');

/**
 * Only what is still owed is chased: a part payment leaves the rest to chase (E1), a credit is never chased (E5), nor are a few cents that
 * the organisation tolerates, nor less than the rule's minimum. Looked at anew every time: a chase stops when the balance falls below,
 * and goes on when it rises again (E6).
 */
export const balance: Gate = ({ rule, organisation, invoice }) => {
  const { openMinor, totalMinor, currency } = invoice;
  const saw = { openMinor, totalMinor, currency };
  if (!Number.isSafeInteger(openMinor)) return hold('unreadable', { currency });
  if (openMinor < 0) return skip('in-credit', saw);
  if (openMinor === 0) return skip('nothing-open', saw);
  const tolerance = organisation.sending.tolerances[currency ?? ''] ?? 0;
  if (openMinor <= tolerance) return skip('tolerated', { ...saw, limitMinor: tolerance });
  const { minimum } = rule.settings;
  const least = minimum[currency ?? ''] ?? 0;
  if (openMinor < least) return skip('below-minimum', { ...saw, limitMinor: least });
  return openMinor < totalMinor ? pass('part-paid', saw) : pass('open', saw);
};
