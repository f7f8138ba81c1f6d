import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { provingKinds } from '../../domain/deliveries/report.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { DeliveryRecord } from './deliveries.ts';
import { delivery, evidence } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type NewEvidence = typeof evidence.$inferInsert;

/**
 * Those of these deliveries that were handed to a channel, locked in the order of their ids: an answer of the call and a report of the
 * channel then come one after the other, and the later one sees what the earlier one left.
 */
export function lockHandedOver(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<DeliveryRecord[]> {
  return tx
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.organisationId, organisationId),
        inArray(delivery.id, ids),
        isNotNull(delivery.calledAt),
      ),
    )
    .orderBy(delivery.id)
    .for('no key update');
}

/** Adds evidence that was not there before; answers the raw keys of what was new, with their deliveries. */
export function addNewEvidence(
  tx: Tx,
  rows: NewEvidence[],
): Promise<{ deliveryId: string; rawKey: string }[]> {
  return tx
    .insert(evidence)
    .values(rows)
    .onConflictDoNothing()
    .returning({ deliveryId: evidence.deliveryId, rawKey: evidence.rawKey });
}

/** Everything that left with this message, the one that carried it among them. */
export function listOfMessage(tx: Tx, carrier: DeliveryRecord): Promise<DeliveryRecord[]> {
  return tx.select().from(delivery).where(ofMessage(carrier)).orderBy(delivery.id);
}

/** When the channel's evidence first proved that it took the message; undefined while nothing does. */
export async function findProofAt(tx: Tx, carrier: DeliveryRecord): Promise<Date | undefined> {
  const [proof] = await tx
    .select({ at: evidence.at })
    .from(evidence)
    .where(
      and(
        eq(evidence.organisationId, carrier.organisationId),
        eq(evidence.deliveryId, carrier.id),
        inArray(evidence.kind, [...provingKinds]),
      ),
    )
    .orderBy(evidence.at)
    .limit(1);
  return proof?.at;
}

/** Moves what is `unknown` of the message to `sent`; answers the rows that moved. */
export function setSentByProof(
  tx: Tx,
  carrier: DeliveryRecord,
  proof: { at: Date; provider: string },
): Promise<DeliveryRecord[]> {
  return tx
    .update(delivery)
    .set({ state: 'sent', reason: '', sentAt: proof.at, provider: proof.provider })
    .where(and(ofMessage(carrier), eq(delivery.state, 'unknown')))
    .returning();
}

/** All of one message chase the same customer, which an index finds; `left_with` has none. */
function ofMessage({ organisationId, id, customerId }: DeliveryRecord) {
  const companion = and(
    eq(delivery.leftWith, id),
    customerId === null ? sql`customer_id is null` : eq(delivery.customerId, customerId),
    isNotNull(delivery.calledAt),
  );
  return and(eq(delivery.organisationId, organisationId), or(eq(delivery.id, id), companion));
}
