import type { CustomerId, InvoiceId } from '../../../domain/ids.ts';
import { findPeopleOf } from '../../db/mirror.ts';
import type { Tx } from '../../db/transaction.ts';
import { readFew, type Reading } from './reading.ts';

/**
 * Reads the invoices of one message, and everybody it may be sent to, from the books into the mirror, right before it would leave
 * (product.md 4, idea 1): one call for the invoices and one for their people, as a rule. Throws when the books cannot be asked or a
 * record cannot be read: then nothing may be sent.
 */
export async function refreshInvoices(reading: Reading, ids: InvoiceId[]): Promise<void> {
  const peopleNow = (tx: Tx) => findPeopleOf(tx, reading.organisationId, ids);
  const read = new Set<CustomerId>();
  let wanted = await readFew(reading, 'invoices', ids, peopleNow);
  // Read on as long as a fresh copy names somebody else who is billed.
  while (wanted.length > 0) {
    wanted.forEach((id) => read.add(id));
    const named = await readFew(reading, 'customers', wanted, peopleNow);
    wanted = named.filter((id) => !read.has(id));
  }
}
