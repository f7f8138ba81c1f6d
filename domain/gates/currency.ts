import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip } = answersOf('currency');

/** A rule may be about some currencies only. */
export const currency: Gate = ({ rule, invoice }) => {
  if (rule.currencies.size === 0) return pass('any');
  const saw = { currency: invoice.currency, listed: [...rule.currencies] };
  return rule.currencies.has(invoice.currency ?? '')
    ? pass('listed', saw)
    : skip('not-listed', saw);
};
