import { and, desc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { connection } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type Connection = typeof connection.$inferSelect;
export type NewConnection = typeof connection.$inferInsert;

/** Longer than any refresh can take with its own retries (HTTP limit 20 s each; facts: marketplace 11). */
const LEASE_SECONDS = 60;

const oneOf = (organisationId: OrganisationId, id: string) =>
  and(eq(connection.organisationId, organisationId), eq(connection.id, id));

/** The connection in use, else the one that was in use last. */
export async function findConnection(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<Connection | undefined> {
  const rows = await tx
    .select()
    .from(connection)
    .where(eq(connection.organisationId, organisationId))
    .orderBy(sql`${connection.state} = 'disconnected'`, desc(connection.connectedAt))
    .limit(1);
  return rows[0];
}

export async function findConnectionById(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<Connection | undefined> {
  return (await tx.select().from(connection).where(oneOf(organisationId, id)))[0];
}

/** The row as it is, kept from others until the transaction ends. */
export async function lockConnection(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<Connection | undefined> {
  return (await tx.select().from(connection).where(oneOf(organisationId, id)).for('update'))[0];
}

/** Connections to one company, the one in use first. In system scope it finds them in any organisation. */
export function findConnectionsOfCompany(
  tx: Tx,
  provider: string,
  booksIndex: string,
): Promise<Connection[]> {
  return tx
    .select()
    .from(connection)
    .where(and(eq(connection.provider, provider), eq(connection.booksIndex, booksIndex)))
    .orderBy(sql`${connection.state} = 'disconnected'`, desc(connection.connectedAt))
    .limit(50);
}

export async function addConnection(tx: Tx, row: NewConnection): Promise<void> {
  await tx.insert(connection).values(row);
}

export async function changeConnection(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  change: Partial<NewConnection>,
): Promise<void> {
  await tx.update(connection).set(change).where(oneOf(organisationId, id));
}

/** Disconnects. The fence rises, so that a refresh that is under way stores no new tokens. */
export async function endConnection(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  { reason, refreshUntil }: { reason: string; refreshUntil: Date },
): Promise<void> {
  const refreshFence = sql`${connection.refreshFence} + 1`;
  await tx
    .update(connection)
    .set({
      state: 'disconnected',
      reason,
      refreshUntil,
      refreshFence,
      nextSweepAt: null,
      nextCheckAt: null,
      pausedUntil: null,
      throttledSince: null,
    })
    .where(oneOf(organisationId, id));
}

/**
 * In system scope: connections that are gone while the vendor was not told yet. In such a row `refreshUntil` is the instant of the next
 * try, and `throttledSince` that of the first repeated one.
 */
export function findGrantsToEnd(tx: Tx, now: Date, limit: number): Promise<Connection[]> {
  return tx
    .select()
    .from(connection)
    .where(
      and(
        eq(connection.state, 'disconnected'),
        isNotNull(connection.tokensSealed),
        or(isNull(connection.refreshUntil), lte(connection.refreshUntil, now)),
      ),
    )
    .limit(limit);
}

/** Takes the next try to end a grant, and says when the one after it comes. False when somebody else took it. */
export async function claimGrantEnd(
  tx: Tx,
  { organisationId, id, refreshUntil }: Connection,
  { since, nextTryAt }: { since: Date; nextTryAt: Date },
): Promise<boolean> {
  const isUntouched = refreshUntil
    ? eq(connection.refreshUntil, refreshUntil)
    : isNull(connection.refreshUntil);
  const rows = await tx
    .update(connection)
    .set({ refreshUntil: nextTryAt, throttledSince: since })
    .where(
      and(
        oneOf(organisationId as OrganisationId, id),
        eq(connection.state, 'disconnected'),
        isUntouched,
      ),
    )
    .returning({ id: connection.id });
  return rows.length > 0;
}

/** Of a disconnected connection only: one that was renewed meanwhile keeps its tokens. */
export async function destroyTokens(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<void> {
  await tx
    .update(connection)
    .set({ tokensSealed: null, refreshUntil: null, throttledSince: null })
    .where(and(oneOf(organisationId, id), eq(connection.state, 'disconnected')));
}

/** In system scope: live connections whose grant ends for good before `at`, whatever is refreshed. */
export function findEndingGrants(tx: Tx, at: Date, limit: number): Promise<Connection[]> {
  return tx
    .select()
    .from(connection)
    .where(and(eq(connection.state, 'live'), lte(connection.refreshHardExpiresAt, at)))
    .limit(limit);
}

/** New consent for the same company. The fence rises, so that a refresh of the old grant that is under way writes nothing. */
export async function replaceGrant(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  grant: Partial<NewConnection>,
): Promise<void> {
  const refreshFence = sql`${connection.refreshFence} + 1`;
  await tx
    .update(connection)
    .set({
      ...grant,
      state: 'live',
      reason: '',
      refreshUntil: null,
      refreshFence,
      pausedUntil: null,
      // A new consent brings no new allowance; only after a disconnection the column means something else.
      throttledSince: sql`case when ${connection.state} = 'disconnected' then null else ${connection.throttledSince} end`,
      // The check decides by itself when it is due.
      nextCheckAt: null,
    })
    .where(oneOf(organisationId, id));
}

/**
 * Takes the right to refresh, when nobody has it, and returns the row as it is from then on. The lease runs on the database's clock,
 * which all processes share; the fence rises so that a holder who slept past the end can write nothing.
 */
export async function takeRefreshLease(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<Connection | undefined> {
  const rows = await tx
    .update(connection)
    .set({
      refreshUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
      refreshFence: sql`${connection.refreshFence} + 1`,
    })
    .where(
      and(
        oneOf(organisationId, id),
        eq(connection.state, 'live'),
        sql`(${connection.refreshUntil} is null or ${connection.refreshUntil} < now())`,
      ),
    )
    .returning();
  return rows[0];
}

/** Writes as the holder of the lease and gives it back. False when somebody else holds it meanwhile: nothing was written. */
export async function writeUnderLease(
  tx: Tx,
  lease: { organisationId: OrganisationId; id: string; fence: number },
  change: Partial<NewConnection>,
): Promise<boolean> {
  const rows = await tx
    .update(connection)
    .set({ ...change, refreshUntil: null })
    .where(and(oneOf(lease.organisationId, lease.id), eq(connection.refreshFence, lease.fence)))
    .returning({ id: connection.id });
  return rows.length > 0;
}

/** Changes the connection if it still is in `state`. False when somebody else has decided meanwhile. */
export async function changeIfIn(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  state: Connection['state'],
  change: Partial<NewConnection>,
): Promise<boolean> {
  const rows = await tx
    .update(connection)
    .set(change)
    .where(and(oneOf(organisationId, id), eq(connection.state, state)))
    .returning({ id: connection.id });
  return rows.length > 0;
}
