import { sql } from 'drizzle-orm';
import type { Tx } from './transaction.ts';

/** In system scope. Rows a round: each stays short, and the next round takes the rest. */
const ROUND = 10_000;

/**
 * Empties bodies of posts that were worked off and came in before `at`. The row stays, so that the same post is still known. Answers how
 * many.
 */
export async function emptyOldPosts(tx: Tx, at: Date): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update webhook_post set body = '' where id in (
      select id from webhook_post
      where octet_length(body) > 0 and received_at < ${at.toISOString()}::timestamptz and state <> 'received'
      order by received_at limit ${ROUND} for update skip locked)`);
  return rowCount ?? 0;
}

/** Forgets which events were turned into work before `at`; vendors repeat them for a month at most. Answers how many. */
export async function dropOldEvents(tx: Tx, at: Date): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from webhook_event where (provider, event_id) in (
      select provider, event_id from webhook_event
      where received_at < ${at.toISOString()}::timestamptz order by received_at limit ${ROUND} for update skip locked)`);
  return rowCount ?? 0;
}

/** Links to large files whose time is over: they lead nowhere. Answers how many. */
export async function dropExpiredLinks(tx: Tx, now: Date): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from file_link where (organisation_id, token_hash) in (
      select organisation_id, token_hash from file_link
      where expires_at <= ${now.toISOString()}::timestamptz order by expires_at limit ${ROUND})`);
  return rowCount ?? 0;
}
