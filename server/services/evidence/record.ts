import { notArrivedKinds } from '../../../domain/deliveries/mass-bounce.ts';
import { provingKinds } from '../../../domain/deliveries/report.ts';
import { Refused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { ChannelWebhook, Report } from '../../../integrations/channel.ts';
import { announce } from '../../db/activity.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { addNewEvidence, lockHandedOver } from '../../db/reports.ts';
import { asSystem, inOrganisation, type Tx } from '../../db/transaction.ts';
import { claimPosts, putPostOff, setPostsState, type StoredPost } from '../../db/webhooks.ts';
import type { Context } from '../context.ts';
import { settleByEvidence } from '../deliveries/settle-by-evidence.ts';
import { liftByReader } from './lift-suppression.ts';
import { noteFailure } from './note-failure.ts';
import { stopOnBounces } from './stop-on-bounces.ts';

const AT_ONCE = 50;
/** Long enough for all posts of a round. Working one off twice does nothing, so a claim that ends too early does no harm. */
const CLAIM_MS = 60_000;
const MAX_TRIES = 5;
const TRY_AGAIN_MS = 30_000;

/**
 * Works off the posts of the channel: each report becomes evidence of its delivery, once, with what follows from it. Posts speak of many
 * organisations; each one's reports are one transaction inside it. Answers how many posts were.
 */
export async function recordReports(ctx: Context): Promise<number> {
  const { webhook } = ctx.email;
  if (!webhook) return 0;
  for (let total = 0; ;) {
    const posts = await claim(ctx);
    await recordTogether(ctx, webhook, posts).catch(() => recordEach(ctx, webhook, posts));
    total += posts.length;
    if (posts.length < AT_ONCE) return total;
  }
}

function claim(ctx: Context): Promise<StoredPost[]> {
  const now = ctx.now();
  const wanted = { now, providers: [ctx.email.provider], limit: AT_ONCE };
  const until = new Date(now.getTime() + CLAIM_MS);
  return asSystem(ctx.store, (tx) => claimPosts(tx, wanted, until));
}

async function recordTogether(
  ctx: Context,
  webhook: ChannelWebhook,
  posts: StoredPost[],
): Promise<void> {
  const readable: number[] = [];
  const unreadable: number[] = [];
  const byOrganisation = new Map<OrganisationId, Report[]>();
  for (const post of posts) {
    const reports = read(ctx, webhook, post);
    (reports ? readable : unreadable).push(post.id);
    for (const report of reports ?? []) {
      const organisationId = report.organisationId as OrganisationId;
      const known = byOrganisation.get(organisationId) ?? [];
      byOrganisation.set(organisationId, known);
      known.push(report);
    }
  }
  for (const [organisationId, reports] of byOrganisation)
    await recordOf(ctx, organisationId, reports);
  await asSystem(ctx.store, async (tx) => {
    await setPostsState(tx, readable, 'processed');
    await setPostsState(tx, unreadable, 'unreadable');
  });
}

/** One post that cannot be worked off must not keep the others: it is put off, and given up after a few tries. */
async function recordEach(
  ctx: Context,
  webhook: ChannelWebhook,
  posts: StoredPost[],
): Promise<void> {
  for (const post of posts)
    try {
      await recordTogether(ctx, webhook, [post]);
    } catch (error) {
      ctx.log.error({ postId: post.id, err: error, code: 'reports.failed' }, 'reports put off');
      const availableAt = new Date(ctx.now().getTime() + TRY_AGAIN_MS);
      const putOff = { availableAt, maxTries: MAX_TRIES };
      await asSystem(ctx.store, (tx) => putPostOff(tx, post.id, putOff));
    }
}

/** Null when the body was signed but is of no known form: a bug of ours or a change of theirs. */
function read(ctx: Context, webhook: ChannelWebhook, post: StoredPost): Report[] | null {
  try {
    return webhook.parse(post.body);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    ctx.log.error({ postId: post.id, code: error.code }, 'reports unreadable');
    return null;
  }
}

/** The organisation that a report names counts for nothing unless this delivery is there. */
export function recordOf(
  ctx: Context,
  organisationId: OrganisationId,
  reports: Report[],
  source = ctx.email.provider,
): Promise<void> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const ids = [...new Set(reports.map(({ deliveryId }) => deliveryId))];
    const carriers = new Map(
      (await lockHandedOver(tx, organisationId, ids)).map((row) => [row.id, row]),
    );
    const fresh = await addFresh(tx, carriers, reports, source);
    if (fresh.length === 0) return;
    for (const carrier of doubted(carriers, fresh)) await settleByEvidence(ctx, tx, carrier);
    for (const { carrier, report } of fresh)
      if (report.kind === 'resubscribed')
        await liftByReader(ctx, tx, organisationId, report.address);
      else await noteFailure(ctx, tx, carrier, report);
    if (fresh.some(({ report }) => notArrivedKinds.includes(report.kind)))
      await stopOnBounces(ctx, tx, organisationId);
    await announce(tx, organisationId, 'deliveries', 'invoices');
  });
}

interface Fresh {
  carrier: DeliveryRecord;
  report: Report;
}

async function addFresh(
  tx: Tx,
  carriers: Map<string, DeliveryRecord>,
  reports: Report[],
  source: string,
): Promise<Fresh[]> {
  const known = new Map<string, Fresh>();
  for (const report of reports) {
    const carrier = carriers.get(report.deliveryId);
    if (carrier) known.set(`${report.deliveryId} ${report.rawKey}`, { carrier, report });
  }
  if (known.size === 0) return [];
  const rows = await addNewEvidence(
    tx,
    [...known.values()].map(({ carrier, report: { rawKey, kind, at, raw, address } }) => {
      const { organisationId, id: deliveryId } = carrier;
      return { organisationId, deliveryId, source, rawKey, kind, at, raw, address };
    }),
  );
  return rows.flatMap(({ deliveryId, rawKey }) => known.get(`${deliveryId} ${rawKey}`) ?? []);
}

function doubted(carriers: Map<string, DeliveryRecord>, fresh: Fresh[]): DeliveryRecord[] {
  const proved = new Set(
    fresh.filter(({ report }) => provingKinds.includes(report.kind)).map(({ carrier }) => carrier),
  );
  return [...carriers.values()].filter((row) => row.state === 'unknown' && proved.has(row));
}
