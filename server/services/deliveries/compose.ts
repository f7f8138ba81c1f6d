import { createHash } from 'node:crypto';
import type { MessageEnvelope } from '../../../domain/deliveries/envelope.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { senderOf } from '../../../domain/sender/sender-of.ts';
import type { Template } from '../../../domain/templates/template.ts';
import type { Message, MessageFile } from '../../../integrations/channel.ts';
import { storeMessage, type DeliveryRecord } from '../../db/deliveries.ts';
import { replaceFileLinks } from '../../db/file-links.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { FileHint } from '../../render/extras.ts';
import { addressForReplies } from '../replies/address.ts';
import type { Context } from '../context.ts';
import { makeFileLinks } from '../files/make-links.ts';
import { unsubscribeToken } from '../unsubscribe/token.ts';
import type { Loaded } from './gather-files.ts';
import { renderFor } from './render-for.ts';

/** The message as it will leave, rendered from facts that the last look has just checked, and stored as evidence. */
export async function compose(
  ctx: Context,
  organisationId: OrganisationId,
  loaded: Loaded,
): Promise<Message> {
  const { outgoing, loads } = loaded;
  const files = loads.flatMap((load) => load.files);
  // As it is now: messages that were planned before a template was changed leave with the new words.
  const template = await inOrganisation(ctx.store, organisationId, (tx) =>
    findTemplate(tx, organisationId, outgoing.templateId),
  );
  const links = makeFileLinks(
    ctx,
    { organisationId, deliveryId: outgoing.claimed[0].id as DeliveryId },
    loads.flatMap(({ tooLarge }) => tooLarge),
  );
  const tooLarge = links.map(({ hint }) => hint);
  const message = toMessage(ctx, loaded, template, { files, tooLarge });
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const rows = links.map(({ row }) => row);
    await replaceFileLinks(tx, organisationId, message.key, rows);
    message.replyTo = (await addressForReplies(ctx, tx, message)) ?? message.replyTo;
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
  { outgoing, loads }: Loaded,
  template: Template | undefined,
  { files, tooLarge }: { files: MessageFile[]; tooLarge: FileHint[] },
): Message {
  const { today, claimed, invoices, language, to, cc, bcc } = outgoing;
  const [carrier] = claimed;
  const candidates = invoices.map(({ candidate }) => candidate);
  const unsubscribeUrl = unsubscribeUrlOf(ctx, carrier);
  return {
    key: carrier.id as DeliveryId,
    organisationId: carrier.organisationId,
    ...senderOf(today.record, ctx.settings.mailFrom),
    to,
    cc,
    bcc,
    ...renderFor(template, language, today, candidates, {
      hasPdf: loads.every(({ hasPdf }) => hasPdf),
      extras: { unsubscribeUrl, tooLarge },
    }),
    attachments: files,
    ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
    threadKey: `inv.${carrier.organisationId}.${carrier.invoiceId}`,
  };
}

/** A reminder can be refused; a message that brings an invoice cannot (facts: delivery 5.3). */
function unsubscribeUrlOf(
  { secrets, settings }: Context,
  { reminderClass, organisationId, id }: DeliveryRecord,
): string | undefined {
  if (reminderClass === 'new_invoice' || reminderClass === 'invoice') return undefined;
  const token = unsubscribeToken(secrets, {
    organisationId: organisationId as OrganisationId,
    deliveryId: id as DeliveryId,
  });
  return `${settings.baseUrl}/u/${token}`;
}
