import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { assertMove } from '../../../domain/deliveries/moves.ts';
import type { SendAnswer } from '../../../integrations/channel.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { addEvidence, settleClaimed, type DeliveryRecord } from '../../db/deliveries.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { markForPlanning } from './last-look.ts';
import { noteLeft } from './note-left.ts';
import { noteRefused } from '../invoice-sending/note-refused.ts';
import type { Loaded } from './gather-files.ts';
import { endLongWait } from './missing-file.ts';
import { settleByEvidence } from './settle-by-evidence.ts';
import { askAboutUnknown } from './unknown.ts';

/** The code of the channel would speak of trying again; it is kept in the evidence. */
const NO_ANSWER = 'answer-missing';

/** Stores what the channel answered, with its evidence, and what follows from it, in one transaction. */
export async function recordAnswer(
  ctx: Context,
  organisationId: OrganisationId,
  { outgoing: { claimed: all }, loads }: Loaded,
  answer: SendAnswer,
): Promise<void> {
  const change = changeOf(ctx, answer);
  assertMove('claimed', change.state);
  const [carrier] = all;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const settled: DeliveryRecord[] = [];
    for (const claimed of all) if (await settleClaimed(tx, claimed, change)) settled.push(claimed);
    if (settled.length === 0) return;
    await noteEvidence(ctx, tx, carrier, answer);
    for (const claimed of settled) await noteAnswer(ctx, tx, claimed, answer);
    if (answer.kind === 'sent') {
      await noteLeft(ctx, tx, settled);
      for (const row of settled) await endLongWait(ctx, tx, row);
      const isWithout = (_: DeliveryRecord, index: number) => loads[index]?.missing != null;
      await noteWithout(ctx, tx, all.filter(isWithout));
    }
    if (answer.kind === 'refused') await noteRefused(ctx, tx, settled);
    if (answer.kind === 'unknown' && !(await settleByEvidence(ctx, tx, carrier)))
      await askAboutUnknown(ctx, tx, organisationId, settled);
    if (answer.kind !== 'later') await markForPlanning(ctx, tx, organisationId, settled);
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
      return { state: 'unknown' as const, reason: NO_ANSWER, provider };
    case 'later':
      return {
        state: 'planned' as const,
        reason: answer.code,
        claimedAt: null,
        calledAt: null,
        leftWith: null,
      };
  }
}

/** Kept with the one that carries the message; who was refused of several recipients has a row of its own. */
async function noteEvidence(
  ctx: Context,
  tx: Tx,
  carrier: DeliveryRecord,
  answer: SendAnswer,
): Promise<void> {
  await addEvidence(tx, {
    organisationId: carrier.organisationId,
    deliveryId: carrier.id,
    source: ctx.email.provider,
    rawKey: `${carrier.fence}`,
    kind: answer.kind === 'sent' ? 'accepted' : answer.kind,
    at: ctx.now(),
    raw: answer.raw,
  });
  if (answer.kind !== 'sent') return;
  for (const { address, code } of answer.refusedRecipients)
    await addEvidence(tx, {
      organisationId: carrier.organisationId,
      deliveryId: carrier.id,
      source: ctx.email.provider,
      rawKey: `${carrier.fence} ${address.toLowerCase()}`,
      kind: 'refused',
      at: ctx.now(),
      raw: code,
      address,
    });
}

async function noteAnswer(
  ctx: Context,
  tx: Tx,
  claimed: DeliveryRecord,
  answer: SendAnswer,
): Promise<void> {
  const organisationId = claimed.organisationId as OrganisationId;
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

/** What left without one of its files is told, since the message itself does not say so (E24). */
async function noteWithout(ctx: Context, tx: Tx, rows: DeliveryRecord[]): Promise<void> {
  await addActivity(
    tx,
    ...rows.map((row) => ({
      organisationId: row.organisationId as OrganisationId,
      at: ctx.now(),
      kind: 'delivery.without-file',
      actor: dunlin,
      invoiceId: row.invoiceId as InvoiceId,
      deliveryId: row.id as DeliveryId,
      detail: { days: row.days, type: row.reminderClass },
    })),
  );
}

function detailOf(
  claimed: DeliveryRecord,
  answer: SendAnswer,
): Record<string, string | number | string[]> {
  const about = { days: claimed.days, type: claimed.reminderClass };
  if (answer.kind === 'unknown') return { ...about, reason: NO_ANSWER };
  if (answer.kind !== 'sent') return { ...about, reason: answer.code };
  return {
    ...about,
    refusedRecipients: answer.refusedRecipients.map(({ address }) => address),
  };
}
