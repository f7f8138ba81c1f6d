import type { Contact, Credit, CreditKind, Invoice } from '../books/records.ts';
import { drawInvoice } from './pdf.ts';
import type { Call } from './call.ts';
import { faults } from './faults.ts';
import { answerList, isDelta, oneOf, viewOfOne } from './list.ts';
import { showContact, showGroup } from './show/contact.ts';
import { showCredit } from './show/credit.ts';
import { showInvoice } from './show/invoice.ts';
import { showOrganisation } from './show/organisation.ts';
import { showBatch, showPayment } from './show/payment.ts';
import {
  batchFields,
  contactFields,
  creditFields,
  invoiceFields,
  paymentFields,
} from './where/fields.ts';

const GONE = ['VOIDED', 'DELETED'];

/** Whether lists of changes leave out what is void or deleted (facts: Xero 10.6). */
function shownInDelta(call: Call): ((record: { status: string }) => boolean)[] {
  if (!isDelta(call) || call.box.knobs.deltaShowsGone) return [];
  return [({ status }) => !GONE.includes(status)];
}

function contains(search: string, values: (string | null)[]): boolean {
  return values.some((value) => (value ?? '').toLowerCase().includes(search));
}

export function listInvoices(call: Call): void {
  const search = call.option('searchTerm').toLowerCase();
  const ids = call.list('IDs');
  const tests: ((invoice: Invoice) => boolean)[] = [
    ...oneOf<Invoice>(ids, ({ id }) => id),
    ...oneOf<Invoice>(call.list('InvoiceNumbers'), ({ number }) => number),
    ...oneOf<Invoice>(call.list('ContactIDs'), ({ contactId }) => contactId),
    ...oneOf<Invoice>(call.list('Statuses'), ({ status }) => status),
    ...shownInDelta(call),
  ];
  if (search !== '') tests.push(({ number, reference }) => contains(search, [number, reference]));
  if (call.isOn('createdByMyApp')) tests.push(({ byApp }) => byApp);
  answerList(call, {
    wrapper: 'Invoices',
    table: call.org.invoices,
    fields: invoiceFields,
    tests,
    isNarrow: tests.length > 0,
    canPage: true,
    show: (invoice, view) => showInvoice(call.org, invoice, view),
  });
}

export function findInvoice(call: Call): Invoice {
  const key = call.param('id');
  const byId = call.org.invoices.get(key.toLowerCase());
  const found = byId ?? call.org.invoicesNumbered.all(key)[0];
  if (!found) throw faults.notFound();
  return found;
}

/** One invoice, or its PDF when that is what the call accepts. */
export async function readInvoice(call: Call): Promise<void> {
  const invoice = findInvoice(call);
  if ((call.request.get('accept') ?? '').includes('application/pdf')) return sendPdf(call, invoice);
  call.answer({ Invoices: [showInvoice(call.org, invoice, viewOfOne(call))] });
}

export async function readInvoicePdf(call: Call): Promise<void> {
  await sendPdf(call, findInvoice(call));
}

async function sendPdf(call: Call, invoice: Invoice): Promise<void> {
  const { pdf } = call.box.knobs;
  if (pdf === 'error') throw faults.serverError();
  if (pdf === 'html')
    return call.send(
      200,
      'text/html; charset=utf-8',
      Buffer.from('<html><body>Sorry</body></html>'),
    );
  const bytes = pdf === 'empty' ? Buffer.alloc(0) : await drawInvoice(call.org, invoice);
  call.send(200, 'application/pdf', bytes);
}

export function listContacts(call: Call): void {
  const search = call.option('searchTerm').toLowerCase();
  const ids = call.list('IDs');
  const tests = oneOf<Contact>(ids, ({ id }) => id);
  if (!call.isOn('includeArchived')) tests.push(({ status }) => status !== 'ARCHIVED');
  if (search !== '')
    tests.push(({ name, firstName, lastName, number, email }) =>
      contains(search, [name, firstName, lastName, number, email]),
    );
  answerList(call, {
    wrapper: 'Contacts',
    table: call.org.contacts,
    fields: contactFields,
    tests,
    isNarrow: ids !== undefined || search !== '',
    canPage: true,
    show: (contact, { form }) => showContact(call.org, contact, form === 'page' ? 'full' : 'list'),
  });
}

export function findContact(call: Call): Contact {
  const key = call.param('id');
  const byId = call.org.contacts.get(key.toLowerCase());
  const found = byId ?? call.org.contactsNumbered.all(key)[0];
  if (!found) throw faults.notFound();
  return found;
}

export function readContact(call: Call): void {
  call.answer({ Contacts: [showContact(call.org, findContact(call), 'full')] });
}

export function listGroups(call: Call): void {
  const groups = call.org.groups.list().filter(({ status }) => status === 'ACTIVE');
  call.answer({ ContactGroups: groups.map((group) => showGroup(group)) });
}

export function readGroup(call: Call): void {
  const group = call.org.groups.get(call.param('id'));
  if (!group) throw faults.notFound();
  const inside = call.org.contacts.list().filter(({ groupIds }) => groupIds.includes(group.id));
  const contacts = inside.map(({ id, name }) => ({ ContactID: id, Name: name }));
  call.answer({ ContactGroups: [{ ...showGroup(group), Contacts: contacts }] });
}

const PATHS: Record<CreditKind, string> = {
  CreditNote: 'CreditNotes',
  Overpayment: 'Overpayments',
  Prepayment: 'Prepayments',
};

export function listCredits(kind: CreditKind) {
  return (call: Call): void =>
    answerList(call, {
      wrapper: PATHS[kind],
      table: call.org.credits,
      fields: creditFields,
      tests: [
        (credit) => credit.kind === kind,
        ...oneOf<Credit>(call.list('references'), ({ reference }) => reference),
        ...oneOf<Credit>(call.list('invoiceNumbers'), ({ reference }) => reference),
        ...shownInDelta(call),
      ],
      isNarrow: false,
      canPage: true,
      show: (credit, view) => showCredit(call.org, credit, view),
    });
}

export function findCredit(call: Call, kind: CreditKind): Credit {
  const key = call.param('id');
  const byId = call.org.credits.get(key.toLowerCase());
  const found = byId ?? (kind === 'CreditNote' ? call.org.creditsNumbered.all(key)[0] : undefined);
  if (found?.kind !== kind) throw faults.notFound();
  return found;
}

export function readCredit(kind: CreditKind) {
  return (call: Call): void => {
    const credit = findCredit(call, kind);
    call.answer({ [PATHS[kind]]: [showCredit(call.org, credit, viewOfOne(call))] });
  };
}

export function listPayments(call: Call): void {
  answerList(call, {
    wrapper: 'Payments',
    table: call.org.payments,
    fields: paymentFields,
    tests: [],
    isNarrow: false,
    canPage: true,
    show: (payment) => showPayment(call.org, payment),
  });
}

export function readPayment(call: Call): void {
  const payment = call.org.payments.get(call.param('id'));
  if (!payment) throw faults.notFound();
  call.answer({ Payments: [showPayment(call.org, payment)] });
}

export function listBatches(call: Call): void {
  answerList(call, {
    wrapper: 'BatchPayments',
    table: call.org.batches,
    fields: batchFields,
    tests: [],
    isNarrow: false,
    canPage: false,
    show: (batch) => showBatch(call.org, batch),
  });
}

export function readBatch(call: Call): void {
  const batch = call.org.batches.get(call.param('id'));
  if (!batch) throw faults.notFound();
  call.answer({ BatchPayments: [showBatch(call.org, batch)] });
}

export function readOrganisation(call: Call): void {
  call.answer({ Organisations: [showOrganisation(call.org)] });
}
