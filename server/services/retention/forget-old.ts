import { dropExpiredLinks, dropOldEvents, emptyOldPosts } from '../../db/forget-old.ts';
import { asSystem } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

/**
 * How long the text of a post is kept after it came in: mails of customers are among them. Longer than any vendor repeats an event (Xero: 31
 * days), and than a person needs to ask what came in.
 */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Forgets what nobody needs any more: the text of posts that were worked off, known events, and links that lead nowhere. */
export async function forgetOld(
  ctx: Context,
): Promise<{ posts: number; events: number; links: number }> {
  const now = ctx.now();
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  return asSystem(ctx.store, async (tx) => ({
    posts: await emptyOldPosts(tx, before),
    events: await dropOldEvents(tx, before),
    links: await dropExpiredLinks(tx, now),
  }));
}
