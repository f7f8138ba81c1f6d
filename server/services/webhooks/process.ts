import { Refused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { BooksEvent, RecordKind } from '../../../integrations/books.ts';
import { findConnectionsOfCompany } from '../../db/connections.ts';
import {
  ANY_CUSTOMER,
  noteNamed,
  type NamedKind,
  type NamedRecord,
} from '../../db/named-records.ts';
import { asSystem, type Tx } from '../../db/transaction.ts';
import {
  addNewEvents,
  findWaitingPosts,
  putPostOff,
  setPostsState,
  takePosts,
  type StoredPost,
  type Waiting,
} from '../../db/webhooks.ts';
import { booksIndexOf } from '../connections/sealed-tokens.ts';
import type { Context } from '../context.ts';
import { gatherNamed } from '../sync/gather.ts';
import { changeTimeOf } from './change-time.ts';

const AT_ONCE = 200;
/** A webhook is only a hint: what cannot be worked off is found by the sweep. */
const MAX_TRIES = 5;
const TRY_AGAIN_MS = 30_000;

/**
 * Works off the posts that wait, many in one transaction: notes the records they name, and asks for one reading per organisation a moment
 * later. Events seen before are left out, and ten updates of one record become one note. Any number of processes may do so at once; a
 * post is worked off once or not at all. Answers how many were.
 */
export async function processWebhooks(ctx: Context): Promise<number> {
  for (let total = 0; ;) {
    const taken = await processTogether(ctx).catch(() => processEach(ctx));
    total += taken;
    if (taken < AT_ONCE) return total;
  }
}

function processTogether(ctx: Context): Promise<number> {
  return asSystem(ctx.store, async (tx) => {
    const posts = await takePosts(tx, waitingFor(ctx));
    await processPosts(ctx, tx, posts);
    return posts.length;
  });
}

/** Posts of books; what channels report is worked off by `recordReports`. */
function waitingFor(ctx: Context): Waiting {
  return { now: ctx.now(), providers: ctx.systems.map(({ key }) => key), limit: AT_ONCE };
}

/** One post that cannot be worked off must not keep the others: it is put off, and given up after a few tries. */
async function processEach(ctx: Context): Promise<number> {
  const now = ctx.now();
  const waiting = await asSystem(ctx.store, (tx) => findWaitingPosts(tx, waitingFor(ctx)));
  for (const id of waiting)
    try {
      await asSystem(ctx.store, async (tx) =>
        processPosts(ctx, tx, await takePosts(tx, { ...waitingFor(ctx), now, id })),
      );
    } catch (error) {
      ctx.log.error({ postId: id, err: error, code: 'webhook.failed' }, 'webhook put off');
      const availableAt = new Date(now.getTime() + TRY_AGAIN_MS);
      await asSystem(ctx.store, (tx) => putPostOff(tx, id, { availableAt, maxTries: MAX_TRIES }));
    }
  return 0;
}

async function processPosts(ctx: Context, tx: Tx, posts: StoredPost[]): Promise<void> {
  if (posts.length === 0) return;
  const byProvider = new Map<string, BooksEvent[]>();
  const unreadable: number[] = [];
  for (const post of posts) {
    const events = read(ctx, post);
    if (events)
      byProvider.set(post.provider, [...(byProvider.get(post.provider) ?? []), ...events]);
    else unreadable.push(post.id);
  }
  for (const [provider, events] of [...byProvider].sort())
    await nameRecords(ctx, tx, provider, await onlyNew(ctx, tx, provider, events));
  const readable = posts.map(({ id }) => id).filter((id) => !unreadable.includes(id));
  await setPostsState(tx, readable, 'processed');
  await setPostsState(tx, unreadable, 'unreadable');
}

/** Null when the body was signed but is of no known form: a bug of ours or a change of theirs, which the sweep makes up for. */
function read(ctx: Context, post: StoredPost): BooksEvent[] | null {
  try {
    return ctx.books(post.provider).webhook.parse(post.body);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    ctx.log.error(
      { postId: post.id, provider: post.provider, code: error.code },
      'webhook unreadable',
    );
    return null;
  }
}

async function onlyNew(
  ctx: Context,
  tx: Tx,
  provider: string,
  events: BooksEvent[],
): Promise<BooksEvent[]> {
  const ids = [...new Set(events.map((event) => event.eventId))].sort();
  const fresh = await addNewEvents(tx, provider, ids, ctx.now());
  return events.filter((event) => fresh.has(event.eventId));
}

async function nameRecords(
  ctx: Context,
  tx: Tx,
  provider: string,
  events: BooksEvent[],
): Promise<void> {
  const byCompany = byCompanyOf(events);
  const rows: NamedRecord[] = [];
  let dropped = 0;
  for (const [booksId, ofCompany] of byCompany) {
    const organisationId = await ownerOf(ctx, tx, provider, booksId);
    if (organisationId) rows.push(...toRows(organisationId, ofCompany, ctx.now()));
    else dropped += 1;
  }
  await noteNamed(tx, rows);
  const owners = new Set(rows.map((row) => row.organisationId as OrganisationId));
  for (const organisationId of [...owners].sort()) await gatherNamed(tx, organisationId, ctx.now());
  ctx.log.info({ events: events.length, named: rows.length, dropped }, 'webhooks processed');
}

function byCompanyOf(events: BooksEvent[]): Map<string, BooksEvent[]> {
  const groups = new Map<string, BooksEvent[]>();
  for (const event of events) {
    const group = groups.get(event.booksId) ?? [];
    groups.set(event.booksId, group);
    group.push(event);
  }
  return groups;
}

/** A connection that is paused keeps its notes for later; one that needs its owner is read by the sweep after the owner came. */
async function ownerOf(
  ctx: Context,
  tx: Tx,
  provider: string,
  booksId: string,
): Promise<OrganisationId | null> {
  const index = booksIndexOf(ctx.secrets, provider, booksId);
  const known = await findConnectionsOfCompany(tx, provider, index);
  const used = known.find(({ state }) => state === 'live' || state === 'paused');
  return used ? (used.organisationId as OrganisationId) : null;
}

/** One row per record, with the time of its latest change. */
function toRows(organisationId: OrganisationId, events: BooksEvent[], now: Date): NamedRecord[] {
  const rows = new Map<string, NamedRecord>();
  for (const { kind, recordId, at } of events.flatMap(withMerged)) {
    if (!isSynced(kind)) continue;
    const changedAt = changeTimeOf(at) ?? now;
    const known = rows.get(`${kind} ${recordId}`);
    if (known && known.changedAt >= changedAt) continue;
    rows.set(`${kind} ${recordId}`, { organisationId, kind, recordId, changedAt, notedAt: now });
  }
  return [...rows.values()];
}

/** A merge concerns a second customer, who is not named. */
function withMerged(event: BooksEvent): BooksEvent[] {
  const isMerge = event.kind === 'customer' && event.verb === 'merged';
  return isMerge ? [event, { ...event, recordId: ANY_CUSTOMER }] : [event];
}

const isSynced = (kind: RecordKind): kind is NamedKind => kind !== 'other';
