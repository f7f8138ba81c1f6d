import type { Invoice } from '../../domain/invoice/invoice.ts';
import type { InvoiceWrite, WrittenInvoice } from '../books.ts';
import type { Change, Client } from './client.ts';
import { refused, staleVersion, unreadableRecord } from './errors.ts';
import { listOf, textOf } from './fields.ts';
import { maxNoteLength } from './limits.ts';
import { toInvoices } from './to-invoice.ts';

/**
 * Writes the sent mark and the day on which the payment is expected, and the line as a note of the invoice's history. Xero knows no
 * versions: the fresh copy is read first, and one that was changed since the caller looked is not overwritten (Conflict). Nothing is
 * written twice: fields and history are looked at before. The note goes first, since nothing can make it stale.
 */
export async function writeInvoice(client: Client, write: InvoiceWrite): Promise<WrittenInvoice> {
  const invoice = toInvoice(await client.getOne(pathOf(write.id), 'Invoices'));
  if (invoice.state === 'void') throw refused('xero.invoice-void', 'the invoice was voided');
  const change = changeOf(invoice, write);
  if (change && invoice.booksVersion !== write.booksVersion) throw staleVersion();
  if (write.noteLine !== undefined) await addNote(client, write, write.noteLine);
  return {
    invoice: change ? await post(client, write, change) : invoice,
    hasNote: true,
  };
}

const pathOf = (id: string): string => `Invoices/${encodeURIComponent(id)}`;

/** What does not stand there yet; null when all does. Other fields stay as they are when they are left out (facts: Xero 2.3). */
function changeOf(
  invoice: Invoice,
  { sentMark, expectedOn }: InvoiceWrite,
): Record<string, unknown> | null {
  const change = {
    ...(sentMark !== undefined && invoice.sentState !== 'sent' && { SentToContact: true }),
    ...(expectedOn !== undefined &&
      invoice.expectedOn !== expectedOn && { ExpectedPaymentDate: expectedOn }),
  };
  return Object.keys(change).length > 0 ? change : null;
}

async function post(
  client: Client,
  { id, requestId }: InvoiceWrite,
  fields: Record<string, unknown>,
): Promise<Invoice> {
  const change: Change = { Invoices: [{ InvoiceID: id, ...fields }] };
  const wrapper = await client.write('POST', pathOf(id), change, `${requestId}-m`);
  const [row] = listOf(wrapper['Invoices']);
  return toInvoice(row);
}

/** Notes cannot be taken back, so an equal one is enough (facts: Xero 3.8). */
async function addNote(
  client: Client,
  { id, requestId }: InvoiceWrite,
  line: string,
): Promise<void> {
  const Details = `Dunlin: ${line}`;
  if (Details.length > maxNoteLength) {
    throw refused('xero.note-too-long', `${Details.length} characters`);
  }
  const path = `${pathOf(id)}/History`;
  const history = await client.get(path, 'HistoryRecords');
  if (listOf(history['HistoryRecords']).some((one) => textOf(one['Details']) === Details)) return;
  await client.write('PUT', path, { HistoryRecords: [{ Details }] }, `${requestId}-n`);
}

function toInvoice(row: unknown): Invoice {
  const { records, deleted } = toInvoices([row]);
  const [invoice] = records;
  if (deleted.length > 0) throw refused('xero.not-found', 'the invoice was deleted');
  if (!invoice) throw unreadableRecord();
  return invoice;
}
