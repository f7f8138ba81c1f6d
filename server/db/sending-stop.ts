import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { notArrivedKinds } from '../../domain/deliveries/mass-bounce.ts';
import type { StopReason } from '../../domain/deliveries/stop-reason.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { organisation } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export interface Arrivals {
  messages: number;
  failed: number;
}

/** Messages that left since `since`, and those of them about which a failure of after `failedAfter` is known. A bundle is one message. */
export async function countArrivals(
  tx: Tx,
  organisationId: OrganisationId,
  { since, failedAfter }: { since: Date; failedAfter: Date },
): Promise<Arrivals> {
  const { rows } = await tx.execute<{ messages: string; failed: string }>(sql`
    select count(*) as messages, count(*) filter (where exists (
        select from evidence e
        where e.organisation_id = d.organisation_id and e.delivery_id = d.id
          and e.kind = any(${sql.param([...notArrivedKinds])}::text[])
          and e.at > ${failedAfter.toISOString()}::timestamptz)) as failed
    from delivery d
    where d.organisation_id = ${organisationId} and d.called_at > ${since.toISOString()}::timestamptz
      and d.left_with is null`);
  return { messages: Number(rows[0]?.messages ?? 0), failed: Number(rows[0]?.failed ?? 0) };
}

/** False when it was stopped already. */
export async function stopSending(
  tx: Tx,
  organisationId: OrganisationId,
  { at, reason }: { at: Date; reason: StopReason },
): Promise<boolean> {
  const rows = await tx
    .update(organisation)
    .set({ sendingStoppedAt: at, sendingStoppedReason: reason })
    .where(and(eq(organisation.id, organisationId), isNull(organisation.sendingStoppedAt)))
    .returning({ id: organisation.id });
  return rows.length > 0;
}

/** False when it was not stopped. */
export async function endSendingStop(
  tx: Tx,
  organisationId: OrganisationId,
  at: Date,
): Promise<boolean> {
  const rows = await tx
    .update(organisation)
    .set({ sendingStoppedAt: null, sendingStoppedReason: null, sendingResumedAt: at })
    .where(and(eq(organisation.id, organisationId), isNotNull(organisation.sendingStoppedAt)))
    .returning({ id: organisation.id });
  return rows.length > 0;
}
