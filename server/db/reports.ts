import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
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
        sql`${delivery.id} = any(${sql.param(ids)}::uuid[])`,
        isNotNull(delivery.calledAt),
      ),
    )
    .orderBy(delivery.id)
    .for('no key update');
}

/** Rows of one statement: it takes 65 535 values at most. */
const CHUNK = 1_000;

/** Adds evidence that was not there before; answers the raw keys of what was new, with their deliveries. */
export async function addNewEvidence(
  tx: Tx,
  rows: NewEvidence[],
): Promise<{ deliveryId: string; rawKey: string }[]> {
  const fresh: { deliveryId: string; rawKey: string }[] = [];
  for (let from = 0; from < rows.length; from += CHUNK)
    fresh.push(
      ...(await tx
        .insert(evidence)
        .values(rows.slice(from, from + CHUNK))
        .onConflictDoNothing()
        .returning({ deliveryId: evidence.deliveryId, rawKey: evidence.rawKey })),
    );
  return fresh;
}

/** Whether the channel's evidence proves that it took the message. */
export async function hasProof(tx: Tx, carrier: DeliveryRecord): Promise<boolean> {
  const [proof] = await tx
    .select({ id: evidence.id })
    .from(evidence)
    .where(
      and(
        eq(evidence.organisationId, carrier.organisationId),
        eq(evidence.deliveryId, carrier.id),
        inArray(evidence.kind, [...provingKinds]),
      ),
    )
    .limit(1);
  return proof !== undefined;
}
