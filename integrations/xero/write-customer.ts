import { parseAddresses } from '../../domain/invoice/addresses.ts';
import type { Customer } from '../../domain/invoice/invoice.ts';
import type { CustomerEmailWrite } from '../books.ts';
import type { Change, Client } from './client.ts';
import { withAddresses } from './contact-persons.ts';
import type { DefaultTerms } from './default-terms.ts';
import { refused, staleVersion, unreadableRecord } from './errors.ts';
import { listOf } from './fields.ts';
import { maxPersons } from './limits.ts';
import { toCustomersById } from './to-customer.ts';

/**
 * Writes the addresses of a contact: its own, and whether each of its persons gets e-mails. All persons are sent along, because the list
 * replaces the stored one (facts: Xero 2.3). Xero knows no versions, so the fresh copy is read first; one that was changed since the
 * caller looked is not overwritten (Conflict, E33).
 */
export async function writeCustomerEmail(
  client: Client,
  { id, booksVersion, requestId, email }: CustomerEmailWrite,
  terms: DefaultTerms,
): Promise<Customer> {
  const path = `Contacts/${encodeURIComponent(id)}`;
  const contact = await client.getOne(path, 'Contacts');
  const defaultTermId = await terms.id();
  const toCustomer = (row: unknown): Customer => {
    const { records } = toCustomersById([row], defaultTermId);
    const customer = records.find((one) => one.id === id);
    if (!customer) throw unreadableRecord();
    return customer;
  };
  const known = toCustomer(contact);
  if (!known.active) throw refused('xero.contact-archived', 'the contact is not active');
  if (known.booksVersion !== booksVersion) throw staleVersion();
  const addresses = withAddresses(contact, parseAddresses(email).usable);
  if (addresses.ContactPersons.length > maxPersons) {
    throw refused('xero.too-many-addresses', `${addresses.ContactPersons.length} persons`);
  }
  const change: Change = { Contacts: [{ ContactID: id, ...addresses }] };
  const wrapper = await client.write('POST', path, change, requestId);
  return toCustomer(listOf(wrapper['Contacts'])[0]);
}
