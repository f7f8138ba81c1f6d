import { storePost } from '../../db/webhooks.ts';
import type { Context } from '../context.ts';

export interface WebhookPost {
  provider: string;
  body: Buffer;
  headers: Record<string, string | string[] | undefined>;
}

/** `forbidden` is what a channel's provider hears where books hear `refused`. */
type Outcome = 'accepted' | 'refused' | 'forbidden' | 'unknown';

/** Checks the signature and stores the bytes, nothing else: the vendor gets its answer in milliseconds, a worker does the rest. */
export async function acceptWebhook(ctx: Context, post: WebhookPost): Promise<Outcome> {
  const receivedAt = ctx.now();
  const checked = check(ctx, post, receivedAt);
  if (checked !== 'accepted') return checked;
  const { provider, body } = post;
  await storePost(ctx.store.db, { provider, body, receivedAt });
  return checked;
}

function check(ctx: Context, { provider, body, headers }: WebhookPost, receivedAt: Date): Outcome {
  const books = ctx.systems.find((one) => one.key === provider);
  if (books) return books.webhook.verify(body, headers) ? 'accepted' : 'refused';
  if (ctx.email.provider !== provider || !ctx.email.webhook) return 'unknown';
  return ctx.email.webhook.verify(body, headers, receivedAt) ? 'accepted' : 'forbidden';
}
