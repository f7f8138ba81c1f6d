import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('customer-active');

/** E27: a customer made inactive in the books, with an open invoice, is a question for a person. */
export const customerActive: Gate = ({ customer }) => {
  if (customer === null) return hold('no-customer');
  const saw = { customer: customer.fullName };
  return customer.active === true ? pass('active', saw) : hold('inactive', saw);
};
