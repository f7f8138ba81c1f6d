import { asId, type CustomerId, type InvoiceId, type TermId } from '../../domain/ids.ts';
import type { Invoice, InvoiceState } from '../../domain/invoice/invoice.ts';
import { toMinor } from '../../domain/money.ts';
import {
  addressOf,
  dayOf,
  listOf,
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

export function toInvoices(rows: readonly unknown[]): Mapped<Invoice> {
  return mapEach(rows, toInvoice);
}

function toInvoice(api: Fields): Invoice {
  const stamps = partOf(api['MetaData']);
  const booksUpdatedAt = needInstant(stamps['LastUpdatedTime']);
  const currency = referenceOf(api['CurrencyRef']);
  const customerId = referenceOf(api['CustomerRef']);
  const termId = referenceOf(api['SalesTermRef']);
  const note = textOf(api['PrivateNote']);
  const documentOn = needDay(api['TxnDate']);
  const dueOn = dayOf(api['DueDate']);
  const id = asId<InvoiceId>(needText(api['Id']));
  const booksVersion = needVersion(api['SyncToken']);
  const totalMinor = toMinor(needAmount(api['TotalAmt']), currency ?? '');
  const openMinor = toMinor(needAmount(api['Balance']), currency ?? '');
  return {
    id,
    booksVersion,
    booksUpdatedAt,
    booksCreatedAt:
      stamps['CreateTime'] === undefined ? booksUpdatedAt : needInstant(stamps['CreateTime']),
    number: textOf(api['DocNumber']) || null,
    customerId: customerId === null ? null : asId<CustomerId>(customerId),
    documentOn,
    dueOn,
    currency,
    totalMinor,
    openMinor,
    state: stateOf(totalMinor, openMinor, note),
    termId: termId === null ? null : asId<TermId>(termId),
    termsOfCustomer: false,
    expectedOn: null,
    memoOnInvoice: referenceOf(api['CustomerMemo']) ?? '',
    memoOnStatement: note ?? '',
    email: addressOf(api['BillEmail']),
    sentState: sentStates.get(textOf(api['EmailStatus']) ?? '') ?? 'not-set',
    customFields: toCustomFields(api['CustomField']),
  };
}

const sentStates = new Map<string, Invoice['sentState']>([
  ['NotSet', 'not-set'],
  ['NeedToSend', 'need-to-send'],
  ['EmailSent', 'sent'],
]);

/** A zero invoice that is not void owes nothing, so it counts as paid. */
function stateOf(totalMinor: number, openMinor: number, note: string | null): InvoiceState {
  if (isVoid(totalMinor, note)) return 'void';
  return openMinor === 0 ? 'paid' : 'open';
}

function toCustomFields(value: unknown): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const field of listOf(value)) {
    const text = textOf(field['StringValue']);
    if (text !== null) texts[needText(field['DefinitionId'])] = text;
  }
  return texts;
}
