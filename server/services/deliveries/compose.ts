import { createHash } from 'node:crypto';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { DunlinError, NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import type { Template } from '../../../domain/templates/template.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import type { Message, MessageFile } from '../../../integrations/channel.ts';
import { storeMessage, type DeliveryRecord } from '../../db/deliveries.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Context } from '../context.ts';
import type { Go } from './last-look.ts';
import { renderFor } from './render-for.ts';

/** All files of a message together; many mail systems refuse more (facts: delivery 5.6). */
const MAX_FILES_BYTES = 7_000_000;

/** The invoice's PDF or a marked file could not be had; the message waits (E24). */
export class FileMissing extends DunlinError {}

/** The message as it will leave, rendered from facts that the last look has just checked, and stored as evidence. */
export async function compose(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord,
  go: Go,
): Promise<Message> {
  const files = await collectFiles(ctx, organisationId, go);
  // As it is now: messages that were planned before a template was changed leave with the new words.
  const template = await inOrganisation(ctx.store, organisationId, (tx) =>
    findTemplate(tx, organisationId, go.step.templateId),
  );
  const message = toMessage(ctx, claimed, go, template, files);
  await inOrganisation(ctx.store, organisationId, (tx) =>
    storeMessage(tx, {
      organisationId,
      deliveryId: claimed.id,
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
  claimed: DeliveryRecord,
  go: Go,
  template: Template | undefined,
  files: MessageFile[],
): Message {
  const { record } = go.today;
  const rendered = renderFor(template, languageOf(go), go.today, [go.candidate]);
  return {
    key: claimed.id as DeliveryId,
    organisationId: claimed.organisationId,
    from: { name: `${record.name} via Dunlin`, address: ctx.settings.mailFrom },
    replyTo: record.companyEmail,
    to: go.verdict.recipients,
    cc: go.rule.settings.email.cc,
    bcc: go.rule.settings.email.bcc,
    ...rendered,
    attachments: files,
    threadKey: `inv.${claimed.organisationId}.${claimed.invoiceId}`,
  };
}

/** The step's own language, else the customer's, else the organisation's (E35). */
export function languageOf({
  step,
  candidate,
  today,
}: Pick<Go, 'step' | 'candidate' | 'today'>): Language {
  if (step.language !== 'customer') return step.language;
  return candidate.customer?.language ?? today.facts.language;
}

async function collectFiles(
  ctx: Context,
  organisationId: OrganisationId,
  go: Go,
): Promise<MessageFile[]> {
  const { attachPdf, attachMarkedFiles } = go.rule.settings.email;
  if (!attachPdf && !attachMarkedFiles) return [];
  const { company } = await openCompany(ctx, organisationId);
  const { id, number } = go.candidate.invoice;
  const files = attachPdf ? [await readPdf(company, id, number)] : [];
  return attachMarkedFiles
    ? [...files, ...(await readMarkedFiles(company, id, MAX_FILES_BYTES - sizeOf(files)))]
    : files;
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
