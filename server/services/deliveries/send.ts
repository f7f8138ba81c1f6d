import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { later, done, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { NeedsPerson, NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import {
  claimDeliveries,
  findDelivery,
  markUnknownIfSilent,
  nextLeavesAt,
  putOff,
  settleClaimed,
  type DeliveryRecord,
} from '../../db/deliveries.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { planCustomer } from '../decisions/plan-reminders.ts';
import { lookAtInvoice } from '../invoice-sending/look.ts';
import { openReading } from '../sync/reading.ts';
import { refreshInvoices } from '../sync/refresh-invoices.ts';
import { FileMissing } from './collect-files.ts';
import { compose } from './compose.ts';
import { gatherFiles } from './gather-files.ts';
import { lastLook } from './last-look.ts';
import type { Look } from './outgoing.ts';
import { handOver } from './hand-over.ts';
import { noteLongWait } from './missing-file.ts';
import { notNow, type NotNow } from './not-now.ts';
import { recordAnswer } from './record-answer.ts';
import { settleByEvidence } from './settle-by-evidence.ts';
import { askAboutUnknown } from './unknown.ts';

/** Wait before another try when the books cannot give a file just now (E24). */
const FILE_RETRY_MS = 5 * 60_000;
/** By then whoever holds the claim has settled the message, or its lease is over. */
const CLAIM_LOOK_MS = 60_000;

/**
 * Sends one planned message with all that leave together with it, once: plan what is due of the customer, claim, read the books again, run
 * the gates again, compose, check the lease, call, record. Whatever stops it before the call leaves the messages planned or called off,
 * with the reason; whatever stops it after the call leaves them `unknown`, and nothing repeats them (E2, E44).
 */
export async function sendDelivery(
  ctx: Context,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<JobOutcome> {
  const asked = await inOrganisation(ctx.store, organisationId, (tx) =>
    findDelivery(tx, organisationId, id),
  );
  if (asked?.state === 'planned' && asked.bundle && asked.customerId)
    await planCustomer(ctx, organisationId, asked.customerId);
  const claimed = await claim(ctx, organisationId, id);
  if ('reason' in claimed) return later(claimed.at, claimed.reason);
  if (claimed.length === 0) return lookAtWhatIsThere(ctx, organisationId, id);
  try {
    const outcome = await sendClaimed(ctx, organisationId, claimed);
    return await orForOthers(ctx, organisationId, id, outcome);
  } catch (error) {
    return putBackAfter(ctx, claimed, error);
  }
}

/** What is ours to send now, or why it must wait: its time is put off then, so that people see when it leaves. */
function claim(
  ctx: Context,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<DeliveryRecord[] | NotNow> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const now = ctx.now();
    const asked = await findDelivery(tx, organisationId, id);
    const today = await getOrganisationToday(tx, organisationId, now);
    const wait = asked && isReady(asked, now) ? await notNow(tx, today, asked, now) : null;
    if (!wait) return claimDeliveries(tx, organisationId, id, now);
    await putOff(tx, organisationId, id, { now, until: wait.at });
    await announce(tx, organisationId, 'deliveries');
    return wait;
  });
}

const isReady = ({ state, leavesAt }: DeliveryRecord, now: Date): boolean =>
  state === 'planned' && leavesAt <= now;

/** One wake-up holds for a whole bundle: what leaves later in the day, or did not fit into this message, needs it again. */
async function orForOthers(
  ctx: Context,
  organisationId: OrganisationId,
  id: DeliveryId,
  outcome: JobOutcome,
): Promise<JobOutcome> {
  if (outcome.kind === 'later') return outcome;
  const leavesAt = await inOrganisation(ctx.store, organisationId, (tx) =>
    nextLeavesAt(tx, organisationId, id),
  );
  return leavesAt ? later(leavesAt, 'others of the bundle') : outcome;
}

async function sendClaimed(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord[],
): Promise<JobOutcome> {
  const ids = claimed.map(({ invoiceId }) => invoiceId as InvoiceId);
  const reading = await openReading(ctx, organisationId);
  await refreshInvoices(reading, ids);
  const look = await lookAt(ctx, organisationId, claimed);
  if (look.kind !== 'go') return outcomeOf(ctx, look);
  const loaded = await gatherFiles(ctx, reading, look.outgoing);
  if (loaded.kind === 'again') return later(ctx.now(), loaded.reason);
  if (loaded.kind !== 'go') return outcomeOf(ctx, loaded);
  const answer = await handOver(ctx, loaded.outgoing.claimed, (tx) => compose(ctx, tx, loaded));
  if (answer === null) return lookAgain(ctx);
  await recordAnswer(ctx, organisationId, loaded, answer);
  return answer.kind === 'later'
    ? later(new Date(ctx.now().getTime() + answer.afterMs), answer.code)
    : done;
}

/** Reminders are asked by their rules' gates, an invoice that is sent itself by its own questions. */
function lookAt(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord[],
): Promise<Look> {
  const [first] = claimed;
  return first?.reminderClass === 'invoice'
    ? lookAtInvoice(ctx, organisationId, first)
    : lastLook(ctx, organisationId, claimed);
}

function outcomeOf(ctx: Context, look: Exclude<Look, { kind: 'go' }>): JobOutcome {
  return look.kind === 'lost' ? lookAgain(ctx) : skipped(look.reason);
}

/** Nothing to claim: settled, called off, not yet time, in another worker's hands, or left behind by one that vanished during the call. */
async function lookAtWhatIsThere(
  ctx: Context,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<JobOutcome> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const unknown = await markUnknownIfSilent(tx, organisationId, id);
    if (unknown.length > 0) {
      await addActivity(
        tx,
        ...unknown.map((row) => ({
          organisationId,
          at: ctx.now(),
          kind: 'delivery.unknown',
          actor: dunlin,
          invoiceId: row.invoiceId as InvoiceId,
          deliveryId: row.id as DeliveryId,
          detail: { days: row.days, type: row.reminderClass, reason: row.reason },
        })),
      );
      for (const carrier of unknown.filter(({ leftWith }) => leftWith === null))
        if (!(await settleByEvidence(ctx, tx, carrier)))
          await askAboutUnknown(ctx, tx, organisationId, [carrier]);
      await announce(tx, organisationId, 'deliveries', 'invoices');
      return done;
    }
    const row = await findDelivery(tx, organisationId, id);
    if (row?.state === 'claimed') return lookAgain(ctx);
    const leavesAt = await nextLeavesAt(tx, organisationId, id);
    if (leavesAt) return later(leavesAt, 'not before its time');
    return skipped(row ? `already ${row.state}` : 'no such delivery');
  });
}

/** A claim that is over may belong to nobody: only a later look keeps the message from waiting for ever. */
function lookAgain(ctx: Context): JobOutcome {
  return later(new Date(ctx.now().getTime() + CLAIM_LOOK_MS), 'claimed by another worker');
}

/** Nothing has left yet: the messages stay planned, say why, and are looked at again. */
async function putBackAfter(
  ctx: Context,
  claimed: DeliveryRecord[],
  error: unknown,
): Promise<JobOutcome> {
  const putAllBack = async (reason: string) => {
    for (const one of claimed) await putBack(ctx, one, reason);
  };
  if (error instanceof NeedsReconnect) {
    await putAllBack('tenant-live/not-live');
    return skipped(error.code);
  }
  if (error instanceof FileMissing) {
    await putAllBack(error.code);
    for (const one of claimed) await noteLongWait(ctx, one);
    return later(new Date(ctx.now().getTime() + FILE_RETRY_MS), error.code);
  }
  if (error instanceof TryLater) {
    await putAllBack(error.code);
    return later(error.at, error.code);
  }
  if (error instanceof NeedsPerson) {
    await putAllBack(error.code);
    return skipped(error.code);
  }
  await putAllBack('failed');
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
      detail: { days: claimed.days, type: claimed.reminderClass, reason },
    });
    await announce(tx, organisationId, 'deliveries');
  });
}
