import {
  asId,
  type CreditId,
  type CustomerId,
  type InvoiceId,
  type PaymentId,
} from '../../domain/ids.ts';
import type { Payment } from '../../domain/invoice/money-received.ts';
import { toMinor } from '../../domain/money.ts';
import {
  linkedIds,
  needAmount,
  needDay,
  needInstant,
  needText,
  needVersion,
  partOf,
  referenceOf,
  textOf,
  type Fields,
} from './fields.ts';
import { mapEach, type Mapped } from './to-record.ts';
import { isVoid } from './void-note.ts';

export function toPayments(rows: readonly unknown[]): Mapped<Payment> {
  return mapEach(rows, toPayment);
}

/** A payment of amount zero is one that applies a credit, unless it is void (facts: QuickBooks 3.5). */
function toPayment(api: Fields): Payment {
  const currency = referenceOf(api['CurrencyRef']);
  const customerId = referenceOf(api['CustomerRef']);
  const totalMinor = toMinor(needAmount(api['TotalAmt']), currency ?? '');
  return {
    id: asId<PaymentId>(needText(api['Id'])),
    booksVersion: needVersion(api['SyncToken']),
    booksUpdatedAt: needInstant(partOf(api['MetaData'])['LastUpdatedTime']),
    customerId: customerId === null ? null : asId<CustomerId>(customerId),
    receivedOn: needDay(api['TxnDate']),
    currency,
    totalMinor,
    unappliedMinor: toMinor(needAmount(api['UnappliedAmt']), currency ?? ''),
    state: isVoid(totalMinor, textOf(api['PrivateNote'])) ? 'void' : 'live',
    invoiceIds: linkedIds(api, 'Invoice').map((id) => asId<InvoiceId>(id)),
    creditIds: linkedIds(api, 'CreditMemo').map((id) => asId<CreditId>(id)),
  };
}
