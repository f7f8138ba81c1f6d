import { createHash } from 'node:crypto';
import { Refused } from '../../../domain/errors.ts';
import type { Bounce } from '../../../domain/deliveries/bounce-report.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Inbound, InboundMail, Report } from '../../../integrations/channel.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { carrierOf } from '../../db/replies.ts';
import { asSystem } from '../../db/transaction.ts';
import { claimPosts, putPostOff, setPostsState, type StoredPost } from '../../db/webhooks.ts';
import type { Context } from '../context.ts';
import { recordOf } from '../evidence/record.ts';
import { findAnswered } from './find-delivery.ts';
import { noteReply } from './note-reply.ts';
import { inboundProvider, unpackMail } from './packed-mail.ts';

/** A mail may have 30 MB, so few are held at once. */
const AT_ONCE = 5;
const CLAIM_MS = 120_000;
const MAX_TRIES = 5;
const TRY_AGAIN_MS = 30_000;

/** Works off mail that came in, one by one. Whatever stops it half-way, doing it again does nothing twice. Answers how many there were. */
export async function processInbound(ctx: Context): Promise<number> {
  const { inbound } = ctx;
  if (!inbound) return 0;
  for (let total = 0; ;) {
    const now = ctx.now();
    const wanted = { now, providers: [inboundProvider(inbound)], limit: AT_ONCE };
    const posts = await asSystem(ctx.store, (tx) =>
      claimPosts(tx, wanted, new Date(now.getTime() + CLAIM_MS)),
    );
    for (const post of posts) await processOne(ctx, inbound, post);
    total += posts.length;
    if (posts.length < AT_ONCE) return total;
  }
}

async function processOne(ctx: Context, inbound: Inbound, post: StoredPost): Promise<void> {
  try {
    const outcome = await settle(ctx, inbound, post);
    ctx.log.info({ postId: post.id, code: `inbound.${outcome}` }, 'inbound mail');
    await asSystem(ctx.store, (tx) => setPostsState(tx, [post.id], 'processed'));
  } catch (error) {
    if (error instanceof Refused) {
      ctx.log.error({ postId: post.id, code: error.code }, 'inbound mail unreadable');
      return asSystem(ctx.store, (tx) => setPostsState(tx, [post.id], 'unreadable'));
    }
    ctx.log.error({ postId: post.id, err: error, code: 'inbound.failed' }, 'inbound mail put off');
    const availableAt = new Date(ctx.now().getTime() + TRY_AGAIN_MS);
    await asSystem(ctx.store, (tx) =>
      putPostOff(tx, post.id, { availableAt, maxTries: MAX_TRIES }),
    );
  }
}

/** What the mail was: kept in any case, and visible nowhere when it answers nothing of ours. */
async function settle(
  ctx: Context,
  inbound: Inbound,
  post: StoredPost,
): Promise<'unmatched' | 'report' | 'automatic' | 'reply'> {
  const packed = unpackMail(post.body);
  const mail = await inbound.read(packed);
  const answered = await findAnswered(ctx, packed.to, mail);
  if (!answered) return 'unmatched';
  if (mail.bounces.length > 0) {
    const reports = mail.bounces.map((bounce) => toReport(bounce, answered, post));
    const organisationId = answered.organisationId as OrganisationId;
    await recordOf(ctx, organisationId, reports, inboundProvider(inbound));
    return 'report';
  }
  if (mail.automatic) return 'automatic';
  await noteReply(ctx, { mail, answered, post, key: nameOf(mail, post) });
  return 'reply';
}

const kinds = { failed: 'bounced', delayed: 'deferred', delivered: 'delivered' } as const;

function toReport(
  { address, action, status, diagnostic }: Bounce,
  answered: DeliveryRecord,
  post: StoredPost,
): Report {
  return {
    rawKey: keyOf('report', post.id, address.toLowerCase(), action),
    organisationId: answered.organisationId,
    deliveryId: carrierOf(answered),
    kind: kinds[action],
    address,
    at: post.receivedAt,
    // As for the reports of a provider: only a failure that is about the address stops it.
    suppresses: action === 'failed' && /^5\.1\.[^78]/.test(status),
    raw: `${address}: ${[status, diagnostic].filter(Boolean).join(' ')}`.slice(0, 1000),
  };
}

function nameOf({ messageId }: InboundMail, { id }: StoredPost): string {
  return messageId === null ? keyOf('post', id) : keyOf('mail', messageId);
}

function keyOf(...parts: (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
