import { and, eq, inArray, lte, or, sql } from 'drizzle-orm';
import { MAX_TOGETHER } from '../../domain/deliveries/bundle.ts';
import type { DeliveryId, OrganisationId } from '../../domain/ids.ts';
import { delivery, deliveryMessage, evidence } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type DeliveryRecord = typeof delivery.$inferSelect;
export type DeliveryState = DeliveryRecord['state'];

/** A claim counts this long; a worker that was paused longer finds its claim gone. */
const LEASE = sql`interval '120 seconds'`;
/** After the call every answer arrives, or fails, within this time. */
const ANSWER_LIMIT = sql`interval '180 seconds'`;

export async function findDelivery(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<DeliveryRecord | undefined> {
  const [found] = await tx.select().from(delivery).where(ofDelivery(organisationId, id));
  return found;
}

/**
 * Claims a planned delivery with all that leave together with it, or one whose claimer vanished before the call. The fence rises, so that
 * a late writer writes nothing. Leases run on the database's clock, which all workers share. Empty when there is nothing to claim.
 */
export async function claimDeliveries(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
  now: Date,
): Promise<DeliveryRecord[]> {
  const claimable = sql`(${delivery.state} = 'planned' or (${delivery.state} = 'claimed' and ${delivery.calledAt} is null
    and ${delivery.claimedAt} < clock_timestamp() - ${LEASE}))`;
  const free = tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(togetherWith(organisationId, id), claimable, lte(delivery.leavesAt, now)))
    .orderBy(delivery.id)
    .limit(MAX_TOGETHER)
    .for('update');
  return tx
    .update(delivery)
    .set({
      state: 'claimed',
      fence: sql`${delivery.fence} + 1`,
      claimedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(delivery.organisationId, organisationId), inArray(delivery.id, free)))
    .returning();
}

/** What could leave now with this delivery leaves at another time. */
export async function putOff(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  await tx
    .update(delivery)
    .set({ leavesAt: until })
    .where(
      and(
        togetherWith(organisationId, id),
        eq(delivery.state, 'planned'),
        lte(delivery.leavesAt, now),
      ),
    );
}

/** The delivery itself, and those of its bundle that are planned or under way. */
function togetherWith(organisationId: OrganisationId, id: DeliveryId) {
  return and(
    eq(delivery.organisationId, organisationId),
    or(
      eq(delivery.id, id),
      and(
        sql`${delivery.state} in ('planned', 'claimed')`,
        sql`${delivery.bundle} = (select bundle from delivery one where one.organisation_id = ${organisationId} and one.id = ${id})`,
      ),
    ),
  );
}

/** When the next message of this bundle may leave; undefined when none is planned. */
export async function nextLeavesAt(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<Date | undefined> {
  const [next] = await tx
    .select({ at: delivery.leavesAt })
    .from(delivery)
    .where(and(togetherWith(organisationId, id), eq(delivery.state, 'planned')))
    .orderBy(delivery.leavesAt)
    .limit(1);
  return next?.at;
}

/**
 * The last step before the call: all still ours and still in time, or none is marked. From here on only an answer moves the rows. The first
 * one carries the message, the others name it.
 */
export async function markCalled(
  tx: Tx,
  [carrier, ...others]: readonly [DeliveryRecord, ...DeliveryRecord[]],
  recipients: string[],
): Promise<boolean> {
  const mark = async (claimed: DeliveryRecord, leftWith: string | null) =>
    tx
      .update(delivery)
      .set({ calledAt: sql`clock_timestamp()`, recipients, leftWith })
      .where(and(isMine(claimed), sql`${delivery.claimedAt} > clock_timestamp() - ${LEASE}`))
      .returning({ id: delivery.id });
  let marked = (await mark(carrier, null)).length;
  for (const one of others) marked += (await mark(one, carrier.id)).length;
  return marked === 1 + others.length;
}

/** Calls whose worker vanished: nobody will hear the answer any more. */
export function markUnknownIfSilent(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<DeliveryRecord[]> {
  return tx
    .update(delivery)
    .set({ state: 'unknown', reason: 'worker-lost' })
    .where(
      and(
        togetherWith(organisationId, id),
        eq(delivery.state, 'claimed'),
        sql`${delivery.calledAt} < clock_timestamp() - ${ANSWER_LIMIT}`,
      ),
    )
    .returning();
}

/** All rows that left with the message of this one, itself among them. */
export function deliveriesOfMessage(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<DeliveryRecord[]> {
  const carrier = sql`(select coalesce(left_with, id) from delivery one where one.organisation_id = ${organisationId} and one.id = ${id})`;
  return tx
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.organisationId, organisationId),
        or(eq(delivery.id, carrier), eq(delivery.leftWith, carrier)),
      ),
    )
    .orderBy(delivery.id);
}

/** Rows of a message whose result became known; those that are not unknown any more stay. It left, if it did, when the call was made. */
export function settleUnknown(
  tx: Tx,
  organisationId: OrganisationId,
  rows: DeliveryRecord[],
  { state, reason }: { state: 'sent' | 'refused'; reason: string },
): Promise<DeliveryRecord[]> {
  const ids = rows.map(({ id }) => id);
  return tx
    .update(delivery)
    .set({ state, reason, ...(state === 'sent' ? { sentAt: delivery.calledAt } : {}) })
    .where(
      and(
        eq(delivery.organisationId, organisationId),
        inArray(delivery.id, ids),
        eq(delivery.state, 'unknown'),
      ),
    )
    .returning();
}

/** Moves a row that this worker claimed. False when the claim is no longer ours; nothing is written then. */
export async function settleClaimed(
  tx: Tx,
  claimed: DeliveryRecord,
  change: Partial<DeliveryRecord> & { state: DeliveryState },
): Promise<boolean> {
  const rows = await tx
    .update(delivery)
    .set(change)
    .where(isMine(claimed))
    .returning({ id: delivery.id });
  return rows.length === 1;
}

export async function storeMessage(
  tx: Tx,
  message: typeof deliveryMessage.$inferInsert,
): Promise<void> {
  await tx
    .insert(deliveryMessage)
    .values(message)
    .onConflictDoUpdate({
      target: [deliveryMessage.organisationId, deliveryMessage.deliveryId],
      set: message,
    });
}

export async function addEvidence(tx: Tx, row: typeof evidence.$inferInsert): Promise<void> {
  await tx.insert(evidence).values(row).onConflictDoNothing();
}

function ofDelivery(organisationId: string, id: string) {
  return and(eq(delivery.organisationId, organisationId), eq(delivery.id, id));
}

function isMine(claimed: DeliveryRecord) {
  return and(
    ofDelivery(claimed.organisationId, claimed.id),
    eq(delivery.state, 'claimed'),
    eq(delivery.fence, claimed.fence),
  );
}
