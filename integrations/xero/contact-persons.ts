import { flagOf, listOf, textOf, type Fields } from './fields.ts';

/** The contact's own address and those of the persons who get its e-mails, in this order, each once (E32). */
export function addressesOf(contact: Fields): string[] {
  const persons = listOf(contact['ContactPersons']).filter((one) => flagOf(one['IncludeInEmails']));
  const found = [contact, ...persons].map(addressOf).filter((address) => address !== '');
  const each = new Map(found.map((address) => [address.toLowerCase(), address]));
  return [...each.values()];
}

export function addressOf(holder: Fields): string {
  return textOf(holder['EmailAddress'])?.trim() ?? '';
}

export interface Person {
  FirstName: string;
  LastName: string;
  EmailAddress: string;
  IncludeInEmails: boolean;
}

export interface ContactAddresses {
  EmailAddress: string;
  ContactPersons: Person[];
}

/**
 * How a contact holds the wanted addresses without losing a person: a person stays whoever they are, and gets e-mails when their address
 * is wanted. Of the rest the first is the contact's own, and each other one is a person with an address alone.
 */
export function withAddresses(contact: Fields, wanted: readonly string[]): ContactAddresses {
  const open = new Map(wanted.map((address) => [address.toLowerCase(), address]));
  const own = addressOf(contact).toLowerCase();
  // The contact keeps its own address when it is wanted, also where a person has the same.
  const keepsOwn = open.has(own);
  if (keepsOwn) open.delete(own);
  const persons = listOf(contact['ContactPersons']).map((one): Person => {
    const address = addressOf(one);
    const key = address.toLowerCase();
    const isWanted =
      open.delete(key) || (keepsOwn && key === own && flagOf(one['IncludeInEmails']));
    return {
      FirstName: textOf(one['FirstName']) ?? '',
      LastName: textOf(one['LastName']) ?? '',
      EmailAddress: address,
      IncludeInEmails: isWanted === true,
    };
  });
  const left = [...open.values()];
  const EmailAddress = keepsOwn ? addressOf(contact) : (left.shift() ?? '');
  return { EmailAddress, ContactPersons: [...persons, ...left.map(toPerson)] };
}

function toPerson(address: string): Person {
  return { FirstName: '', LastName: '', EmailAddress: address, IncludeInEmails: true };
}
