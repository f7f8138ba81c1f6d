import { asId, type CustomerId, type TermId } from '../../domain/ids.ts';
import type { Customer } from '../../domain/invoice/invoice.ts';
import { addressesOf } from './contact-persons.ts';
import { flagOf, listOf, needText, textOf, updatedAtOf, type Fields } from './fields.ts';
import { idUnder, mapEach, type Fate, type Mapped } from './to-record.ts';
import { termIn } from './to-term.ts';

/** Contacts, and the groups that they are in: Xero has no hierarchy, so a group stands as the parent of its contacts (E29). */
export function toCustomers(
  rows: readonly unknown[],
  defaultTermId: TermId | null,
): Mapped<Customer> {
  const contacts = toContacts(rows, defaultTermId);
  const groups = new Map<string, Customer>();
  for (const row of rows) {
    const group = typeof row === 'object' && row !== null ? groupOf(row as Fields) : null;
    if (group) groups.set(group.id, group);
  }
  return { ...contacts, records: [...groups.values(), ...contacts.records] };
}

function toContacts(rows: readonly unknown[], defaultTermId: TermId | null): Mapped<Customer> {
  return mapEach(rows, {
    fateOf,
    toRecord: (row) => toCustomer(row, defaultTermId),
    idOf: idUnder('ContactID'),
  });
}

/** Whoever only sends us bills is no customer. One that is asked for by id is, whatever the mark says: it may be a little behind. */
function fateOf(contact: Fields): Fate {
  const isSupplierOnly = contact['IsSupplier'] === true && contact['IsCustomer'] !== true;
  return isSupplierOnly ? 'not-ours' : 'ours';
}

function toCustomer(api: Fields, defaultTermId: TermId | null): Customer {
  const booksUpdatedAt = updatedAtOf(api);
  const name = needText(api['Name']);
  return {
    id: asId<CustomerId>(needText(api['ContactID'])),
    booksVersion: booksUpdatedAt.getTime(),
    booksUpdatedAt,
    name,
    fullName: name,
    active: isActive(api),
    parentId: groupOf(api)?.id ?? null,
    billWithParent: false,
    email: addressesOf(api).join(', ') || null,
    termId: termIn(api)?.id ?? defaultTermId,
    currency: textOf(api['DefaultCurrency']) || null,
  };
}

/** Archived, merged into another, or somebody who asked to be forgotten: nobody to be written to (E26, E27). */
function isActive(api: Fields): boolean {
  return api['ContactStatus'] === 'ACTIVE' && !textOf(api['MergedToContactID']);
}

export const groupPrefix = 'group/';

/** The first of the contact's groups by name; a customer has one parent. */
function groupOf(contact: Fields): Customer | null {
  const groups = listOf(contact['ContactGroups']).filter((group) => group['Status'] !== 'DELETED');
  const [first] = groups.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'));
  return first ? toGroup(first) : null;
}

const nameOf = (group: Fields): string => textOf(group['Name']) ?? '';

/** A group has no version; what is read later counts. */
export function toGroup(api: Fields): Customer {
  const name = nameOf(api);
  return {
    id: asId<CustomerId>(groupPrefix + needText(api['ContactGroupID'])),
    booksVersion: 0,
    booksUpdatedAt: new Date(0),
    name,
    fullName: name,
    active: api['Status'] !== 'DELETED',
    parentId: null,
    billWithParent: false,
    email: null,
    termId: null,
    currency: null,
  };
}

/** Contacts read by their ids, suppliers included. */
export function toCustomersById(
  rows: readonly unknown[],
  defaultTermId: TermId | null,
): Mapped<Customer> {
  const asked = rows.map((row) =>
    typeof row === 'object' && row !== null && flagOf((row as Fields)['IsSupplier'])
      ? { ...row, IsCustomer: true }
      : row,
  );
  return toCustomers(asked, defaultTermId);
}
