import { storePost } from '../../db/webhooks.ts';
import type { Context } from '../context.ts';

export interface WebhookPost {
  provider: string;
  body: Buffer;
  headers: Record<string, string | string[] | undefined>;
}

/** Checks the signature and stores the bytes, nothing else: the vendor gets its answer in milliseconds, a worker does the rest. */
export async function acceptWebhook(
  ctx: Context,
  { provider, body, headers }: WebhookPost,
): Promise<'accepted' | 'refused' | 'unknown'> {
  const books = ctx.systems.find((one) => one.key === provider);
  if (!books) return 'unknown';
  if (!books.webhook.verify(body, headers)) return 'refused';
  await storePost(ctx.store.db, { provider, body, receivedAt: ctx.now() });
  return 'accepted';
}
