import { asId, type CreditId, type CustomerId } from '../../domain/ids.ts';
import type { Credit } from '../../domain/invoice/money-received.ts';
import { toMinor } from '../../domain/money.ts';
import { idIn, needAmount, needDay, needText, textOf, updatedAtOf, type Fields } from './fields.ts';
import { idUnder, mapEach, type Fate, type Mapped } from './to-record.ts';

export function toCredits(rows: readonly unknown[]): Mapped<Credit> {
  return mapEach(rows, { fateOf, toRecord: toCredit, idOf: idUnder('CreditNoteID') });
}

/** Sales credit notes that were approved once. */
function fateOf({ Type: type, Status: status }: Fields): Fate {
  if (type !== 'ACCRECCREDIT') return 'not-ours';
  if (status === 'DELETED') return 'deleted';
  return status === 'DRAFT' || status === 'SUBMITTED' ? 'not-ours' : 'ours';
}

/** What a credit note is used for stands in its allocations, not in payments; the invoices themselves change with them. */
function toCredit(api: Fields): Credit {
  const booksUpdatedAt = updatedAtOf(api);
  const currency = textOf(api['CurrencyCode']) || null;
  const customerId = idIn(api, 'Contact', 'ContactID');
  const isVoid = api['Status'] === 'VOIDED';
  return {
    id: asId<CreditId>(needText(api['CreditNoteID'])),
    booksVersion: booksUpdatedAt.getTime(),
    booksUpdatedAt,
    number: textOf(api['CreditNoteNumber']) || null,
    customerId: customerId === null ? null : asId<CustomerId>(customerId),
    documentOn: needDay(api, 'Date'),
    currency,
    totalMinor: toMinor(needAmount(api['Total']), currency ?? ''),
    remainingMinor: isVoid ? 0 : toMinor(needAmount(api['RemainingCredit'] ?? 0), currency ?? ''),
    state: isVoid ? 'void' : 'live',
    paymentIds: [],
  };
}
