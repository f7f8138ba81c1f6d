import { and, eq, gt, isNotNull, lte, ne, sql } from 'drizzle-orm';
import type { ConnectionId, OrganisationId } from '../../domain/ids.ts';
import { connection, syncHour } from './schema/index.ts';
import type { Tx } from './transaction.ts';

const oneOf = (organisationId: OrganisationId, id: string) =>
  and(eq(connection.organisationId, organisationId), eq(connection.id, id));

export interface CallLot {
  count: number;
  /** `YYYY-MM`, UTC. */
  month: string;
  /** Start of the hour. */
  hourAt: Date;
  /** The last metered call that the books answered in full; null when none was. */
  succeededAt: Date | null;
}

/** Adds calls to the month's count (a new month starts at zero) and to the hour's. A success ends a time of throttling before it. */
export async function countCalls(
  tx: Tx,
  organisationId: OrganisationId,
  id: ConnectionId,
  { count, month, hourAt, succeededAt }: CallLot,
): Promise<void> {
  const endsThrottling = sql`${connection.throttledSince} < ${succeededAt?.toISOString() ?? null}`;
  await tx
    .update(connection)
    .set({
      callsMonth: month,
      callsThisMonth: sql`case when ${connection.callsMonth} = ${month} then ${connection.callsThisMonth} else 0 end + ${count}`,
      throttledSince: sql`case when ${endsThrottling} then null else ${connection.throttledSince} end`,
    })
    .where(and(oneOf(organisationId, id), ne(connection.state, 'disconnected')));
  await tx
    .insert(syncHour)
    .values({ organisationId, hourAt, calls: count })
    .onConflictDoUpdate({
      target: [syncHour.organisationId, syncHour.hourAt],
      set: { calls: sql`${syncHour.calls} + excluded.calls` },
    });
}

/** In system scope: metered calls of all companies of this installation in a month (`YYYY-MM`). */
export async function sumCalls(tx: Tx, provider: string, month: string): Promise<number> {
  const [row] = await tx
    .select({ sum: sql<string | null>`sum(${connection.callsThisMonth})` })
    .from(connection)
    .where(and(eq(connection.provider, provider), eq(connection.callsMonth, month)));
  return Number(row?.sum ?? 0);
}

/** Notes that a metered call was throttled. Answers since when that goes on without a success. */
export async function noteThrottled(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  at: Date,
): Promise<Date | null> {
  const rows = await tx
    .update(connection)
    .set({ throttledSince: sql`coalesce(${connection.throttledSince}, ${at.toISOString()})` })
    .where(oneOf(organisationId, id))
    .returning({ since: connection.throttledSince });
  return rows[0]?.since ?? null;
}

export async function endThrottling(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<void> {
  await tx
    .update(connection)
    .set({ throttledSince: null })
    .where(and(oneOf(organisationId, id), isNotNull(connection.throttledSince)));
}

/** The books took a token: what was held against it before is over. */
export async function endDoubt(tx: Tx, organisationId: OrganisationId, id: string): Promise<void> {
  await tx
    .update(connection)
    .set({ refusedLooks: 0, nextLookAt: null })
    .where(and(oneOf(organisationId, id), gt(connection.refusedLooks, 0)));
}

/** In system scope: connections whose pause is over. */
export function findDuePauses(tx: Tx, now: Date, limit: number) {
  return tx
    .select()
    .from(connection)
    .where(and(eq(connection.state, 'paused'), lte(connection.pausedUntil, now)))
    .limit(limit);
}
