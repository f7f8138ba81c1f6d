import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { later, done, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { NeedsPerson, NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import {
  claimDelivery,
  findDelivery,
  markUnknownIfSilent,
  settleClaimed,
  type DeliveryRecord,
} from '../../db/deliveries.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { refreshInvoice } from '../sync/refresh-invoice.ts';
import { compose, FileMissing } from './compose.ts';
import { lastLook } from './last-look.ts';
import { handOver } from './hand-over.ts';
import { recordAnswer } from './record-answer.ts';

/** Wait before another try when the books cannot give a file just now (E24). */
const FILE_RETRY_MS = 5 * 60_000;
/** By then whoever holds the claim has settled the message, or its lease is over. */
const CLAIM_LOOK_MS = 60_000;

/**
 * Sends one planned message, once: claim, read the books again, run the gates again, compose, check the lease, call, record. Whatever
 * stops it before the call leaves the message planned or called off, with the reason; whatever stops it after the call leaves it
 * `unknown`, and nothing repeats it (E2, E44).
 */
export async function sendDelivery(
  ctx: Context,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<JobOutcome> {
  const claimed = await inOrganisation(ctx.store, organisationId, (tx) =>
    claimDelivery(tx, organisationId, id),
  );
  if (!claimed) return lookAtClaimOfOthers(ctx, organisationId, id);
  try {
    return await sendClaimed(ctx, organisationId, claimed);
  } catch (error) {
    return putBackAfter(ctx, claimed, error);
  }
}

async function sendClaimed(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord,
): Promise<JobOutcome> {
  await refreshInvoice(ctx, organisationId, claimed.invoiceId as InvoiceId);
  const look = await lastLook(ctx, organisationId, claimed);
  if (look.kind === 'lost') return lookAgain(ctx);
  if (look.kind === 'stopped') return skipped(look.reason);
  const message = await compose(ctx, organisationId, claimed, look);
  const answer = await handOver(ctx, claimed, message);
  if (answer === null) return lookAgain(ctx);
  await recordAnswer(ctx, organisationId, claimed, answer);
  return answer.kind === 'later'
    ? later(new Date(ctx.now().getTime() + answer.afterMs), answer.code)
    : done;
}

/** Not ours to claim: settled, called off, in another worker's hands, or left behind by one that vanished during the call. */
async function lookAtClaimOfOthers(
  ctx: Context,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<JobOutcome> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const unknown = await markUnknownIfSilent(tx, organisationId, id);
    if (unknown) {
      await addActivity(tx, {
        organisationId,
        at: ctx.now(),
        kind: 'delivery.unknown',
        actor: dunlin,
        invoiceId: unknown.invoiceId as InvoiceId,
        deliveryId: id,
        detail: { days: unknown.days, reason: unknown.reason },
      });
      await announce(tx, organisationId, 'deliveries', 'invoices');
      return done;
    }
    const row = await findDelivery(tx, organisationId, id);
    if (row?.state !== 'claimed') return skipped(row ? `already ${row.state}` : 'no such delivery');
    return lookAgain(ctx);
  });
}

/** A claim that is over may belong to nobody: only a later look keeps the message from waiting for ever. */
function lookAgain(ctx: Context): JobOutcome {
  return later(new Date(ctx.now().getTime() + CLAIM_LOOK_MS), 'claimed by another worker');
}

/** Nothing has left yet: the message stays planned, says why, and is looked at again. */
async function putBackAfter(
  ctx: Context,
  claimed: DeliveryRecord,
  error: unknown,
): Promise<JobOutcome> {
  if (error instanceof NeedsReconnect) {
    await putBack(ctx, claimed, 'tenant-live/not-live');
    return skipped(error.code);
  }
  if (error instanceof FileMissing) {
    await putBack(ctx, claimed, error.code);
    return later(new Date(ctx.now().getTime() + FILE_RETRY_MS), error.code);
  }
  if (error instanceof TryLater) {
    await putBack(ctx, claimed, error.code);
    return later(error.at, error.code);
  }
  if (error instanceof NeedsPerson) {
    await putBack(ctx, claimed, error.code);
    return skipped(error.code);
  }
  await putBack(ctx, claimed, 'failed');
  throw error;
}

/** Only before the call: a row whose call was made is not ours to put back, and the update then finds nothing. */
async function putBack(ctx: Context, claimed: DeliveryRecord, reason: string): Promise<void> {
  const organisationId = claimed.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const current = await findDelivery(tx, organisationId, claimed.id as DeliveryId);
    if (current?.calledAt) return;
    const isOurs = await settleClaimed(tx, claimed, { state: 'planned', reason, claimedAt: null });
    if (!isOurs || claimed.reason === reason) return;
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'delivery.held',
      actor: dunlin,
      invoiceId: claimed.invoiceId as InvoiceId,
      deliveryId: claimed.id as DeliveryId,
      detail: { days: claimed.days, reason },
    });
    await announce(tx, organisationId, 'deliveries');
  });
}
