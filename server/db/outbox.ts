import { and, eq, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { jobs, type JobName, type JobPayload } from '../../domain/jobs.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { Store } from './connect.ts';
import { outbox } from './schema/index.ts';
import { asSystem, type Tx } from './transaction.ts';
import { isUniqueViolation } from './violations.ts';

export interface WorkRequest<Name extends JobName> {
  organisationId: OrganisationId | null;
  name: Name;
  /** What the work is about. While a row with this name and key waits, another request adds nothing. */
  key: string;
  payload: JobPayload<Name>;
  availableAt: Date;
}

/**
 * Notes work in the caller's transaction: it happens if and only if the transaction commits. The same work that waits already is enough,
 * but no relay may take it before the transaction commits: it would run without having seen what the transaction changes.
 */
export async function addWork<Name extends JobName>(
  tx: Tx,
  work: WorkRequest<Name>,
): Promise<void> {
  for (;;) {
    const added = await tx
      .insert(outbox)
      .values({ ...work, payload: { ...work.payload } })
      .onConflictDoNothing();
    if (added.rowCount) return wakeRelay(tx);
    if (await holdWaiting(tx, work)) return;
  }
}

/** Keeps relays from the waiting row until the transaction ends; any number of transactions may. False when a relay was faster. */
async function holdWaiting(
  tx: Tx,
  { organisationId, name, key }: Pick<WorkRequest<JobName>, 'organisationId' | 'name' | 'key'>,
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    select from outbox where organisation_id = ${organisationId} and name = ${name} and key = ${key} and state = 'waiting'
    for key share`);
  return Boolean(rowCount);
}

const woken = new WeakSet<Tx>();

/**
 * Tells the relays when the transaction commits; once is enough. Webhooks do without and wait for the next poll: the notification takes
 * a lock that all commits share, and would halve the rate at which they are taken in.
 */
async function wakeRelay(tx: Tx): Promise<void> {
  if (woken.has(tx)) return;
  woken.add(tx);
  await tx.execute(sql`select pg_notify('outbox', '')`);
}

/** Makes due what waits for exactly the instant `from`. */
export async function bringForward(
  tx: Tx,
  organisationId: OrganisationId,
  { from, to }: { from: Date; to: Date },
): Promise<void> {
  await tx
    .update(outbox)
    .set({ availableAt: to })
    .where(
      and(
        eq(outbox.organisationId, organisationId),
        eq(outbox.state, 'waiting'),
        eq(outbox.availableAt, from),
      ),
    );
}

export type OutboxRow = typeof outbox.$inferSelect;

const knownNames = Object.keys(jobs);

/** Rows of one organisation and kind that may be in the queue at once: more than a worker runs in the time until the next look. */
const FAIR_SHARE = 40;

/**
 * Takes up to `limit` rows that are ready, in the order in which they should run; each goes to exactly one relay. Organisations take
 * turns, so that thousands of messages of one do not stand before one of another. Work of a kind that this version does not know is left
 * to a newer one, which may have noted it during a deployment.
 */
export function takeReady(store: Store, now: Date, limit: number): Promise<OutboxRow[]> {
  return asSystem(store, async (tx) => {
    const { rows: turns } = await tx.execute<{ id: string }>(fairlyReady(now, limit));
    if (turns.length === 0) return [];
    const ids = turns.map(({ id }) => Number(id));
    const taken = await tx
      .update(outbox)
      .set({ state: 'queued', queuedAt: now })
      .where(inArray(outbox.id, ids))
      .returning();
    const byId = new Map(taken.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  });
}

/** Rows are locked before they are counted; those that are not taken are free again when the transaction ends. */
function fairlyReady(now: Date, limit: number): SQL {
  return sql`
    with in_queue as (
      select organisation_id, name, count(*) as count from outbox where state = 'queued' group by organisation_id, name
    ), ready as materialized (
      select o.id, o.organisation_id, o.name, o.available_at from outbox o
      where o.state = 'waiting' and o.available_at <= ${now.toISOString()} and o.name = any(${sql.param(knownNames)}::text[])
        and not exists (
          select from in_queue q
          where q.organisation_id = o.organisation_id and q.name = o.name and q.count >= ${FAIR_SHARE}
        )
      order by o.available_at, o.id
      limit ${limit}
      for update of o skip locked
    ), turns as (
      select r.id, r.available_at, row_number() over (partition by r.organisation_id, r.name order by r.available_at, r.id) as turn,
        coalesce(q.count, 0) as before
      from ready r left join in_queue q on q.organisation_id = r.organisation_id and q.name = r.name
    )
    select id from turns where turn + before <= ${FAIR_SHARE} order by turn, available_at, id`;
}

/** Puts rows back that were handed to the queue and not heard of since: the queue or the worker was lost. Returns how many. */
export function putBackLost(store: Store, heardBefore: Date): Promise<number> {
  return asSystem(store, async (tx) => {
    const lost = await tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.state, 'queued'), lt(outbox.queuedAt, heardBefore)))
      .limit(1000)
      .for('update', { skipLocked: true });
    for (const row of lost)
      await backToWaiting(tx, row, { availableAt: heardBefore, attempts: row.attempts });
    return lost.length;
  });
}

export async function findWork(store: Store, id: number): Promise<OutboxRow | undefined> {
  return (await store.system.select().from(outbox).where(eq(outbox.id, id)))[0];
}

/** A sign of life from the worker that has the row. */
export async function keepWork(store: Store, id: number, now: Date): Promise<void> {
  await store.system
    .update(outbox)
    .set({ queuedAt: now })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'queued')));
}

export async function finishWork(store: Store, id: number): Promise<void> {
  await store.system.delete(outbox).where(eq(outbox.id, id));
}

/** Tries again at `availableAt`, unless the same work already waits. */
export async function postponeWork(
  store: Store,
  row: OutboxRow,
  change: { availableAt: Date; attempts: number; lastError?: string },
): Promise<void> {
  await asSystem(store, (tx) => backToWaiting(tx, row, change));
}

/** Gives up on a row; it stays for a person to see. */
export async function failWork(store: Store, id: number, lastError: string): Promise<void> {
  await store.system.update(outbox).set({ state: 'failed', lastError }).where(eq(outbox.id, id));
}

/** The same work may have been asked for meanwhile, even in this moment: then the row that waits is enough. */
async function backToWaiting(
  tx: Tx,
  row: OutboxRow,
  change: { availableAt: Date; attempts: number; lastError?: string },
): Promise<void> {
  const isRow = eq(outbox.id, row.id);
  try {
    await tx.transaction((part) =>
      part
        .update(outbox)
        .set({ state: 'waiting', queuedAt: null, ...change })
        .where(isRow),
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'outbox_waiting_key')) throw error;
    await tx.delete(outbox).where(isRow);
  }
}
