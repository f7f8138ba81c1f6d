import { Refused } from '../../../domain/errors.ts';
import type { CustomerId } from '../../../domain/ids.ts';
import { parseAddresses } from '../../../domain/invoice/addresses.ts';
import type { Customer } from '../../../domain/invoice/invoice.ts';
import type { Settlement } from './settle.ts';
import { againWhenStale, requestIdOf, type Writing } from './writing.ts';

/**
 * Puts a new address on the customer, only while the books still hold the one that the person saw (E33); an address that somebody
 * changed since is never overwritten. Throws Conflict when the customer changes faster than we write, Refused when the books say no.
 */
export function writeEmail(writing: Writing): Promise<Settlement> {
  return againWhenStale(() => lookAndWrite(writing));
}

async function lookAndWrite(writing: Writing): Promise<Settlement> {
  const { ctx, company, fields } = writing;
  const { email = null, expectedEmail = null } = fields;
  const readAt = ctx.now();
  const found = await readCustomer(writing);
  const fresh = { customers: found ? [found] : [], readAt };
  if (!found?.active) return { state: 'dropped', reason: 'write-back.customer-gone', fresh };
  if (isSame(found.email, email)) return ended(writing, found, readAt);
  if ((found.email ?? '') !== (expectedEmail ?? '')) {
    const before = { email: found.email ?? '' };
    return { state: 'failed', reason: 'write-back.changed-meanwhile', before, fresh };
  }
  const { id, booksVersion } = found;
  const requestId = requestIdOf(writing, booksVersion);
  const after = await company.writeCustomerEmail({ id, booksVersion, requestId, email });
  return ended(writing, after, readAt);
}

function ended({ fields }: Writing, after: Customer, readAt: Date): Settlement {
  const kept = isSame(after.email, fields.email ?? null);
  return {
    state: kept ? 'done' : 'failed',
    reason: kept ? '' : 'not-kept-by-the-books',
    before: { email: fields.expectedEmail ?? '' },
    after: { email: after.email ?? '' },
    fresh: { customers: [after], readAt },
  };
}

/** Null for a customer that the books no longer have: merged into another (E27). */
async function readCustomer({ company, row }: Writing): Promise<Customer | null> {
  const { records, missing } = await company.readById('customers', [row.customerId as CustomerId]);
  const [customer] = records;
  if (customer) return customer;
  if (missing.length > 0) return null;
  throw new Refused('write-back.unreadable', 'the customer cannot be read');
}

/** The books may set the spaces between addresses differently (facts: QuickBooks 3.3); whatever is no address must be the same text. */
function isSame(one: string | null, other: string | null): boolean {
  const [left, right] = [one ?? '', other ?? ''];
  if (left === right) return true;
  const [a, b] = [parseAddresses(left), parseAddresses(right)];
  if (a.bad.length + b.bad.length > 0 || a.usable.length === 0) return false;
  return a.usable.join(' ') === b.usable.join(' ');
}
