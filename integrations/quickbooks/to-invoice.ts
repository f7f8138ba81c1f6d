import { asId, type CustomerId, type InvoiceId, type TermId } from '../../domain/ids.ts';
import type { Invoice, InvoiceState } from '../../domain/invoice/invoice.ts';
import { isLocalDate } from '../../domain/local-date.ts';
import { toMinor } from '../../domain/money.ts';
import { invoiceSchema, type ApiInvoice } from './api-types.ts';
import { mapEach, type Mapped } from './to-record.ts';

export function toInvoices(rows: unknown[]): Mapped<Invoice> {
  return mapEach(rows, readableInvoice, toInvoice);
}

/** Days must exist: a due day that is no day would silence an invoice or chase it for ever. */
const readableInvoice = invoiceSchema.refine(
  (api) => isLocalDate(api.TxnDate) && (api.DueDate === null || isLocalDate(api.DueDate)),
);

function toInvoice(api: ApiInvoice): Invoice {
  const currency = api.CurrencyRef;
  const totalMinor = toMinor(api.TotalAmt, currency ?? '');
  const openMinor = toMinor(api.Balance, currency ?? '');
  return {
    id: asId<InvoiceId>(api.Id),
    booksVersion: api.SyncToken,
    booksUpdatedAt: api.MetaData.LastUpdatedTime,
    booksCreatedAt: api.MetaData.CreateTime ?? api.MetaData.LastUpdatedTime,
    number: api.DocNumber || null,
    customerId: api.CustomerRef === null ? null : asId<CustomerId>(api.CustomerRef),
    documentOn: api.TxnDate,
    dueOn: api.DueDate,
    currency,
    totalMinor,
    openMinor,
    state: stateOf(totalMinor, openMinor, api.PrivateNote),
    termId: api.SalesTermRef === null ? null : asId<TermId>(api.SalesTermRef),
    memoOnInvoice: api.CustomerMemo ?? '',
    memoOnStatement: api.PrivateNote ?? '',
    email: api.BillEmail,
    sentState: sentStates.get(api.EmailStatus ?? '') ?? 'not-set',
    customFields: toCustomFields(api.CustomField ?? []),
  };
}

const sentStates = new Map<string, Invoice['sentState']>([
  ['NotSet', 'not-set'],
  ['NeedToSend', 'need-to-send'],
  ['EmailSent', 'sent'],
]);

/** QuickBooks has no status field (facts: QuickBooks 2.4). A zero invoice that is not void owes nothing, so it counts as paid. */
function stateOf(totalMinor: number, openMinor: number, note: string | null): InvoiceState {
  if (totalMinor === 0 && looksVoid(note ?? '')) return 'void';
  return openMinor === 0 ? 'paid' : 'open';
}

/**
 * Voiding leaves one trace, the note "Voided" before the user's own. Companies in other languages may get another word, unproven; such an
 * invoice then counts as paid, which stops messages just as well.
 */
export function looksVoid(note: string): boolean {
  return /^\s*voided\b/i.test(note);
}

function toCustomFields(fields: NonNullable<ApiInvoice['CustomField']>): Record<string, string> {
  const filled = fields.filter((field) => field.StringValue !== null);
  return Object.fromEntries(filled.map((field) => [field.DefinitionId, field.StringValue ?? '']));
}
