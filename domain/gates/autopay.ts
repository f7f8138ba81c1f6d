import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('autopay');

/**
 * BJ-14, BJ-15: autopay is on for an invoice when its customer is enabled and the invoice meets the conditions; off is the opposite, as
 * decided in product.md. A customer without a payment profile counts as enabled (BJ-16).
 */
export const autopay: Gate = ({ rule, autopay: { customerOn, eligible } }) => {
  const wanted = rule.settings.autopay;
  if (wanted === 'any') return pass('any');
  const saw = { wanted, customerOn, eligible };
  const isOn = customerOn && eligible;
  switch (wanted) {
    case 'on':
      return isOn ? pass('on', saw) : skip('is-off', saw);
    case 'off':
      return isOn ? skip('is-on', saw) : pass('off', saw);
    default:
      return hold('unreadable', saw);
  }
};
