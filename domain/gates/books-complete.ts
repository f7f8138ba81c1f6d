import { answersOf } from './answer.ts';
import type { Gate, GateFacts, GateReasons } from './gate.ts';

const { pass, hold } = answersOf('books-complete');

type Missing = Exclude<GateReasons['books-complete'], 'complete'>;

/** What a reminder cannot do without. A field the books left out holds the invoice; it is never guessed and never a crash (E20). */
export const booksComplete: Gate = (facts) => {
  const missing = missingIn(facts);
  const first = missing[0];
  return first === undefined ? pass('complete') : hold(first, { missing });
};

function missingIn({ invoice, customer, rule }: GateFacts): Missing[] {
  const missing: Missing[] = [];
  if (invoice.customerId === null) missing.push('no-customer');
  else if (customer === null) missing.push('customer-not-synced');
  if (invoice.dueOn === null && rule.settings.type === 'due') missing.push('no-due-date');
  if (!invoice.currency) missing.push('no-currency');
  return missing;
}
