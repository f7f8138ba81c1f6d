import { createHash } from 'node:crypto';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { DunlinError, NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import type { Template } from '../../../domain/templates/template.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import type { Message, MessageFile } from '../../../integrations/channel.ts';
import { storeMessage } from '../../db/deliveries.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Context } from '../context.ts';
import type { Outgoing } from './outgoing.ts';
import { renderFor } from './render-for.ts';

/** All files of a message together; many mail systems refuse more (facts: delivery 5.6). */
const MAX_FILES_BYTES = 7_000_000;

/** The invoice's PDF or a marked file could not be had; the message waits (E24). */
export class FileMissing extends DunlinError {}

/** The message as it will leave, rendered from facts that the last look has just checked, and stored as evidence. */
export async function compose(
  ctx: Context,
  organisationId: OrganisationId,
  outgoing: Outgoing,
): Promise<Message> {
  const files = await collectFiles(ctx, organisationId, outgoing.invoices);
  // As it is now: messages that were planned before a template was changed leave with the new words.
  const template = await inOrganisation(ctx.store, organisationId, (tx) =>
    findTemplate(tx, organisationId, outgoing.templateId),
  );
  const message = toMessage(ctx, outgoing, template, files);
  await inOrganisation(ctx.store, organisationId, (tx) =>
    storeMessage(tx, {
      organisationId,
      deliveryId: message.key,
      language: message.language,
      subject: message.subject,
      html: message.html,
      text: message.text,
      attachments: files.map(({ fileName, content }) => ({
        fileName,
        sizeBytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      })),
    }),
  );
  return message;
}

function toMessage(
  ctx: Context,
  { today, claimed: [carrier], invoices, language, to, cc, bcc }: Outgoing,
  template: Template | undefined,
  files: MessageFile[],
): Message {
  const { record } = today;
  const candidates = invoices.map(({ candidate }) => candidate);
  return {
    key: carrier.id as DeliveryId,
    organisationId: carrier.organisationId,
    from: { name: `${record.name} via Dunlin`, address: ctx.settings.mailFrom },
    replyTo: record.companyEmail,
    to,
    cc,
    bcc,
    ...renderFor(template, language, today, candidates),
    attachments: files,
    threadKey: `inv.${carrier.organisationId}.${carrier.invoiceId}`,
  };
}

/** Each invoice's files; those that do not fit any more are left out rather than the message. */
async function collectFiles(
  ctx: Context,
  organisationId: OrganisationId,
  invoices: Outgoing['invoices'],
): Promise<MessageFile[]> {
  if (!invoices.some((one) => one.attachPdf || one.attachMarkedFiles)) return [];
  const { company } = await openCompany(ctx, organisationId);
  const files: MessageFile[] = [];
  for (const { candidate, attachPdf, attachMarkedFiles } of invoices) {
    const { id, number } = candidate.invoice;
    const pdf = attachPdf ? await readPdf(company, id, number) : null;
    if (pdf && (files.length === 0 || pdf.content.length <= roomBeside(files))) files.push(pdf);
    if (attachMarkedFiles) files.push(...(await readMarkedFiles(company, id, roomBeside(files))));
  }
  return files;
}

function roomBeside(files: MessageFile[]): number {
  return MAX_FILES_BYTES - sizeOf(files);
}

async function readPdf(
  company: BooksCompany,
  id: InvoiceId,
  number: string | null,
): Promise<MessageFile> {
  const content = await orFileMissing('pdf-unavailable', () => company.readPdf(id));
  return { fileName: `invoice-${number ?? id}.pdf`, contentType: 'application/pdf', content };
}

/** Files marked "attach to e-mail" (BJ-17), as many as fit; the others are left out rather than the message. */
async function readMarkedFiles(
  company: BooksCompany,
  id: InvoiceId,
  roomBytes: number,
): Promise<MessageFile[]> {
  const listed = await orFileMissing('files-unavailable', () => company.listAttachments(id));
  const files: MessageFile[] = [];
  for (const attachment of listed.filter((file) => file.includeOnSend)) {
    if (sizeOf(files) + attachment.sizeBytes > roomBytes) continue;
    const content = await orFileMissing('files-unavailable', () =>
      company.readAttachment(attachment),
    );
    files.push({ fileName: attachment.fileName, contentType: attachment.contentType, content });
  }
  return files;
}

function sizeOf(files: MessageFile[]): number {
  return files.reduce((sum, file) => sum + file.content.length, 0);
}

async function orFileMissing<T>(code: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NeedsReconnect || error instanceof TryLater) throw error;
    throw new FileMissing(code, 'a file of the invoice could not be read', { cause: error });
  }
}
