import { randomUUID } from 'node:crypto';
import { note } from './history.ts';
import type { Place } from './place.ts';
import { saveContact, saveCredit, saveInvoice } from './place.ts';
import { Invalid, problems } from './problems.ts';
import type { Contact } from './records.ts';

export type ContactChanges = Partial<Omit<Contact, 'id' | 'updatedMs'>>;

const MOST_PERSONS = 5;

export function createContact(place: Place, changes: ContactChanges): Contact {
  const fresh: Contact = {
    id: randomUUID(),
    updatedMs: 0,
    number: null,
    accountNumber: null,
    status: 'ACTIVE',
    name: '',
    firstName: '',
    lastName: '',
    email: '',
    persons: [],
    terms: { sales: null, bills: null },
    addresses: [],
    phones: [],
    currency: null,
    groupIds: [],
    isCustomer: false,
    isSupplier: false,
    mergedToId: null,
    ...changes,
  };
  assertFine(place, fresh);
  note(place, fresh.id, 'Created', fresh.name);
  return saveContact(place, fresh);
}

export function editContact(place: Place, id: string, changes: ContactChanges): Contact {
  const before = place.org.contacts.get(id);
  if (!before) throw problems.noDocument();
  const after = { ...before, ...changes };
  if (place.by === 'app' && before.status !== 'ACTIVE' && changes.status !== 'ACTIVE')
    throw new Invalid('The contact is archived and cannot be edited.');
  assertFine(place, after);
  note(place, id, 'Edited', after.name);
  return saveContact(place, after);
}

function assertFine(place: Place, contact: Contact): void {
  if (contact.name === '') throw new Invalid('The Contact Name is mandatory.');
  if (contact.name.length > 255) throw new Invalid('The Contact Name exceeds 255 characters.');
  const addresses = [contact.email, ...contact.persons.map(({ email }) => email)];
  if (addresses.some((address) => !isAddress(address))) throw problems.email();
  if (contact.persons.length > MOST_PERSONS)
    throw new Invalid('A contact can have at most 5 contact persons.');
  const twins = place.org.contactsNamed.all(contact.name.toLowerCase());
  const isTaken = twins.some((twin) => twin.id !== contact.id && twin.status === 'ACTIVE');
  if (isTaken && contact.status === 'ACTIVE') throw problems.nameTaken(contact.name);
}

/** Xero takes no umlauts in addresses (facts: Xero 3.2). */
function isAddress(text: string): boolean {
  return (
    text === '' || (text.length <= 255 && /^[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]+$/.test(text))
  );
}

/** The loser is archived and points at the survivor; its documents move (facts: Xero 3.2). */
export function mergeContacts(place: Place, winnerId: string, loserId: string): Contact {
  const winner = place.org.contacts.get(winnerId);
  const loser = place.org.contacts.get(loserId);
  if (!winner || !loser || winnerId === loserId) throw problems.noDocument();
  for (const invoice of place.org.invoicesOf.all(loserId))
    saveInvoice(place, { ...invoice, contactId: winnerId });
  for (const credit of place.org.creditsOf.all(loserId))
    saveCredit(place, { ...credit, contactId: winnerId });
  note(place, loserId, 'Merged', `Merged into ${winner.name}`);
  const isCustomer = winner.isCustomer || loser.isCustomer;
  saveContact(place, { ...winner, isCustomer });
  return saveContact(place, { ...loser, status: 'ARCHIVED', mergedToId: winnerId });
}
