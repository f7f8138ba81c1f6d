import { createHash } from 'node:crypto';
import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { webhookEvent, webhookPost } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type StoredPost = typeof webhookPost.$inferSelect;

/** Stores a verified body: the row itself is the work. The same bytes, or the same `about`, a second time add nothing. */
export async function storePost(
  db: Database,
  post: { provider: string; body: Buffer; receivedAt: Date; about?: string },
): Promise<void> {
  const hash = createHash('sha256')
    .update(post.about ?? post.body)
    .digest();
  await db.execute(
    sql`select accept_webhook(${post.provider}, ${hash}, ${post.body}, ${post.receivedAt.toISOString()})`,
  );
}

export async function findPost(tx: Tx, id: number): Promise<StoredPost | undefined> {
  const rows = await tx.select().from(webhookPost).where(eq(webhookPost.id, id));
  return rows[0];
}

/** Which posts are wanted. */
export interface Waiting {
  now: Date;
  /** Senders whose posts the caller can work off. */
  providers: string[];
  limit: number;
  /** Only the one of that id. */
  id?: number;
}

const waits = ({ now, providers, id }: Waiting) =>
  and(
    eq(webhookPost.state, 'received'),
    lte(webhookPost.availableAt, now),
    inArray(webhookPost.provider, providers),
    id === undefined ? undefined : eq(webhookPost.id, id),
  );

/** Posts that wait, kept from other workers until the transaction ends. */
export function takePosts(tx: Tx, wanted: Waiting): Promise<StoredPost[]> {
  return tx
    .select()
    .from(webhookPost)
    .where(waits(wanted))
    .orderBy(webhookPost.id)
    .limit(wanted.limit)
    .for('update', { skipLocked: true });
}

/** Posts that wait, kept from other workers until `until` by the clock of `now`, or until they are settled or put off. */
export async function claimPosts(tx: Tx, wanted: Waiting, until: Date): Promise<StoredPost[]> {
  const posts = await takePosts(tx, wanted);
  const ids = posts.map(({ id }) => id);
  if (ids.length > 0)
    await tx.update(webhookPost).set({ availableAt: until }).where(inArray(webhookPost.id, ids));
  return posts;
}

export async function findWaitingPosts(tx: Tx, wanted: Waiting): Promise<number[]> {
  const rows = await tx
    .select({ id: webhookPost.id })
    .from(webhookPost)
    .where(waits(wanted))
    .orderBy(webhookPost.id)
    .limit(wanted.limit);
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
