import type { Json, JsonObject } from '../../../kit/json.ts';
import { dueOf, isApproved } from '../../books/invoices.ts';
import type { Org } from '../../books/org.ts';
import type { Contact, ContactGroup, Term } from '../../books/records.ts';
import { wireInstant } from '../wire.ts';

/** The contact inside a document of an unpaged list (facts: Xero 3.1). */
export function contactInDocument(org: Org, contactId: string, isFull: boolean): JsonObject {
  const contact = org.contacts.get(contactId);
  if (!contact) return { ContactID: contactId };
  const head = { ContactID: contact.id, Name: contact.name };
  if (!isFull)
    return {
      ...head,
      Addresses: [],
      Phones: [],
      ContactGroups: [],
      ContactPersons: [],
      HasValidationErrors: false,
    };
  return showContact(org, contact, 'document');
}

/** `list`: unpaged; `full`: on a page or alone; `document`: inside a document of a page or alone, without terms and balances. */
export function showContact(
  org: Org,
  contact: Contact,
  form: 'list' | 'document' | 'full',
): JsonObject {
  const isFull = form !== 'list';
  return {
    ContactID: contact.id,
    ...(contact.number === null ? {} : { ContactNumber: contact.number }),
    ...(contact.accountNumber === null ? {} : { AccountNumber: contact.accountNumber }),
    ContactStatus: contact.status,
    Name: contact.name,
    FirstName: contact.firstName,
    LastName: contact.lastName,
    EmailAddress: contact.email,
    ContactPersons: isFull ? personsOf(contact) : [],
    ...(form === 'full' ? termsAndBalances(org, contact) : {}),
    Addresses: contact.addresses,
    Phones: contact.phones,
    UpdatedDateUTC: wireInstant(contact.updatedMs),
    ContactGroups: isFull ? groupsOf(org, contact) : [],
    IsSupplier: contact.isSupplier,
    IsCustomer: contact.isCustomer,
    ...(contact.currency === null ? {} : { DefaultCurrency: contact.currency }),
    HasAttachments: (org.files.get(contact.id) ?? []).length > 0,
    HasValidationErrors: false,
  };
}

function personsOf(contact: Contact): JsonObject[] {
  return contact.persons.map((person) => ({
    FirstName: person.firstName,
    LastName: person.lastName,
    EmailAddress: person.email,
    IncludeInEmails: person.includeInEmails,
  }));
}

function termsAndBalances(org: Org, contact: Contact): JsonObject {
  const { sales, bills } = contact.terms;
  const terms: JsonObject = {
    ...(bills ? { Bills: showTerm(bills) } : {}),
    ...(sales ? { Sales: showTerm(sales) } : {}),
  };
  return {
    ...(sales || bills ? { PaymentTerms: terms } : {}),
    ...(contact.isCustomer || contact.isSupplier ? { Balances: balancesOf(org, contact.id) } : {}),
    ...(contact.mergedToId === null ? {} : { MergedToContactID: contact.mergedToId }),
  };
}

const showTerm = ({ Day, Type }: Term): Json => ({ Day, Type });

/** Raw sums, not converted between currencies (facts: Xero 3.2). */
function balancesOf(org: Org, contactId: string): JsonObject {
  const sums = { ACCREC: { outstanding: 0, overdue: 0 }, ACCPAY: { outstanding: 0, overdue: 0 } };
  const today = org.today(org.nowMs());
  for (const invoice of org.invoicesOf.all(contactId)) {
    if (!isApproved(invoice.status)) continue;
    const due = dueOf(invoice);
    sums[invoice.type].outstanding += due;
    if ((invoice.dueDate ?? today) < today) sums[invoice.type].overdue += due;
  }
  for (const credit of org.creditsOf.all(contactId)) {
    if (credit.status === 'AUTHORISED')
      sums[
        credit.type.startsWith('ACCPAY') || credit.type.startsWith('SPEND') ? 'ACCPAY' : 'ACCREC'
      ].outstanding -= credit.remaining;
  }
  const show = ({ outstanding, overdue }: { outstanding: number; overdue: number }): Json => ({
    Outstanding: outstanding / 100,
    Overdue: overdue / 100,
  });
  return { AccountsReceivable: show(sums.ACCREC), AccountsPayable: show(sums.ACCPAY) };
}

function groupsOf(org: Org, contact: Contact): JsonObject[] {
  return contact.groupIds
    .map((id) => org.groups.get(id))
    .filter((group) => group !== undefined)
    .map((group) => showGroup(group));
}

export function showGroup(group: ContactGroup): JsonObject {
  return {
    ContactGroupID: group.id,
    Name: group.name,
    Status: group.status,
    HasValidationErrors: false,
  };
}
