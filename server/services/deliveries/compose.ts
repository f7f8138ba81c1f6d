import { createHash } from 'node:crypto';
import type { MessageEnvelope } from '../../../domain/deliveries/envelope.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { senderOf } from '../../../domain/sender/sender-of.ts';
import type { Template } from '../../../domain/templates/template.ts';
import type { Message, MessageFile } from '../../../integrations/channel.ts';
import { storeMessage, type DeliveryRecord } from '../../db/deliveries.ts';
import { replaceFileLinks } from '../../db/file-links.ts';
import { findTemplate } from '../../db/templates.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Extras } from '../../render/extras.ts';
import { addressForReplies } from '../replies/address.ts';
import type { Context } from '../context.ts';
import { makeFileLinks } from '../files/make-links.ts';
import { unsubscribeToken } from '../unsubscribe/token.ts';
import type { Loaded } from './gather-files.ts';
import type { Outgoing } from './outgoing.ts';
import { renderFor } from './render-for.ts';

/** The message as it will leave, rendered from facts that the last look has just checked, and stored as evidence. */
export async function compose(
  ctx: Context,
  tx: Tx,
  { outgoing, loads, online }: Loaded,
): Promise<Message> {
  const deliveryId = outgoing.claimed[0].id as DeliveryId;
  const organisationId = outgoing.claimed[0].organisationId as OrganisationId;
  const links = makeFileLinks(
    ctx,
    { organisationId, deliveryId },
    loads.flatMap(({ tooLarge }) => tooLarge),
  );
  const message = toMessage(ctx, outgoing, {
    // As it is now: messages that were planned before a template was changed leave with the new words.
    template: await findTemplate(tx, organisationId, outgoing.templateId),
    files: loads.flatMap(({ files }) => files),
    hasPdf: loads.every(({ hasPdf }) => hasPdf),
    extras: { online, tooLarge: links.map(({ hint }) => hint) },
  });
  const rows = links.map(({ row }) => row);
  await replaceFileLinks(tx, organisationId, deliveryId, rows);
  message.replyTo = (await addressForReplies(ctx, tx, message)) ?? message.replyTo;
  await storeMessage(tx, toStored(message));
  return message;
}

function toStored(message: Message): Parameters<typeof storeMessage>[1] {
  const { organisationId, key: deliveryId, language, subject, html, text } = message;
  return {
    organisationId,
    deliveryId,
    language,
    subject,
    html,
    text,
    addressees: { to: message.to, cc: message.cc },
    attachments: message.attachments.map(({ fileName, content }) => ({
      fileName,
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
    envelope: envelopeOf(message),
  };
}

function envelopeOf({ from, replyTo, to, cc, bcc }: Message): MessageEnvelope {
  return { from, replyTo, to, cc, bcc };
}

interface Parts {
  template: Template | undefined;
  files: MessageFile[];
  hasPdf: boolean;
  extras: Pick<Extras, 'online' | 'tooLarge'>;
}

function toMessage(
  ctx: Context,
  { today, claimed, invoices, language, to, cc, bcc }: Outgoing,
  { template, files, hasPdf, extras }: Parts,
): Message {
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
      hasPdf,
      extras: { ...extras, unsubscribeUrl },
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
