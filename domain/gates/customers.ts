import { answersOf } from './answer.ts';
import type { Gate, PreparedFacts } from './gate.ts';

const { pass, skip, hold } = answersOf('customers');

/** BJ-9: only the listed customers, or all except them. A listed parent stands for its children where the rule says so (E28). */
export const customers: Gate = (facts) => {
  const { rule, invoice, customer } = facts;
  const { mode } = rule.settings.customers;
  const saw = { mode, customer: customer?.fullName ?? null, listed: rule.customerIds.size };
  if (invoice.customerId === null) return hold('unreadable', saw);
  const isListed = rule.customerIds.has(invoice.customerId) || isParentListed(facts);
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

function isParentListed({ rule, customer }: PreparedFacts): boolean {
  if (!rule.settings.customers.includeChildren || customer === null) return false;
  return customer.ancestorIds.some((id) => rule.customerIds.has(id));
}
