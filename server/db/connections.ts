import { and, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { connection } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type Connection = typeof connection.$inferSelect;
export type NewConnection = typeof connection.$inferInsert;

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

export type ConnectionState = Pick<Connection, 'provider' | 'state'>;

/** Of each of these organisations that was ever connected: as `findConnection`. In system scope. */
export async function listStates(
  tx: Tx,
  organisationIds: OrganisationId[],
): Promise<Map<OrganisationId, ConnectionState>> {
  const { organisationId, provider, state, connectedAt } = connection;
  const rows = await tx
    .selectDistinctOn([organisationId], { organisationId, provider, state })
    .from(connection)
    .where(inArray(organisationId, organisationIds))
    .orderBy(organisationId, sql`${state} = 'disconnected'`, desc(connectedAt));
  return new Map(rows.map((row) => [row.organisationId as OrganisationId, row]));
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

/** Disconnects; the vendor is told afterwards. */
export async function endConnection(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  { reason, endTryAt }: { reason: string; endTryAt: Date },
): Promise<void> {
  await tx
    .update(connection)
    .set({
      state: 'disconnected',
      reason,
      endTryAt,
      nextSweepAt: null,
      nextCheckAt: null,
      pausedUntil: null,
      throttledSince: null,
    })
    .where(oneOf(organisationId, id));
}

/** In system scope: connections that are gone while the vendor was not told yet. `throttledSince` is that of the first repeated try. */
export function findAccessToEnd(tx: Tx, now: Date, limit: number): Promise<Connection[]> {
  return tx
    .select()
    .from(connection)
    .where(
      and(
        eq(connection.state, 'disconnected'),
        isNotNull(connection.grantId),
        or(isNull(connection.endTryAt), lte(connection.endTryAt, now)),
      ),
    )
    .limit(limit);
}

/** Takes the next try to end the access, and says when the one after it comes. False when somebody else took it. */
export async function claimEnd(
  tx: Tx,
  { organisationId, id, endTryAt }: Connection,
  { since, nextTryAt }: { since: Date; nextTryAt: Date },
): Promise<boolean> {
  const isUntouched = endTryAt ? eq(connection.endTryAt, endTryAt) : isNull(connection.endTryAt);
  const rows = await tx
    .update(connection)
    .set({ endTryAt: nextTryAt, throttledSince: since })
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

/** Of a disconnected connection only: one that was renewed meanwhile keeps its grant. */
export async function leaveGrant(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<void> {
  await tx
    .update(connection)
    .set({ grantId: null, endTryAt: null, throttledSince: null })
    .where(and(oneOf(organisationId, id), eq(connection.state, 'disconnected')));
}

/** New consent for the same company. */
export async function renewConnection(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  grant: Pick<Connection, 'grantId' | 'connectedAt' | 'connectedBy'>,
): Promise<void> {
  await tx
    .update(connection)
    .set({
      ...grant,
      state: 'live',
      reason: '',
      endTryAt: null,
      pausedUntil: null,
      refusedLooks: 0,
      nextLookAt: null,
      // A new consent brings no new allowance; only after a disconnection the column means something else.
      throttledSince: sql`case when ${connection.state} = 'disconnected' then null else ${connection.throttledSince} end`,
      // The check decides by itself when it is due.
      nextCheckAt: null,
    })
    .where(oneOf(organisationId, id));
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
