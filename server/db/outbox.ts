import { and, eq, inArray, lt, sql } from 'drizzle-orm';
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

/**
 * Takes up to `limit` rows that are ready; each goes to exactly one relay. Work of a kind that this version does not know is left to a
 * newer one, which may have noted it during a deployment.
 */
export function takeReady(store: Store, now: Date, limit: number): Promise<OutboxRow[]> {
  return asSystem(store, async (tx) => {
    const ready = tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.state, 'waiting'),
          sql`${outbox.availableAt} <= ${now.toISOString()}`,
          inArray(outbox.name, knownNames),
        ),
      )
      .orderBy(outbox.availableAt, outbox.id)
      .limit(limit)
      .for('update', { skipLocked: true });
    return tx
      .update(outbox)
      .set({ state: 'queued', queuedAt: now })
      .where(inArray(outbox.id, ready))
      .returning();
  });
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

export function findWork(store: Store, id: number): Promise<OutboxRow | undefined> {
  return asSystem(
    store,
    async (tx) => (await tx.select().from(outbox).where(eq(outbox.id, id)))[0],
  );
}

/** A sign of life from the worker that has the row. */
export async function keepWork(store: Store, id: number, now: Date): Promise<void> {
  await asSystem(store, (tx) =>
    tx
      .update(outbox)
      .set({ queuedAt: now })
      .where(and(eq(outbox.id, id), eq(outbox.state, 'queued'))),
  );
}

export async function finishWork(store: Store, id: number): Promise<void> {
  await asSystem(store, (tx) => tx.delete(outbox).where(eq(outbox.id, id)));
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
  await asSystem(store, (tx) =>
    tx.update(outbox).set({ state: 'failed', lastError }).where(eq(outbox.id, id)),
  );
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
