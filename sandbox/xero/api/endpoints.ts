import type { CreditKind } from '../books/records.ts';
import { listFiles, readFile, writeFile } from './attachments.ts';
import type { Call } from './call.ts';
import { postEmail, readOnlineInvoice } from './invoice-actions.ts';
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
import { listActions, listSettings, readReminders, readSetting } from './settings.ts';
import { addBatches, postBatches } from './write/batches.ts';
import { postContact, postContacts, putContacts } from './write/contacts.ts';
import {
  deleteAllocation,
  postCreditNote,
  postCreditNotes,
  putAllocations,
  putCreditNotes,
} from './write/credits.ts';
import { addNotes, listHistory } from './write/history.ts';
import { postInvoice, postInvoices, putInvoices } from './write/invoices.ts';
import { addPayments, postPayment } from './write/payments.ts';

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

const ATTACHMENTS = ['accounting.attachments'];

const reading: Endpoint[] = [
  { method: 'get', path: '/Invoices', scopes: INVOICES, handle: listInvoices },
  { method: 'get', path: '/Invoices/:id', scopes: INVOICES, handle: readInvoice },
  { method: 'get', path: '/Invoices/:id/pdf', scopes: INVOICES, handle: readInvoicePdf },
  {
    method: 'get',
    path: '/Invoices/:id/OnlineInvoice',
    scopes: INVOICES,
    handle: readOnlineInvoice,
  },
  { method: 'get', path: '/Payments', scopes: PAYMENTS, handle: listPayments },
  { method: 'get', path: '/Payments/:id', scopes: PAYMENTS, handle: readPayment },
  { method: 'get', path: '/BatchPayments', scopes: PAYMENTS, handle: listBatches },
  { method: 'get', path: '/BatchPayments/:id', scopes: PAYMENTS, handle: readBatch },
  { method: 'get', path: '/Contacts', scopes: CONTACTS, handle: listContacts },
  { method: 'get', path: '/Contacts/:id', scopes: CONTACTS, handle: readContact },
  { method: 'get', path: '/ContactGroups', scopes: CONTACTS, handle: listGroups },
  { method: 'get', path: '/ContactGroups/:id', scopes: CONTACTS, handle: readGroup },
];

const settings: Endpoint[] = [
  { path: '/Organisation', handle: readOrganisation },
  { path: '/Organisation/Actions', handle: listActions },
  { path: '/InvoiceReminders/Settings', handle: readReminders },
  { path: '/Accounts', handle: listSettings('accounts', 'Accounts') },
  { path: '/Accounts/:id', handle: readSetting('accounts', 'Accounts', 'AccountID') },
  { path: '/TaxRates', handle: listSettings('taxRates', 'TaxRates') },
  { path: '/Currencies', handle: listSettings('currencies', 'Currencies') },
  { path: '/BrandingThemes', handle: listSettings('brandingThemes', 'BrandingThemes') },
  {
    path: '/BrandingThemes/:id',
    handle: readSetting('brandingThemes', 'BrandingThemes', 'BrandingThemeID'),
  },
].map((endpoint) => ({ method: 'get', scopes: SETTINGS, ...endpoint }));

const writing: Endpoint[] = [
  { method: 'post', path: '/Invoices', scopes: INVOICES, handle: postInvoices },
  { method: 'put', path: '/Invoices', scopes: INVOICES, handle: putInvoices },
  { method: 'post', path: '/Invoices/:id', scopes: INVOICES, handle: postInvoice },
  { method: 'post', path: '/Invoices/:id/Email', scopes: INVOICES, handle: postEmail },
  { method: 'post', path: '/CreditNotes', scopes: INVOICES, handle: postCreditNotes },
  { method: 'put', path: '/CreditNotes', scopes: INVOICES, handle: putCreditNotes },
  { method: 'post', path: '/CreditNotes/:id', scopes: INVOICES, handle: postCreditNote },
  { method: 'post', path: '/Payments', scopes: PAYMENTS, handle: addPayments },
  { method: 'put', path: '/Payments', scopes: PAYMENTS, handle: addPayments },
  { method: 'post', path: '/Payments/:id', scopes: PAYMENTS, handle: postPayment },
  { method: 'put', path: '/BatchPayments', scopes: PAYMENTS, handle: addBatches },
  { method: 'post', path: '/BatchPayments', scopes: PAYMENTS, handle: postBatches },
  { method: 'post', path: '/BatchPayments/:id', scopes: PAYMENTS, handle: postBatches },
  { method: 'post', path: '/Contacts', scopes: CONTACTS, handle: postContacts },
  { method: 'put', path: '/Contacts', scopes: CONTACTS, handle: putContacts },
  { method: 'post', path: '/Contacts/:id', scopes: CONTACTS, handle: postContact },
];

const KINDS: [CreditKind, string[]][] = [
  ['CreditNote', INVOICES],
  ['Overpayment', PAYMENTS],
  ['Prepayment', PAYMENTS],
];

const credits = KINDS.flatMap(([kind, scopes]): Endpoint[] => {
  const one = `/${kind}s/:id`;
  return [
    { method: 'get', path: `/${kind}s`, scopes, handle: listCredits(kind) },
    { method: 'get', path: one, scopes, handle: readCredit(kind) },
    { method: 'put', path: `${one}/Allocations`, scopes, handle: putAllocations(kind) },
    {
      method: 'delete',
      path: `${one}/Allocations/:allocation`,
      scopes,
      handle: deleteAllocation(kind),
    },
  ];
});

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

const files = ['Invoices', 'CreditNotes', 'Contacts'].flatMap((resource): Endpoint[] => {
  const path = `/${resource}/:id/Attachments`;
  const scopes = ATTACHMENTS;
  const write = (call: Call): void => writeFile(call, resource);
  return [
    { method: 'get', path, scopes, handle: (call) => listFiles(call, resource) },
    { method: 'get', path: `${path}/:file`, scopes, handle: (call) => readFile(call, resource) },
    { method: 'put', path: `${path}/:file`, scopes, handle: write },
    { method: 'post', path: `${path}/:file`, scopes, handle: write },
  ];
});

export const endpoints: readonly Endpoint[] = [
  ...reading,
  ...settings,
  ...writing,
  ...credits,
  ...history,
  ...files,
];
