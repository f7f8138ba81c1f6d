import { createHash } from 'node:crypto';
import { Refused } from '../../../domain/errors.ts';
import type { InboundPost } from '../../../integrations/channel.ts';
import { storePost } from '../../db/webhooks.ts';
import type { Context } from '../context.ts';
import { inboundProvider, packMail } from './packed-mail.ts';

interface Post {
  body: Buffer;
  headers: Record<string, string | string[] | undefined>;
}

/** Whether mail comes in at this address; asked before a byte of it is read. */
export function isInboundAddress(ctx: Context, provider: string, secret: string): boolean {
  return ctx.inbound?.provider === provider && ctx.inbound.knows(secret);
}

/** Stores a mail that came in, once, and nothing else: the provider gets its answer at once, a worker does the rest. */
export async function acceptInbound(
  ctx: Context,
  { body, headers }: Post,
): Promise<'accepted' | 'forbidden' | 'unreadable'> {
  const { inbound } = ctx;
  const receivedAt = ctx.now();
  if (!inbound?.verify(body, headers, receivedAt)) return 'forbidden';
  try {
    const post = await inbound.unpack(body, String(headers['content-type'] ?? ''));
    await storePost(ctx.store.db, {
      provider: inboundProvider(inbound),
      body: packMail(post),
      receivedAt,
      about: nameOf(post),
    });
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    ctx.log.warn({ code: error.code }, 'inbound mail unreadable');
    return 'unreadable';
  }
}

/** The same mail to the same addresses is one, however often it is posted and in whatever wrapping. */
function nameOf({ to, mime }: InboundPost): string {
  const head =
    mime
      .subarray(0, 64_000)
      .toString('latin1')
      .split(/\r?\n\r?\n/)[0] ?? '';
  const messageId = /^message-id:\s*(<[^>\r\n]+>)/im.exec(head)?.[1];
  const what = messageId ?? createHash('sha256').update(mime).digest('hex');
  return JSON.stringify([to.map((address) => address.toLowerCase()).sort(), what]);
}
