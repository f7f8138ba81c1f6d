import { asId, type CreditId, type CustomerId, type PaymentId } from '../../domain/ids.ts';
import type { Credit } from '../../domain/invoice/money-received.ts';
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

export function toCredits(rows: readonly unknown[]): Mapped<Credit> {
  return mapEach(rows, toCredit);
}

function toCredit(api: Fields): Credit {
  const currency = referenceOf(api['CurrencyRef']);
  const customerId = referenceOf(api['CustomerRef']);
  const totalMinor = toMinor(needAmount(api['TotalAmt']), currency ?? '');
  // Both mean what is left; which of them comes is not told (facts: QuickBooks 3.6).
  const remaining = needAmount(api['RemainingCredit'] ?? api['Balance']);
  return {
    id: asId<CreditId>(needText(api['Id'])),
    booksVersion: needVersion(api['SyncToken']),
    booksUpdatedAt: needInstant(partOf(api['MetaData'])['LastUpdatedTime']),
    number: textOf(api['DocNumber']) || null,
    customerId: customerId === null ? null : asId<CustomerId>(customerId),
    documentOn: needDay(api['TxnDate']),
    currency,
    totalMinor,
    remainingMinor: toMinor(remaining, currency ?? ''),
    state: isVoid(totalMinor, textOf(api['PrivateNote'])) ? 'void' : 'live',
    paymentIds: linkedIds(api, 'Payment').map((id) => asId<PaymentId>(id)),
  };
}
