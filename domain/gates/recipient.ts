import { type Addresses, parseAddresses } from '../invoice/addresses.ts';
import { answersOf } from './answer.ts';
import type { GateResult, PreparedFacts } from './gate.ts';

const { pass, hold } = answersOf('recipient');

/**
 * Who gets it: the invoice's own addresses, else the customer's, else those of the parent who is billed instead (E28). An address that
 * cannot be used, or to which nothing is sent any more, never blocks another (E31); with none left the invoice waits (UF-7, E30).
 */
export const recipient = (facts: Receivers): GateResult => {
  const bad: string[] = [];
  const suppressed: string[] = [];
  for (const [source, read] of sources) {
    const found = read(facts);
    bad.push(...found.bad);
    const recipients = withoutSuppressed(found.usable, facts.organisation.suppressed);
    suppressed.push(...found.usable.filter((address) => !recipients.includes(address)));
    if (recipients.length > 0)
      return pass('found', {
        source,
        recipients,
        bad,
        ...(suppressed.length > 0 && { suppressed }),
      });
  }
  if (suppressed.length > 0) return hold('suppressed', { suppressed, bad });
  return bad.length > 0 ? hold('bad-address', { bad }) : hold('no-address');
};

/** The addresses to which something may be sent. */
export function withoutSuppressed(
  addresses: string[],
  suppressed: ReadonlySet<string> | undefined,
): string[] {
  if (!suppressed || suppressed.size === 0) return addresses;
  return addresses.filter((address) => !suppressed.has(address.toLowerCase()));
}

type Receivers = Pick<PreparedFacts, 'invoice' | 'customer' | 'parent'> & {
  organisation: Pick<PreparedFacts['organisation'], 'suppressed'>;
};

const sources: [string, (facts: Receivers) => Addresses][] = [
  ['invoice', ({ invoice }) => parseAddresses(invoice.email)],
  ['customer', ({ customer }) => parseAddresses(customer?.email ?? null)],
  ['parent', ({ customer, parent }) => parentAddresses(customer?.billWithParent, parent?.email)],
];

function parentAddresses(billWithParent: boolean | undefined, email: string | null | undefined) {
  return parseAddresses(billWithParent === true ? (email ?? null) : null);
}
