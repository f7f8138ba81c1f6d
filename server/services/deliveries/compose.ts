import { createHash } from 'node:crypto';
import type { MessageEnvelope } from '../../../domain/deliveries/envelope.ts';
import { withoutSuppressed } from '../../../domain/gates/recipient.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { DunlinError, NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import type { Template } from '../../../domain/templates/template.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import type { Message, MessageFile } from '../../../integrations/channel.ts';
import { storeMessage } from '../../db/deliveries.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { openCompany } from '../connections/open-company.ts';
import { addressForReplies } from '../replies/address.ts';
import type { Context } from '../context.ts';
import type { Go, Part } from './message-parts.ts';
import { renderFor } from './render-for.ts';

/** All files of a message together; many mail systems refuse more (facts: delivery 5.6). */
const MAX_FILES_BYTES = 7_000_000;

/** The invoice's PDF or a marked file could not be had; the message waits (E24). */
export class FileMissing extends DunlinError {}

/** The message as it will leave, rendered from facts that the last look has just checked, and stored as evidence. */
export async function compose(
  ctx: Context,
  organisationId: OrganisationId,
  go: Go,
): Promise<Message> {
  const files = await collectFiles(ctx, organisationId, go.parts);
  // As it is now: messages that were planned before a template was changed leave with the new words.
  const template = await inOrganisation(ctx.store, organisationId, (tx) =>
    findTemplate(tx, organisationId, go.parts[0].step.templateId),
  );
  const message = toMessage(ctx, go, template, files);
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    message.replyTo = (await addressForReplies(ctx, tx, message)) ?? message.replyTo;
    await storeMessage(tx, {
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
      envelope: envelopeOf(message),
    });
  });
  return message;
}

function envelopeOf({ from, replyTo, to, cc, bcc }: Message): MessageEnvelope {
  return { from, replyTo, to, cc, bcc };
}

function toMessage(
  ctx: Context,
  { today, parts }: Go,
  template: Template | undefined,
  files: MessageFile[],
): Message {
  const { record } = today;
  const [lead, ...others] = parts;
  const rendered = renderFor(template, languageOf(lead, today.facts.language), today, [
    lead.candidate,
    ...others.map(({ candidate }) => candidate),
  ]);
  return {
    key: lead.claimed.id as DeliveryId,
    organisationId: lead.claimed.organisationId,
    from: { name: `${record.name} via Dunlin`, address: ctx.settings.mailFrom },
    replyTo: record.companyEmail,
    to: lead.verdict.recipients,
    cc: withoutSuppressed(lead.rule.settings.email.cc, today.facts.suppressed),
    bcc: withoutSuppressed(lead.rule.settings.email.bcc, today.facts.suppressed),
    ...rendered,
    attachments: files,
    threadKey: `inv.${lead.claimed.organisationId}.${lead.claimed.invoiceId}`,
  };
}

/** The step's own language, else the customer's, else the organisation's (E35). */
export function languageOf(
  { step, candidate }: Pick<Part, 'step' | 'candidate'>,
  usual: Language,
): Language {
  if (step.language !== 'customer') return step.language;
  return candidate.customer?.language ?? usual;
}

/** Each invoice's files as its own rule says; those that do not fit any more are left out rather than the message. */
async function collectFiles(
  ctx: Context,
  organisationId: OrganisationId,
  parts: Go['parts'],
): Promise<MessageFile[]> {
  const wantsAny = ({ rule: { settings } }: Part) =>
    settings.email.attachPdf || settings.email.attachMarkedFiles;
  if (!parts.some(wantsAny)) return [];
  const { company } = await openCompany(ctx, organisationId);
  const files: MessageFile[] = [];
  for (const { rule, candidate } of parts) {
    const { id, number } = candidate.invoice;
    const { attachPdf, attachMarkedFiles } = rule.settings.email;
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
