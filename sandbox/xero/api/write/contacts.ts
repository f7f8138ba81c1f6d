import type { Json, JsonObject } from '../../../kit/json.ts';
import { asList, asText, at, isObject } from '../../../kit/json.ts';
import type { ContactChanges } from '../../books/contacts.ts';
import { createContact, editContact } from '../../books/contacts.ts';
import { Invalid, problems } from '../../books/problems.ts';
import type { Contact, Term, TermType } from '../../books/records.ts';
import type { Call } from '../call.ts';
import { findContact } from '../read.ts';
import { showContact } from '../show/contact.ts';
import { writeElements } from './batch.ts';

export function postContact(call: Call): void {
  const { id } = findContact(call);
  write(
    call,
    call
      .elements('Contacts')
      .slice(0, 1)
      .map((element) => ({ ...element, ContactID: id })),
    false,
  );
}

export function postContacts(call: Call): void {
  write(call, call.elements('Contacts'), false);
}

export function putContacts(call: Call): void {
  write(call, call.elements('Contacts'), true);
}

function write(call: Call, elements: JsonObject[], createsOnly: boolean): void {
  writeElements(call, 'Contacts', elements, (element) => {
    const saved = saveElement(call, element, createsOnly);
    return () => showContact(call.org, call.org.contacts.get(saved.id) ?? saved, 'full');
  });
}

function saveElement(call: Call, element: JsonObject, createsOnly: boolean): Contact {
  const known = findKnown(call, element);
  if (!known && element['ContactID'] !== undefined) throw problems.noDocument();
  if (known && createsOnly) throw problems.nameTaken(known.name);
  const changes = readContact(element);
  if (!known) return createContact(call.place, changes);
  if (call.box.knobs.personsLeftOut === 'dropped') changes.persons ??= [];
  return editContact(call.place, known.id, changes);
}

/** By id, number or name (facts: Xero 2.3). */
function findKnown(call: Call, element: JsonObject): Contact | undefined {
  const { contacts, contactsNumbered, contactsNamed } = call.org;
  if (element['ContactID'] !== undefined) return contacts.get(asText(element['ContactID']));
  if (element['ContactNumber'] !== undefined)
    return contactsNumbered.all(asText(element['ContactNumber']))[0];
  const named = contactsNamed.all(asText(element['Name']).toLowerCase());
  return named.find(({ status }) => status === 'ACTIVE');
}

/** The members an app may set; what is left out stays. */
export function readContact(element: JsonObject): ContactChanges {
  const changes: ContactChanges = {};
  const has = (name: string): boolean => element[name] !== undefined && element[name] !== null;
  const text = (name: string): string => asText(element[name]).trim();
  if (has('Name')) changes.name = text('Name');
  if (has('FirstName')) changes.firstName = text('FirstName');
  if (has('LastName')) changes.lastName = text('LastName');
  if (has('EmailAddress')) changes.email = text('EmailAddress');
  if (has('ContactNumber')) changes.number = text('ContactNumber');
  if (has('AccountNumber')) changes.accountNumber = text('AccountNumber');
  if (has('DefaultCurrency')) changes.currency = text('DefaultCurrency');
  if (has('ContactStatus')) changes.status = statusOf(text('ContactStatus'));
  if (has('ContactPersons')) changes.persons = asList(element['ContactPersons']).map(readPerson);
  if (has('PaymentTerms'))
    changes.terms = {
      sales: readTerm(at(element, 'PaymentTerms', 'Sales')),
      bills: readTerm(at(element, 'PaymentTerms', 'Bills')),
    };
  if (has('Addresses')) changes.addresses = asList(element['Addresses']).map(toTexts);
  if (has('Phones')) changes.phones = asList(element['Phones']).map(toTexts);
  return changes;
}

function statusOf(text: string): Contact['status'] {
  if (text === 'ACTIVE' || text === 'ARCHIVED' || text === 'GDPRREQUEST') return text;
  throw new Invalid('Contact status is not valid.');
}

function readPerson(person: JsonObject): Contact['persons'][number] {
  return {
    firstName: asText(person['FirstName']),
    lastName: asText(person['LastName']),
    email: asText(person['EmailAddress']),
    includeInEmails: String(person['IncludeInEmails'] ?? false) === 'true',
  };
}

function readTerm(value: Json | undefined): Term | null {
  if (!isObject(value)) return null;
  return { Day: Number(value['Day'] ?? 0), Type: asText(value['Type']) as TermType };
}

function toTexts(entry: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, asText(value)]));
}
