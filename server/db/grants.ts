import { and, eq, lte, ne, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { booksGrant, connection } from './schema/index.ts';
import type { Connection } from './connections.ts';
import type { Tx } from './transaction.ts';

export type BooksGrant = typeof booksGrant.$inferSelect;
export type NewBooksGrant = typeof booksGrant.$inferInsert;

/** Longer than any refresh can take with its own retries (HTTP limit 20 s each; facts: marketplace 11). */
const LEASE_SECONDS = 60;

export async function findGrant(tx: Tx, id: string): Promise<BooksGrant | undefined> {
  return (await tx.select().from(booksGrant).where(eq(booksGrant.id, id)))[0];
}

/** A connection with the grant that it uses; before each call to the books, so in one query. */
export async function findConnectionWithGrant(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<{ connection: Connection; grant: BooksGrant | null } | undefined> {
  const rows = await tx
    .select({ connection, grant: booksGrant })
    .from(connection)
    .leftJoin(booksGrant, eq(booksGrant.id, connection.grantId))
    .where(and(eq(connection.organisationId, organisationId), eq(connection.id, id)));
  return rows[0];
}

/** In system scope: connections that go on with the tokens of this key. */
export async function findSharersOfKey(
  tx: Tx,
  provider: string,
  keyIndex: string,
): Promise<Connection[]> {
  const isIt = and(eq(booksGrant.provider, provider), eq(booksGrant.keyIndex, keyIndex));
  const [grant] = await tx.select({ id: booksGrant.id }).from(booksGrant).where(isIt);
  return grant ? findSharers(tx, grant.id) : [];
}

/** In system scope: the grant of this key, kept from others until the transaction ends. */
export async function lockGrantByKey(
  tx: Tx,
  provider: string,
  keyIndex: string,
): Promise<BooksGrant | undefined> {
  const isIt = and(eq(booksGrant.provider, provider), eq(booksGrant.keyIndex, keyIndex));
  return (await tx.select().from(booksGrant).where(isIt).for('update'))[0];
}

/** In system scope. */
export async function addGrant(tx: Tx, row: NewBooksGrant): Promise<void> {
  await tx.insert(booksGrant).values(row);
}

/** In system scope: tokens of a new consent. The fence rises, so that a refresh of the old ones that is under way writes nothing. */
export async function replaceTokens(
  tx: Tx,
  id: string,
  tokens: Partial<NewBooksGrant>,
): Promise<void> {
  const refreshFence = sql`${booksGrant.refreshFence} + 1`;
  await tx
    .update(booksGrant)
    .set({ ...tokens, refreshUntil: null, refreshFence })
    .where(eq(booksGrant.id, id));
}

/**
 * Takes the right to refresh, when nobody has it and the connection works, and returns the row as it is from then on. The lease runs on
 * the database's clock, which all processes share; the fence rises so that a holder who slept past the end can write nothing.
 */
export async function takeRefreshLease(
  tx: Tx,
  organisationId: OrganisationId,
  connectionId: string,
): Promise<BooksGrant | undefined> {
  const rows = await tx
    .update(booksGrant)
    .set({
      refreshUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
      refreshFence: sql`${booksGrant.refreshFence} + 1`,
    })
    .where(
      and(
        sql`(${booksGrant.refreshUntil} is null or ${booksGrant.refreshUntil} < now())`,
        sql`${booksGrant.id} = (select c.grant_id from connection c where c.organisation_id = ${organisationId}
          and c.id = ${connectionId} and c.state = 'live')`,
      ),
    )
    .returning();
  return rows[0];
}

/** Writes as the holder of the lease and gives it back. False when somebody else holds it meanwhile: nothing was written. */
export async function writeUnderLease(
  tx: Tx,
  lease: { id: string; fence: number },
  change: Partial<NewBooksGrant>,
): Promise<boolean> {
  const rows = await tx
    .update(booksGrant)
    .set({ ...change, refreshUntil: null })
    .where(and(eq(booksGrant.id, lease.id), eq(booksGrant.refreshFence, lease.fence)))
    .returning({ id: booksGrant.id });
  return rows.length > 0;
}

/** In system scope: connections that go on with the same tokens. */
export function findSharers(tx: Tx, grantId: string): Promise<Connection[]> {
  return tx
    .select()
    .from(connection)
    .where(and(eq(connection.grantId, grantId), ne(connection.state, 'disconnected')))
    .limit(50);
}

/** In system scope: connections that lost their access together with the tokens of this key. */
export async function findLostSharers(
  tx: Tx,
  provider: string,
  keyIndex: string,
): Promise<Connection[]> {
  const rows = await tx
    .select({ connection })
    .from(connection)
    .innerJoin(booksGrant, eq(booksGrant.id, connection.grantId))
    .where(
      and(
        eq(booksGrant.provider, provider),
        eq(booksGrant.keyIndex, keyIndex),
        eq(connection.state, 'needs-reconnect'),
      ),
    );
  return rows.map((row) => row.connection);
}

/** In system scope: destroys the tokens once no connection names them. The row is locked first, so that nobody begins to in between. */
export async function dropUnusedGrant(tx: Tx, id: string): Promise<void> {
  await tx.select().from(booksGrant).where(eq(booksGrant.id, id)).for('update');
  const isUsed = sql`exists (select from connection c where c.grant_id = ${booksGrant.id})`;
  await tx.delete(booksGrant).where(and(eq(booksGrant.id, id), sql`not ${isUsed}`));
}

/** In system scope: live connections whose grant ends for good before `at`, whatever is refreshed. */
export async function findEndingGrants(tx: Tx, at: Date, limit: number): Promise<Connection[]> {
  const rows = await tx
    .select({ connection })
    .from(connection)
    .innerJoin(booksGrant, eq(booksGrant.id, connection.grantId))
    .where(and(eq(connection.state, 'live'), lte(booksGrant.refreshHardExpiresAt, at)))
    .limit(limit);
  return rows.map((row) => row.connection);
}
