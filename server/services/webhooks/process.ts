import { Refused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { done, skipped, type JobOutcome, type JobPayload } from '../../../domain/jobs.ts';
import type { BooksEvent, RecordKind } from '../../../integrations/books.ts';
import { findConnectionsOfCompany } from '../../db/connections.ts';
import { addWork } from '../../db/outbox.ts';
import { asSystem, type Tx } from '../../db/transaction.ts';
import { addNewEvents, lockPost, setPostState, type StoredPost } from '../../db/webhooks.ts';
import { hashOf } from '../../secrets.ts';
import { booksIndexOf } from '../connections/sealed-tokens.ts';
import type { Context } from '../context.ts';

type SyncedKind = JobPayload<'records.sync'>['kind'];

interface Group {
  booksId: string;
  kind: SyncedKind;
  ids: Set<string>;
}

const MAX_IDS = 1000;

/**
 * Turns a stored post into work per organisation and kind of record. Events seen before are left out, and ten updates of one record
 * become one reading. All in one transaction, so a post is worked off once or not at all.
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
    const groups = groupOf(await onlyNew(tx, post, events));
    const dropped = await addReadings(ctx, tx, post, groups);
    await setPostState(tx, postId, 'processed');
    ctx.log.info(
      { postId, events: events.length, groups: groups.length, dropped },
      'webhook processed',
    );
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
  const ids = [...new Set(events.map((event) => event.eventId))];
  const fresh = await addNewEvents(tx, post.provider, ids, post.receivedAt);
  return events.filter((event) => fresh.has(event.eventId));
}

function groupOf(events: BooksEvent[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { booksId, kind, recordId } of events) {
    if (!isSynced(kind)) continue;
    const key = `${kind} ${booksId}`;
    const group = groups.get(key) ?? { booksId, kind, ids: new Set() };
    groups.set(key, group);
    group.ids.add(recordId);
  }
  return [...groups.values()];
}

const isSynced = (kind: RecordKind): kind is SyncedKind => kind !== 'other';

/** Returns how many groups name a company that nobody here has connected. */
async function addReadings(
  ctx: Context,
  tx: Tx,
  post: StoredPost,
  groups: Group[],
): Promise<number> {
  const owners = new Map<string, OrganisationId | null>();
  let dropped = 0;
  for (const group of groups) {
    const known = owners.get(group.booksId);
    const owner = known === undefined ? await ownerOf(ctx, tx, post, group.booksId) : known;
    owners.set(group.booksId, owner);
    if (owner) await addReading(tx, owner, group, ctx.now());
    else dropped += 1;
  }
  return dropped;
}

async function ownerOf(
  ctx: Context,
  tx: Tx,
  post: StoredPost,
  booksId: string,
): Promise<OrganisationId | null> {
  const index = booksIndexOf(ctx.secrets, post.provider, booksId);
  const known = await findConnectionsOfCompany(tx, post.provider, index);
  const live = known.find((one) => one.state === 'live');
  return live ? (live.organisationId as OrganisationId) : null;
}

async function addReading(
  tx: Tx,
  organisationId: OrganisationId,
  { kind, ids }: Group,
  availableAt: Date,
): Promise<void> {
  const sorted = [...ids].sort();
  for (let from = 0; from < sorted.length; from += MAX_IDS) {
    const part = sorted.slice(from, from + MAX_IDS);
    await addWork(tx, {
      organisationId,
      name: 'records.sync',
      key: `${kind} ${hashOf(part.join(' '))}`,
      payload: { organisationId, kind, ids: part },
      availableAt,
    });
  }
}
