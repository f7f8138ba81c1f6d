import { sql } from 'drizzle-orm';
import type { DeliveryRecord } from './deliveries.ts';
import type { Tx } from './transaction.ts';

/** When a message was first held back for one of these reasons since it was planned; null when it was not. */
export async function heldSince(
  tx: Tx,
  { organisationId, invoiceId, id, plannedAt }: DeliveryRecord,
  reasons: readonly string[],
): Promise<Date | null> {
  const { rows } = await tx.execute<{ at: string | null }>(sql`
    select min(at) as at from activity
    where organisation_id = ${organisationId} and invoice_id = ${invoiceId} and delivery_id = ${id}
      and kind = 'delivery.held' and at >= ${plannedAt.toISOString()}::timestamptz
      and detail ->> 'reason' = any(${sql.param([...reasons])}::text[])`);
  const at = rows[0]?.at;
  return at == null ? null : new Date(at);
}
