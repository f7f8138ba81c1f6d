import type { Customer } from '../../domain/invoice/invoice.ts';
import type { CustomerEmailWrite } from '../books.ts';
import type { Client, RecordChange } from './client.ts';
import { refused, unreadableRecord } from './errors.ts';
import { maxEmailLength } from './limits.ts';
import { toCustomers } from './to-customer.ts';

/**
 * Writes the whole e-mail field of a customer as a sparse update and returns the record as QuickBooks then holds it. The version is the
 * caller's: a customer that changed since is not overwritten (Conflict, E33). Refused for more than 100 characters (E31), before the
 * call, and for an address that QuickBooks does not take. The same write again gets the same answer.
 */
export async function writeCustomerEmail(
  client: Client,
  { id, booksVersion, requestId, email }: CustomerEmailWrite,
): Promise<Customer> {
  const address = email ?? '';
  if (address.length > maxEmailLength) {
    throw refused('quickbooks.email-too-long', `${address.length} characters`);
  }
  const change: RecordChange = {
    Id: id,
    SyncToken: String(booksVersion),
    // A blank address is what clears the field (facts: QuickBooks 3.3).
    PrimaryEmailAddr: { Address: address },
  };
  const answer = await client.update('Customer', change, requestId);
  const [customer] = toCustomers([(answer as { Customer: unknown }).Customer]).records;
  if (!customer) throw unreadableRecord();
  return customer;
}
