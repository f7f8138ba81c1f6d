import { dayMs } from '../../books/days.ts';
import { dueOf } from '../../books/invoices.ts';
import type { Org } from '../../books/org.ts';
import type { Batch, Contact, Credit, Invoice, Paper, Payment } from '../../books/records.ts';

/** What a filter compares: days and instants are milliseconds. */
export type Value = string | number | boolean | null;
/** Fields that filters and sort orders may name, in lower case. */
export type Fields<T> = Readonly<Record<string, (record: T, org: Org) => Value>>;

const day = (text: string | null): Value => (text === null ? null : dayMs(text));

const paper: Fields<Paper> = {
  type: ({ type }) => type,
  status: ({ status }) => status,
  reference: ({ reference }) => reference,
  date: ({ date }) => day(date),
  total: ({ total }) => total / 100,
  subtotal: ({ subTotal }) => subTotal / 100,
  totaltax: ({ totalTax }) => totalTax / 100,
  currencycode: ({ currency }) => currency,
  updateddateutc: ({ updatedMs }) => updatedMs,
  senttocontact: ({ sent }) => sent ?? false,
  fullypaidondate: ({ fullyPaidOn }) => day(fullyPaidOn),
  'contact.contactid': ({ contactId }) => contactId,
  'contact.name': ({ contactId }, org) => org.contacts.get(contactId)?.name ?? null,
  'contact.contactnumber': ({ contactId }, org) => org.contacts.get(contactId)?.number ?? null,
};

export const invoiceFields: Fields<Invoice> = {
  ...paper,
  invoiceid: ({ id }) => id,
  invoicenumber: ({ number }) => number,
  duedate: ({ dueDate }) => day(dueDate),
  expectedpaymentdate: ({ expectedDate }) => day(expectedDate),
  amountdue: (invoice) => dueOf(invoice) / 100,
  amountpaid: ({ paid }) => paid / 100,
  amountcredited: ({ credited }) => credited / 100,
};

export const creditFields: Fields<Credit> = {
  ...paper,
  creditnoteid: ({ id }) => id,
  overpaymentid: ({ id }) => id,
  prepaymentid: ({ id }) => id,
  creditnotenumber: ({ number }) => number,
  remainingcredit: ({ remaining }) => remaining / 100,
};

export const contactFields: Fields<Contact> = {
  contactid: ({ id }) => id,
  name: ({ name }) => name,
  firstname: ({ firstName }) => firstName,
  lastname: ({ lastName }) => lastName,
  emailaddress: ({ email }) => email,
  contactnumber: ({ number }) => number,
  accountnumber: ({ accountNumber }) => accountNumber,
  contactstatus: ({ status }) => status,
  iscustomer: ({ isCustomer }) => isCustomer,
  issupplier: ({ isSupplier }) => isSupplier,
  defaultcurrency: ({ currency }) => currency,
  updateddateutc: ({ updatedMs }) => updatedMs,
};

export const paymentFields: Fields<Payment> = {
  paymentid: ({ id }) => id,
  paymenttype: ({ type }) => type,
  status: ({ status }) => status,
  date: ({ date }) => day(date),
  amount: ({ amount }) => amount / 100,
  reference: ({ reference }) => reference,
  isreconciled: ({ isReconciled }) => isReconciled,
  updateddateutc: ({ updatedMs }) => updatedMs,
  'invoice.invoiceid': ({ target }) => target.id,
};

export const batchFields: Fields<Batch> = {
  batchpaymentid: ({ id }) => id,
  type: ({ type }) => type,
  status: ({ status }) => status,
  date: ({ date }) => day(date),
  totalamount: ({ total }) => total / 100,
  updateddateutc: ({ updatedMs }) => updatedMs,
};

/** Filters on these do not count as a scan of everything (facts: Xero 2.6). */
export const OPTIMISED = new Set([
  ...['status', 'contact.contactid', 'contact.name', 'contact.contactnumber', 'reference', 'date'],
  ...['duedate', 'type', 'amountdue', 'amountpaid', 'name', 'emailaddress', 'accountnumber'],
  ...['paymenttype', 'invoice.invoiceid'],
]);
