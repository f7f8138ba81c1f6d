import { and, eq, sql } from 'drizzle-orm';
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
 * Claims a planned delivery, or one whose claimer vanished before the call. The fence rises, so that a late writer writes nothing.
 * Leases run on the database's clock, which all workers share.
 */
export async function claimDelivery(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<DeliveryRecord | undefined> {
  const [claimed] = await tx
    .update(delivery)
    .set({
      state: 'claimed',
      fence: sql`${delivery.fence} + 1`,
      claimedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        ofDelivery(organisationId, id),
        sql`(${delivery.state} = 'planned' or (${delivery.state} = 'claimed' and ${delivery.calledAt} is null
          and ${delivery.claimedAt} < clock_timestamp() - ${LEASE}))`,
      ),
    )
    .returning();
  return claimed;
}

/** The last step before the call: still ours and still in time. From here on only an answer moves the row. */
export async function markCalled(
  tx: Tx,
  claimed: DeliveryRecord,
  recipients: string[],
): Promise<boolean> {
  const rows = await tx
    .update(delivery)
    .set({ calledAt: sql`clock_timestamp()`, recipients })
    .where(and(isMine(claimed), sql`${delivery.claimedAt} > clock_timestamp() - ${LEASE}`))
    .returning({ id: delivery.id });
  return rows.length === 1;
}

/** A call whose worker vanished: nobody will hear the answer any more. */
export async function markUnknownIfSilent(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<DeliveryRecord | undefined> {
  const [unknown] = await tx
    .update(delivery)
    .set({ state: 'unknown', reason: 'worker-lost' })
    .where(
      and(
        ofDelivery(organisationId, id),
        eq(delivery.state, 'claimed'),
        sql`${delivery.calledAt} < clock_timestamp() - ${ANSWER_LIMIT}`,
      ),
    )
    .returning();
  return unknown;
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
