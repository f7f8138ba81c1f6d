import { Refused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { done, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import type { BooksEvent, RecordKind } from '../../../integrations/books.ts';
import { findConnectionsOfCompany } from '../../db/connections.ts';
import {
  ANY_CUSTOMER,
  noteNamed,
  type NamedKind,
  type NamedRecord,
} from '../../db/named-records.ts';
import { asSystem, type Tx } from '../../db/transaction.ts';
import { addNewEvents, lockPost, setPostState, type StoredPost } from '../../db/webhooks.ts';
import { booksIndexOf } from '../connections/sealed-tokens.ts';
import type { Context } from '../context.ts';
import { gatherNamed } from '../sync/gather.ts';
import { changeTimeOf } from './change-time.ts';

/**
 * Notes the records that a stored post names, and asks for one reading per organisation a moment later. Events seen before are left out,
 * and ten updates of one record become one note. All in one transaction, so a post is worked off once or not at all.
 */
export async function processWebhook(ctx: Context, postId: number): Promise<JobOutcome> {
  return asSystem(ctx.store, async (tx) => {
    const post = await lockPost(tx, postId);
    if (post?.state !== 'received') return skipped('already processed');
    const events = read(ctx, post);
    if (!events) {
      await setPostState(tx, postId, 'unreadable');
      return skipped('unreadable');
    }
    const fresh = await onlyNew(tx, post, events);
    const { named, dropped } = await nameRecords(ctx, tx, post, fresh);
    await setPostState(tx, postId, 'processed');
    ctx.log.info({ postId, events: events.length, named, dropped }, 'webhook processed');
    return done;
  });
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

async function onlyNew(tx: Tx, post: StoredPost, events: BooksEvent[]): Promise<BooksEvent[]> {
  const ids = [...new Set(events.map((event) => event.eventId))].sort();
  const fresh = await addNewEvents(tx, post.provider, ids, post.receivedAt);
  return events.filter((event) => fresh.has(event.eventId));
}

/** Answers how many records were noted, and how many companies nobody here has connected. */
async function nameRecords(
  ctx: Context,
  tx: Tx,
  post: StoredPost,
  events: BooksEvent[],
): Promise<{ named: number; dropped: number }> {
  const byCompany = byCompanyOf(events);
  const rows: NamedRecord[] = [];
  let dropped = 0;
  for (const [booksId, ofCompany] of byCompany) {
    const organisationId = await ownerOf(ctx, tx, post, booksId);
    if (organisationId) rows.push(...toRows(organisationId, ofCompany, ctx.now()));
    else dropped += 1;
  }
  await noteNamed(tx, rows);
  const owners = new Set(rows.map((row) => row.organisationId as OrganisationId));
  for (const organisationId of [...owners].sort()) await gatherNamed(tx, organisationId, ctx.now());
  return { named: rows.length, dropped };
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
  post: StoredPost,
  booksId: string,
): Promise<OrganisationId | null> {
  const index = booksIndexOf(ctx.secrets, post.provider, booksId);
  const known = await findConnectionsOfCompany(tx, post.provider, index);
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
