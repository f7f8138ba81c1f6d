import type { AttachmentId, DeliveryId, InvoiceId } from '../../../domain/ids.ts';
import { DunlinError, NotFound } from '../../../domain/errors.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import { findSentMessage } from '../../db/addressees.ts';
import { findFileLink, type FileLinkRecord } from '../../db/file-links.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { toOneLine } from '../../render/clean-text.ts';
import { hashOf } from '../../secrets.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Context } from '../context.ts';
import { organisationOfToken } from './make-links.ts';

/** What the holder of a link may see before the file. */
export interface LinkedFile {
  language: Language;
  /** Name of the organisation that sent the message. */
  sender: string;
  fileName: string;
  sizeBytes: number;
}

/** The file a link of a message leads to. Throws NotFound for a wrong and for an expired link alike. */
export async function openFile(ctx: Context, token: string): Promise<LinkedFile> {
  return (await find(ctx, token)).shown;
}

/**
 * Its bytes, as the books give them now; null when they cannot: they do not answer, or the file was taken away or is not to be sent any
 * more. Throws NotFound as above.
 */
export async function readFile(
  ctx: Context,
  token: string,
): Promise<{ shown: LinkedFile; contentType: string; content: Buffer | null }> {
  const { link, shown } = await find(ctx, token);
  const { contentType } = link;
  return { shown, contentType, content: await readFromBooks(ctx, link) };
}

async function find(
  ctx: Context,
  token: string,
): Promise<{ link: FileLinkRecord; shown: LinkedFile }> {
  const organisationId = organisationOfToken(token);
  if (!organisationId) throw unknownLink();
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const link = await findFileLink(tx, organisationId, hashOf(token), ctx.now());
    const message =
      link && (await findSentMessage(tx, organisationId, link.deliveryId as DeliveryId));
    if (!message) throw unknownLink();
    const { language, sender } = message;
    const { fileName, sizeBytes } = link;
    return { link, shown: { language, sender, fileName: toOneLine(fileName), sizeBytes } };
  });
}

async function readFromBooks(ctx: Context, link: FileLinkRecord): Promise<Buffer | null> {
  const { organisationId, invoiceId, attachmentId } = link;
  try {
    const { company } = await openCompany(ctx, organisationId as Parameters<typeof openCompany>[1]);
    return attachmentId === null
      ? await company.readPdf(invoiceId as InvoiceId)
      : await readMarked(company, invoiceId as InvoiceId, attachmentId as AttachmentId);
  } catch (error) {
    if (!(error instanceof DunlinError)) throw error;
    ctx.log.warn({ code: error.code, delivery: link.deliveryId }, 'linked file not read');
    return null;
  }
}

/** Only while the file hangs on this invoice and is marked to be sent. */
async function readMarked(
  company: BooksCompany,
  invoiceId: InvoiceId,
  id: AttachmentId,
): Promise<Buffer | null> {
  const listed = await company.listAttachments(invoiceId);
  const file = listed.find((one) => one.id === id && one.includeOnSend);
  return file ? company.readAttachment(file) : null;
}

const unknownLink = (): NotFound => new NotFound('link.unknown', 'no such link');
