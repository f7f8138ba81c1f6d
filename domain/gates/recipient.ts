import { type Addresses, parseAddresses } from '../invoice/addresses.ts';
import { answersOf } from './answer.ts';
import type { GateResult, PreparedFacts } from './gate.ts';

const { pass, hold } = answersOf('recipient');

/**
 * Who gets it: the invoice's own addresses, else the customer's, else those of the parent who is billed instead (E28). An address that
 * cannot be used never blocks another (E31); with none left the invoice waits (UF-7, E30).
 */
export const recipient = (facts: Receivers): GateResult => {
  const bad: string[] = [];
  for (const [source, read] of sources) {
    const found = read(facts);
    bad.push(...found.bad);
    if (found.usable.length > 0) return pass('found', { source, recipients: found.usable, bad });
  }
  return bad.length > 0 ? hold('bad-address', { bad }) : hold('no-address');
};

type Receivers = Pick<PreparedFacts, 'invoice' | 'customer' | 'parent'>;

const sources: [string, (facts: Receivers) => Addresses][] = [
  ['invoice', ({ invoice }) => parseAddresses(invoice.email)],
  ['customer', ({ customer }) => parseAddresses(customer?.email ?? null)],
  ['parent', ({ customer, parent }) => parentAddresses(customer?.billWithParent, parent?.email)],
];

function parentAddresses(billWithParent: boolean | undefined, email: string | null | undefined) {
  return parseAddresses(billWithParent === true ? (email ?? null) : null);
}
