import { asId, type CustomerId, type InvoiceId, type PaymentId } from '../../domain/ids.ts';
import type { Payment } from '../../domain/invoice/money-received.ts';
import { toMinor } from '../../domain/money.ts';
import type { Refunds } from '../books.ts';
import {
  idIn,
  listOf,
  needAmount,
  needDay,
  needText,
  partOf,
  textOf,
  updatedAtOf,
  type Fields,
} from './fields.ts';
import { idUnder, mapEach, type Fate, type Mapped } from './to-record.ts';

/** Payments of sales invoices. */
export function toPayments(rows: readonly unknown[]): Mapped<Payment> {
  return mapEach(rows, { fateOf: paymentFate, toRecord: toPayment, idOf: idUnder('PaymentID') });
}

function paymentFate({ PaymentType: type, Status: status }: Fields): Fate {
  if (type !== 'ACCRECPAYMENT') return 'not-ours';
  return status === 'DELETED' ? 'deleted' : 'ours';
}

/** The document's currency and customer stand in its short form. */
function toPayment(api: Fields): Payment {
  const booksUpdatedAt = updatedAtOf(api);
  const invoice = partOf(api['Invoice']);
  const currency = textOf(invoice['CurrencyCode']) || null;
  const customerId = idIn(invoice, 'Contact', 'ContactID');
  const invoiceId = textOf(invoice['InvoiceID']);
  return {
    id: asId<PaymentId>(needText(api['PaymentID'])),
    booksVersion: booksUpdatedAt.getTime(),
    booksUpdatedAt,
    customerId: customerId === null ? null : asId<CustomerId>(customerId),
    receivedOn: needDay(api, 'Date'),
    currency,
    totalMinor: toMinor(needAmount(api['Amount']), currency ?? ''),
    unappliedMinor: 0,
    state: 'live',
    invoiceIds: invoiceId === null ? [] : [asId<InvoiceId>(invoiceId)],
    creditIds: [],
  };
}

/** Money on account: an overpayment or a prepayment, of which something may be left (E4). */
interface OnAccount {
  /** Member that holds its id at Xero. */
  idName: 'OverpaymentID' | 'PrepaymentID';
  /** Before its id with us: the three resources of money do not share their ids. */
  prefix: 'overpayment/' | 'prepayment/';
  types: Set<unknown>;
}

export const overpayments: OnAccount = {
  idName: 'OverpaymentID',
  prefix: 'overpayment/',
  types: new Set(['RECEIVE-OVERPAYMENT', 'AROVERPAYMENT']),
};

export const prepayments: OnAccount = {
  idName: 'PrepaymentID',
  prefix: 'prepayment/',
  types: new Set(['RECEIVE-PREPAYMENT', 'ARPREPAYMENT']),
};

export function toOnAccount(
  rows: readonly unknown[],
  { idName, prefix, types }: OnAccount,
): Mapped<Payment> {
  const idOf = (row: unknown) => prefix + idUnder(idName)(row);
  return mapEach(rows, {
    fateOf: ({ Type: type }) => (types.has(type) ? 'ours' : 'not-ours'),
    toRecord: (row) => toMoneyOnAccount(row, prefix + needText(row[idName])),
    idOf,
  });
}

function toMoneyOnAccount(api: Fields, id: string): Payment {
  const booksUpdatedAt = updatedAtOf(api);
  const currency = textOf(api['CurrencyCode']) || null;
  const customerId = idIn(api, 'Contact', 'ContactID');
  const isVoid = api['Status'] === 'VOIDED';
  const left = toMinor(needAmount(api['RemainingCredit'] ?? 0), currency ?? '');
  const used = listOf(api['Allocations']).map((one) => idIn(one, 'Invoice', 'InvoiceID'));
  return {
    id: asId<PaymentId>(id),
    booksVersion: booksUpdatedAt.getTime(),
    booksUpdatedAt,
    customerId: customerId === null ? null : asId<CustomerId>(customerId),
    receivedOn: needDay(api, 'Date'),
    currency,
    totalMinor: toMinor(needAmount(api['Total']), currency ?? ''),
    unappliedMinor: isVoid ? 0 : left,
    state: isVoid ? 'void' : 'live',
    invoiceIds: [...new Set(used.filter((one) => one !== null))].map((one) => asId<InvoiceId>(one)),
    creditIds: [],
  };
}

const refundTypes = new Set<unknown>([
  'ARCREDITPAYMENT',
  'AROVERPAYMENTPAYMENT',
  'ARPREPAYMENTPAYMENT',
]);

/** To whom money went back, from the short form of the credit it came from; where that names nobody, it may have been anybody's. */
export function toRefunds(rows: readonly unknown[]): Refunds {
  const refunds = rows.filter(
    (row): row is Fields =>
      typeof row === 'object' && row !== null && refundTypes.has((row as Fields)['PaymentType']),
  );
  const customers = refunds.map((row) =>
    sources
      .map((name) => idIn(partOf(row[name]), 'Contact', 'ContactID'))
      .find((id) => id !== null),
  );
  const known = customers.filter((id) => id !== undefined && id !== null);
  return {
    customerIds: [...new Set(known)].map((id) => asId<CustomerId>(id)),
    ofAnybody: known.length < customers.length,
  };
}

const sources = ['Invoice', 'CreditNote', 'Overpayment', 'Prepayment'];
