import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('customers');

/**
 * BJ-9: only the listed customers, or all except them. Goes by the invoice's own customer; a parent in the list does not stand for its
 * children (E28).
 */
export const customers: Gate = ({ rule, invoice, customer }) => {
  const { mode } = rule.settings.customers;
  const saw = { mode, customer: customer?.fullName ?? null, listed: rule.customerIds.size };
  if (invoice.customerId === null) return hold('unreadable', saw);
  const isListed = rule.customerIds.has(invoice.customerId);
  switch (mode) {
    case 'only':
      if (rule.customerIds.size === 0) return hold('invalid-rule', saw);
      return isListed ? pass('listed', saw) : skip('not-listed', saw);
    case 'except':
      return isListed ? skip('excluded', saw) : pass('not-excluded', saw);
    default:
      return hold('unreadable', saw);
  }
};
