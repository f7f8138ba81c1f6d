import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { webhookEvent, webhookPost } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type StoredPost = typeof webhookPost.$inferSelect;

/** Stores a verified body with the work that it makes, in one statement; the same bytes a second time add nothing. */
export async function storePost(
  db: Database,
  post: { provider: string; body: Buffer; receivedAt: Date },
): Promise<void> {
  const hash = createHash('sha256').update(post.body).digest();
  await db.execute(
    sql`select accept_webhook(${post.provider}, ${hash}, ${post.body}, ${post.receivedAt.toISOString()})`,
  );
}

/** The post, kept from other workers until the transaction ends. */
export async function lockPost(tx: Tx, id: number): Promise<StoredPost | undefined> {
  return (await tx.select().from(webhookPost).where(eq(webhookPost.id, id)).for('update'))[0];
}

export async function setPostState(
  tx: Tx,
  id: number,
  state: 'processed' | 'unreadable',
): Promise<void> {
  await tx.update(webhookPost).set({ state }).where(eq(webhookPost.id, id));
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
