import { asId, type CustomerId, type InvoiceId } from '../../domain/ids.ts';
import type { Invoice, InvoiceState } from '../../domain/invoice/invoice.ts';
import { toMinor } from '../../domain/money.ts';
import {
  dayOf,
  flagOf,
  idIn,
  needAmount,
  needDay,
  needText,
  textOf,
  updatedAtOf,
  type Fields,
} from './fields.ts';
import { idUnder, mapEach, type Fate, type Mapped } from './to-record.ts';

export function toInvoices(rows: readonly unknown[]): Mapped<Invoice> {
  return mapEach(rows, { fateOf, toRecord: toInvoice, idOf: idUnder('InvoiceID') });
}

/** E13: sales invoices that were approved once. Bills share the resource; drafts are nobody's debt yet, and may be deleted. */
function fateOf({ Type: type, Status: status }: Fields): Fate {
  if (type !== 'ACCREC') return 'not-ours';
  if (status === 'DELETED') return 'deleted';
  return states.has(String(status)) ? 'ours' : 'not-ours';
}

const states = new Map<string, InvoiceState>([
  ['AUTHORISED', 'open'],
  ['PAID', 'paid'],
  ['VOIDED', 'void'],
]);

function toInvoice(api: Fields): Invoice {
  const booksUpdatedAt = updatedAtOf(api);
  const currency = textOf(api['CurrencyCode']) || null;
  const customerId = idIn(api, 'Contact', 'ContactID');
  const documentOn = needDay(api, 'Date');
  const openMinor = toMinor(needAmount(api['AmountDue']), currency ?? '');
  return {
    id: asId<InvoiceId>(needText(api['InvoiceID'])),
    booksVersion: booksUpdatedAt.getTime(),
    booksUpdatedAt,
    booksCreatedAt: enteredAt(documentOn, booksUpdatedAt),
    number: textOf(api['InvoiceNumber']) || null,
    customerId: customerId === null ? null : asId<CustomerId>(customerId),
    documentOn,
    dueOn: dayOf(api, 'DueDate'),
    currency,
    totalMinor: toMinor(needAmount(api['Total']), currency ?? ''),
    openMinor,
    state: stateOf(String(api['Status']), openMinor),
    termId: null,
    termsOfCustomer: true,
    expectedOn: dayOf(api, 'ExpectedPaymentDate'),
    memoOnInvoice: textOf(api['Reference']) ?? '',
    memoOnStatement: '',
    email: null,
    sentState: flagOf(api['SentToContact']) ? 'sent' : 'not-set',
    customFields: {},
  };
}

/** An approved invoice of zero owes nothing, so it counts as paid. */
function stateOf(status: string, openMinor: number): InvoiceState {
  const state = states.get(status) ?? 'void';
  return state === 'open' && openMinor === 0 ? 'paid' : state;
}

/**
 * Xero does not say when an invoice was entered. The day it bears is taken for it, but never an instant after its last change: an old
 * invoice that somebody edits must not look like a new one.
 */
function enteredAt(documentOn: string, updatedAt: Date): Date {
  const begins = new Date(`${documentOn}T00:00:00Z`);
  return begins < updatedAt ? begins : updatedAt;
}
