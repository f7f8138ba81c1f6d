import { z } from 'zod';
import type { Invoice } from '../../domain/invoice/invoice.ts';
import { DunlinError } from '../../domain/errors.ts';
import type { InvoiceWrite, WrittenInvoice } from '../books.ts';
import type { Client, RecordChange } from './client.ts';
import { Fault, refused, unreadableRecord } from './errors.ts';
import { partOf, textOf } from './fields.ts';
import { maxNoteLength, maxStatusLength } from './limits.ts';
import { toInvoices } from './to-invoice.ts';

/**
 * Writes only the fields that the owner agreed to, as a sparse update, and returns the record as QuickBooks then holds it. The version is
 * the caller's: an invoice that changed since is not overwritten (Conflict). The fresh copy is read first to refuse void invoices and
 * because a list of custom fields and the note are replaced as a whole (facts: QuickBooks 2.3, 3.9). Nothing is written when one of the
 * texts does not fit, nor when all of it stands there already, as after a write whose answer was lost.
 */
export async function writeInvoice(client: Client, write: InvoiceWrite): Promise<WrittenInvoice> {
  const current = invoiceIn(await client.invoice(write.id));
  const invoice = toInvoice(current);
  if (invoice.state === 'void') throw refused('quickbooks.invoice-void', 'the invoice was voided');
  if (isWritten(current, invoice, write)) return written(invoice, write);
  const change: RecordChange = {
    Id: write.id,
    SyncToken: String(write.booksVersion),
    ...sentFields(write.sentMark),
    ...customFields(current, write.statusField),
    ...noteField(current, write.noteLine),
  };
  return written(toInvoice(invoiceIn(await update(client, change, write.requestId))), write);
}

function written(invoice: Invoice, { noteLine }: InvoiceWrite): WrittenInvoice {
  return { invoice, hasNote: noteLine === undefined || hasLine(invoice.memoOnStatement, noteLine) };
}

/**
 * DeliveryInfo is documented as read only, yet accepted in practice (facts: QuickBooks 3.9). When it is not, the mark alone is written,
 * under a request id of its own since it is another change.
 */
async function update(client: Client, change: RecordChange, requestId: string): Promise<unknown> {
  try {
    return await client.update('Invoice', change, requestId);
  } catch (error) {
    const { DeliveryInfo, ...rest } = change;
    if (DeliveryInfo === undefined || !mayBeDeliveryInfo(error)) throw error;
    return client.update('Invoice', rest, `${requestId}-m`);
  }
}

/** Faults with another cause than the fields: stale, repeated, gone, bad address, no subscription, closed period. */
const unrelated = new Set(['5010', '600', '610', '2210', '6190', '6210']);

function mayBeDeliveryInfo(error: unknown): boolean {
  const cause = error instanceof DunlinError ? error.cause : null;
  if (!(cause instanceof Fault) || cause.type !== 'ValidationFault') return false;
  return !unrelated.has(cause.vendorCode ?? '');
}

function sentFields(mark: InvoiceWrite['sentMark']): object {
  if (!mark) return {};
  const DeliveryTime = `${mark.sentAt.toISOString().slice(0, 19)}Z`;
  return { EmailStatus: 'EmailSent', DeliveryInfo: { DeliveryType: 'Email', DeliveryTime } };
}

const customFieldList = z.object({
  CustomField: z.array(z.looseObject({ DefinitionId: z.string() })).nullish(),
});

function customFields(current: unknown, status: InvoiceWrite['statusField']): object {
  if (!status) return {};
  if (status.text.length > maxStatusLength) {
    throw refused('quickbooks.text-too-long', `${status.text.length} characters`);
  }
  const list = customFieldList.safeParse(current).data?.CustomField ?? [];
  const old = list.find((field) => field.DefinitionId === status.fieldId);
  const others = list.filter((field) => field !== old);
  const changed = { Type: 'StringType', ...old, DefinitionId: status.fieldId };
  return { CustomField: [...others, { ...changed, StringValue: status.text }] };
}

/**
 * Whether everything asked for stands there already and nothing would be gained by writing: the answer to this very write was lost, or
 * somebody did the same meanwhile. A mark of the version that the caller knows is written all the same, for its time of delivery.
 */
function isWritten(current: unknown, invoice: Invoice, write: InvoiceWrite): boolean {
  const { sentMark, statusField, noteLine } = write;
  const isMarked = invoice.sentState === 'sent' && invoice.booksVersion > write.booksVersion;
  return (
    (!sentMark || isMarked) &&
    (!statusField || invoice.customFields[statusField.fieldId] === statusField.text) &&
    (noteLine === undefined || hasLine(noteOf(current), noteLine))
  );
}

/** All that stands there stays as it is: it may be the user's own words, or tokens of rules. */
function noteField(current: unknown, line: string | undefined): object {
  if (line === undefined) return {};
  const note = noteOf(current);
  if (hasLine(note, line)) return { PrivateNote: note };
  const longer = note === '' ? line : `${note}\n${line}`;
  if (longer.length > maxNoteLength) {
    throw refused('quickbooks.note-full', `${longer.length} characters`);
  }
  return { PrivateNote: longer };
}

function noteOf(current: unknown): string {
  return textOf(partOf(current)['PrivateNote']) ?? '';
}

function hasLine(note: string, line: string): boolean {
  return note.split(/\r?\n/).some((one) => one.trim() === line.trim());
}

function invoiceIn(answer: unknown): unknown {
  return (answer as { Invoice: unknown }).Invoice;
}

function toInvoice(row: unknown): Invoice {
  const [invoice] = toInvoices([row]).records;
  if (!invoice) throw unreadableRecord();
  return invoice;
}
