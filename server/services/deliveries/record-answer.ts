import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { assertMove } from '../../../domain/deliveries/moves.ts';
import type { SendAnswer } from '../../../integrations/channel.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { addEvidence, settleClaimed, type DeliveryRecord } from '../../db/deliveries.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { requestWriteBack } from '../write-back/request.ts';
import { markForPlanning } from './last-look.ts';

/** Stores what the channel answered, with its evidence, and what follows from it, in one transaction. */
export async function recordAnswer(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord,
  answer: SendAnswer,
): Promise<void> {
  const change = changeOf(ctx, answer);
  assertMove('claimed', change.state);
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    if (!(await settleClaimed(tx, claimed, change))) return;
    await noteAnswer(ctx, tx, claimed, answer);
    if (answer.kind === 'sent') await requestWriteBack(ctx, tx, claimed);
    if (answer.kind !== 'later') await markForPlanning(ctx, tx, claimed);
    await announce(tx, organisationId, 'deliveries', 'invoices');
  });
}

function changeOf(ctx: Context, answer: SendAnswer) {
  const provider = ctx.email.provider;
  switch (answer.kind) {
    case 'sent':
      return {
        state: 'sent' as const,
        reason: '',
        sentAt: ctx.now(),
        provider,
        providerId: answer.providerId,
        messageId: answer.messageId,
      };
    case 'refused':
      return { state: 'refused' as const, reason: answer.code, provider };
    case 'unknown':
      return { state: 'unknown' as const, reason: answer.code, provider };
    case 'later':
      return { state: 'planned' as const, reason: answer.code, claimedAt: null, calledAt: null };
  }
}

async function noteAnswer(
  ctx: Context,
  tx: Tx,
  claimed: DeliveryRecord,
  answer: SendAnswer,
): Promise<void> {
  const organisationId = claimed.organisationId as OrganisationId;
  const kind = answer.kind === 'sent' ? 'accepted' : answer.kind;
  await addEvidence(tx, {
    organisationId,
    deliveryId: claimed.id,
    source: ctx.email.provider,
    rawKey: `${claimed.fence}`,
    kind,
    at: ctx.now(),
    raw: answer.raw,
  });
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: answer.kind === 'later' ? 'delivery.held' : `delivery.${answer.kind}`,
    actor: dunlin,
    invoiceId: claimed.invoiceId as InvoiceId,
    deliveryId: claimed.id as DeliveryId,
    detail: detailOf(claimed, answer),
  });
}

function detailOf(
  claimed: DeliveryRecord,
  answer: SendAnswer,
): Record<string, string | number | string[]> {
  if (answer.kind !== 'sent') return { days: claimed.days, reason: answer.code };
  return {
    days: claimed.days,
    refusedRecipients: answer.refusedRecipients.map(({ address }) => address),
  };
}
