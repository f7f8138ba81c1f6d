import { createHash } from 'node:crypto';
import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { webhookEvent, webhookPost } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type StoredPost = typeof webhookPost.$inferSelect;

/** Stores a verified body: the row itself is the work. The same bytes a second time add nothing. */
export async function storePost(
  db: Database,
  post: { provider: string; body: Buffer; receivedAt: Date },
): Promise<void> {
  const hash = createHash('sha256').update(post.body).digest();
  await db.execute(
    sql`select accept_webhook(${post.provider}, ${hash}, ${post.body}, ${post.receivedAt.toISOString()})`,
  );
}

const waits = (now: Date) =>
  and(eq(webhookPost.state, 'received'), lte(webhookPost.availableAt, now));

/** Posts that wait, or the one of that id if it does; kept from other workers until the transaction ends. */
export function takePosts(tx: Tx, now: Date, limit: number, id?: number): Promise<StoredPost[]> {
  return tx
    .select()
    .from(webhookPost)
    .where(and(waits(now), id === undefined ? undefined : eq(webhookPost.id, id)))
    .orderBy(webhookPost.id)
    .limit(limit)
    .for('update', { skipLocked: true });
}

export async function findWaitingPosts(tx: Tx, now: Date, limit: number): Promise<number[]> {
  const rows = await tx
    .select({ id: webhookPost.id })
    .from(webhookPost)
    .where(waits(now))
    .orderBy(webhookPost.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function setPostsState(
  tx: Tx,
  ids: number[],
  state: 'processed' | 'unreadable',
): Promise<void> {
  if (ids.length > 0)
    await tx.update(webhookPost).set({ state }).where(inArray(webhookPost.id, ids));
}

/** Leaves a post for later; after so many tries it counts as one that nobody can read. */
export async function putPostOff(
  tx: Tx,
  id: number,
  { availableAt, maxTries }: { availableAt: Date; maxTries: number },
): Promise<void> {
  await tx
    .update(webhookPost)
    .set({
      availableAt,
      tries: sql`${webhookPost.tries} + 1`,
      state: sql`case when ${webhookPost.tries} + 1 >= ${maxTries} then 'unreadable' else ${webhookPost.state} end`,
    })
    .where(and(eq(webhookPost.id, id), eq(webhookPost.state, 'received')));
}

const CHUNK = 1000;

/** Remembers the events and returns the ids of those never seen before. */
export async function addNewEvents(
  tx: Tx,
  provider: string,
  eventIds: string[],
  receivedAt: Date,
): Promise<Set<string>> {
  const fresh = new Set<string>();
  for (let from = 0; from < eventIds.length; from += CHUNK) {
    const rows = await tx
      .insert(webhookEvent)
      .values(
        eventIds.slice(from, from + CHUNK).map((eventId) => ({ provider, eventId, receivedAt })),
      )
      .onConflictDoNothing()
      .returning({ eventId: webhookEvent.eventId });
    for (const row of rows) fresh.add(row.eventId);
  }
  return fresh;
}
