import type { Call } from './call.ts';
import {
  listBatches,
  listContacts,
  listCredits,
  listGroups,
  listInvoices,
  listPayments,
  readBatch,
  readContact,
  readCredit,
  readGroup,
  readInvoice,
  readInvoicePdf,
  readOrganisation,
  readPayment,
} from './read.ts';
import { postContact, postContacts, putContacts } from './write/contacts.ts';
import { addNotes, listHistory } from './write/history.ts';
import { postInvoice, postInvoices, putInvoices } from './write/invoices.ts';

export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  /** Granular scopes without `.read`; any one of them is enough. */
  scopes: readonly string[];
  handle: (call: Call) => void | Promise<void>;
}

const INVOICES = ['accounting.invoices'];
const PAYMENTS = ['accounting.payments'];
const CONTACTS = ['accounting.contacts'];
const SETTINGS = ['accounting.settings'];

const reading: Endpoint[] = [
  { method: 'get', path: '/Organisation', scopes: SETTINGS, handle: readOrganisation },
  { method: 'get', path: '/Invoices', scopes: INVOICES, handle: listInvoices },
  { method: 'get', path: '/Invoices/:id', scopes: INVOICES, handle: readInvoice },
  { method: 'get', path: '/Invoices/:id/pdf', scopes: INVOICES, handle: readInvoicePdf },
  { method: 'get', path: '/CreditNotes', scopes: INVOICES, handle: listCredits('CreditNote') },
  { method: 'get', path: '/CreditNotes/:id', scopes: INVOICES, handle: readCredit('CreditNote') },
  { method: 'get', path: '/Overpayments', scopes: PAYMENTS, handle: listCredits('Overpayment') },
  { method: 'get', path: '/Overpayments/:id', scopes: PAYMENTS, handle: readCredit('Overpayment') },
  { method: 'get', path: '/Prepayments', scopes: PAYMENTS, handle: listCredits('Prepayment') },
  { method: 'get', path: '/Prepayments/:id', scopes: PAYMENTS, handle: readCredit('Prepayment') },
  { method: 'get', path: '/Payments', scopes: PAYMENTS, handle: listPayments },
  { method: 'get', path: '/Payments/:id', scopes: PAYMENTS, handle: readPayment },
  { method: 'get', path: '/BatchPayments', scopes: PAYMENTS, handle: listBatches },
  { method: 'get', path: '/BatchPayments/:id', scopes: PAYMENTS, handle: readBatch },
  { method: 'get', path: '/Contacts', scopes: CONTACTS, handle: listContacts },
  { method: 'get', path: '/Contacts/:id', scopes: CONTACTS, handle: readContact },
  { method: 'get', path: '/ContactGroups', scopes: CONTACTS, handle: listGroups },
  { method: 'get', path: '/ContactGroups/:id', scopes: CONTACTS, handle: readGroup },
];

const writing: Endpoint[] = [
  { method: 'post', path: '/Invoices', scopes: INVOICES, handle: postInvoices },
  { method: 'put', path: '/Invoices', scopes: INVOICES, handle: putInvoices },
  { method: 'post', path: '/Invoices/:id', scopes: INVOICES, handle: postInvoice },
  { method: 'post', path: '/Contacts', scopes: CONTACTS, handle: postContacts },
  { method: 'put', path: '/Contacts', scopes: CONTACTS, handle: putContacts },
  { method: 'post', path: '/Contacts/:id', scopes: CONTACTS, handle: postContact },
];

/** History rides on the scope of the record it belongs to (facts: Xero 1.5). */
const WITH_HISTORY: [string, string[]][] = [
  ['Invoices', INVOICES],
  ['CreditNotes', INVOICES],
  ['Contacts', CONTACTS],
  ['Payments', PAYMENTS],
  ['BatchPayments', PAYMENTS],
  ['Overpayments', PAYMENTS],
  ['Prepayments', PAYMENTS],
];

const history = WITH_HISTORY.flatMap(([resource, scopes]): Endpoint[] => {
  const path = `/${resource}/:id/History`;
  return [
    { method: 'get', path, scopes, handle: (call) => listHistory(call, resource) },
    { method: 'put', path, scopes, handle: (call) => addNotes(call, resource) },
    { method: 'post', path, scopes, handle: (call) => addNotes(call, resource) },
  ];
});

export const endpoints: readonly Endpoint[] = [...reading, ...writing, ...history];
