import { asId, type AttachmentId, type InvoiceId } from '../../domain/ids.ts';
import type { AttachedFile, Found } from '../books.ts';
import type { Client } from './client.ts';
import { hasCode, refused } from './errors.ts';
import { flagOf, listOf, textOf, type Fields } from './fields.ts';
import { maxAttachmentBytes } from './limits.ts';

/**
 * Files of an invoice. Xero knows them by their document only, so the invoice is part of our id. "Include online" is the mark: only what
 * the customer may see with the online invoice is sent along (facts: Xero 3.7, BJ-17).
 */
export async function listAttachments(
  client: Client,
  invoiceId: InvoiceId,
): Promise<AttachedFile[]> {
  const wrapper = await client.get(pathOf(invoiceId), 'Attachments');
  return listOf(wrapper['Attachments']).flatMap((row) => toFile(row, invoiceId) ?? []);
}

const pathOf = (invoiceId: string): string =>
  `Invoices/${encodeURIComponent(invoiceId)}/Attachments`;

function toFile(row: Fields, invoiceId: string): AttachedFile | null {
  const id = textOf(row['AttachmentID']);
  if (!id) return null;
  return {
    id: asId<AttachmentId>(`${invoiceId}/${id}`),
    fileName: textOf(row['FileName']) ?? '',
    contentType: textOf(row['MimeType']) || 'application/octet-stream',
    sizeBytes: Number(textOf(row['ContentLength']) ?? 0) || 0,
    includeOnSend: flagOf(row['IncludeOnline']) ?? false,
  };
}

/** Half a file must not go to a customer. A size of 0 means that the books do not say. */
export async function readAttachment(client: Client, file: AttachedFile): Promise<Buffer> {
  if (file.sizeBytes > maxAttachmentBytes) {
    throw refused('xero.file-too-large', `${file.sizeBytes} bytes`);
  }
  const [invoiceId = '', id = ''] = file.id.split('/');
  const path = `${pathOf(invoiceId)}/${encodeURIComponent(id)}`;
  const content = await client.file(path, file.contentType).catch(asUnavailable);
  if (file.sizeBytes === 0 || content.length === file.sizeBytes) return content;
  throw refused('xero.file-unavailable', `${content.length} of ${file.sizeBytes} bytes came`);
}

function asUnavailable(error: unknown): never {
  if (hasCode(error, 'xero.answer-too-large')) throw refused('xero.file-too-large', 'too large');
  if (!hasCode(error, 'xero.not-found')) throw error;
  throw refused('xero.file-unavailable', 'the file was deleted', { cause: error });
}

/** Files are not mirrored: nobody lists them all, and one call for each invoice is more than a day allows. Asked for by id, none is found. */
export function filesById(_client: Client, ids: readonly string[]): Promise<Found<'attachments'>> {
  const missing = ids.map((id) => asId<AttachmentId>(id));
  return Promise.resolve({ records: [], missing, unreadable: [] });
}
