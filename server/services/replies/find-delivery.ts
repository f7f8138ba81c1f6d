import { replyTokens, threadClues } from '../../../domain/deliveries/reply-address.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { InboundMail } from '../../../integrations/channel.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { findHandedOver, findLastOfInvoices, findReplyAddresses } from '../../db/replies.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { isId } from '../silence/subject.ts';

/**
 * The message that a mail answers: by the token of the address it was sent to, then by the ids of its thread; never by who it says it is
 * from alone (facts: delivery 3.6). A thread's own id can be guessed, so it counts only for somebody the message was sent to. Null when no
 * message of ours is found.
 */
export async function findAnswered(
  ctx: Context,
  to: string[],
  mail: InboundMail,
): Promise<DeliveryRecord | null> {
  return (await byToken(ctx, to)) ?? (await byThread(ctx, mail));
}

async function byToken(ctx: Context, to: string[]): Promise<DeliveryRecord | null> {
  const { replyHost } = ctx.settings;
  const tokens = replyHost === undefined ? [] : replyTokens(to, replyHost);
  if (tokens.length === 0) return null;
  const [address] = await asSystem(ctx.store, (tx) => findReplyAddresses(tx, tokens));
  if (!address) return null;
  const organisationId = address.organisationId as OrganisationId;
  const [found] = await inOrganisation(ctx.store, organisationId, (tx) =>
    findHandedOver(tx, organisationId, [address.deliveryId]),
  );
  return found ?? null;
}

async function byThread(ctx: Context, mail: InboundMail): Promise<DeliveryRecord | null> {
  const clues = threadClues(mail.threadIds);
  if (!clues || !isId(clues.organisationId)) return null;
  const organisationId = clues.organisationId as OrganisationId;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const [named] = await findHandedOver(tx, organisationId, clues.deliveryIds);
    if (named) return named;
    const last = await findLastOfInvoices(tx, organisationId, clues.invoiceIds);
    return last && isRecipient(last, mail.from) ? last : null;
  });
}

function isRecipient({ recipients }: DeliveryRecord, from: string): boolean {
  return (recipients ?? []).some((one) => one.toLowerCase() === from.toLowerCase());
}
