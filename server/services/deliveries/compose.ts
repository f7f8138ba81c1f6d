import { createHash } from 'node:crypto';
import { withoutSuppressed } from '../../../domain/gates/recipient.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { senderOf } from '../../../domain/sender/sender-of.ts';
import type { Template } from '../../../domain/templates/template.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { Message, MessageFile } from '../../../integrations/channel.ts';
import { storeMessage } from '../../db/deliveries.ts';
import { replaceFileLinks } from '../../db/file-links.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { FileHint } from '../../render/extras.ts';
import type { Context } from '../context.ts';
import { makeFileLinks } from '../files/make-links.ts';
import { unsubscribeToken } from '../unsubscribe/token.ts';
import type { Loaded } from './gather-files.ts';
import type { Part } from './message-parts.ts';
import { renderFor } from './render-for.ts';

/** The message as it will leave, rendered from facts that the last look has just checked, and stored as evidence. */
export async function compose(
  ctx: Context,
  organisationId: OrganisationId,
  go: Loaded,
): Promise<Message> {
  const files = go.loads.flatMap((load) => load.files);
  // As it is now: messages that were planned before a template was changed leave with the new words.
  const template = await inOrganisation(ctx.store, organisationId, (tx) =>
    findTemplate(tx, organisationId, go.parts[0].step.templateId),
  );
  const links = makeFileLinks(
    ctx,
    { organisationId, deliveryId: go.parts[0].claimed.id as DeliveryId },
    go.loads.flatMap(({ tooLarge }) => tooLarge),
  );
  const message = toMessage(ctx, go, template, { files, tooLarge: links.map(({ hint }) => hint) });
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    await replaceFileLinks(
      tx,
      organisationId,
      message.key,
      links.map(({ row }) => row),
    );
    await storeMessage(tx, {
      organisationId,
      deliveryId: message.key,
      language: message.language,
      subject: message.subject,
      html: message.html,
      text: message.text,
      addressees: { to: message.to, cc: message.cc },
      attachments: files.map(({ fileName, content }) => ({
        fileName,
        sizeBytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      })),
    });
  });
  return message;
}

function toMessage(
  ctx: Context,
  { today, parts, loads }: Loaded,
  template: Template | undefined,
  { files, tooLarge }: { files: MessageFile[]; tooLarge: FileHint[] },
): Message {
  const { record } = today;
  const [lead, ...others] = parts;
  const unsubscribeUrl = unsubscribeUrlOf(ctx, lead);
  const candidates = [lead.candidate, ...others.map(({ candidate }) => candidate)];
  const rendered = renderFor(template, languageOf(lead, today.facts.language), today, candidates, {
    hasPdf: loads.every(({ hasPdf }) => hasPdf),
    extras: { unsubscribeUrl, tooLarge },
  });
  return {
    key: lead.claimed.id as DeliveryId,
    organisationId: lead.claimed.organisationId,
    ...senderOf(record, ctx.settings.mailFrom),
    to: lead.verdict.recipients,
    cc: withoutSuppressed(lead.rule.settings.email.cc, today.facts.suppressed),
    bcc: withoutSuppressed(lead.rule.settings.email.bcc, today.facts.suppressed),
    ...rendered,
    attachments: files,
    ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
    threadKey: `inv.${lead.claimed.organisationId}.${lead.claimed.invoiceId}`,
  };
}

/** A reminder can be refused; a message that brings an invoice cannot (facts: delivery 5.3). */
function unsubscribeUrlOf({ secrets, settings }: Context, { claimed }: Part): string | undefined {
  if (claimed.reminderClass === 'new_invoice') return undefined;
  const token = unsubscribeToken(secrets, {
    organisationId: claimed.organisationId as OrganisationId,
    deliveryId: claimed.id as DeliveryId,
  });
  return `${settings.baseUrl}/u/${token}`;
}

/** The step's own language, else the customer's, else the organisation's (E35). */
export function languageOf(
  { step, candidate }: Pick<Part, 'step' | 'candidate'>,
  usual: Language,
): Language {
  if (step.language !== 'customer') return step.language;
  return candidate.customer?.language ?? usual;
}
