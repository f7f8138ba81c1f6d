import { and, desc, eq, isNotNull, lt, lte, ne, sql } from 'drizzle-orm';
import type { ConnectionId, OrganisationId } from '../../domain/ids.ts';
import { connection, organisation, syncRun, type SyncProgress } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type SyncRun = typeof syncRun.$inferSelect;
export type SyncRunId = SyncRun['id'];
type SyncRunChange = Partial<Omit<SyncRun, 'organisationId' | 'id' | 'type' | 'startedAt'>>;

const notBegun = { done: 0, total: null, cursor: null, finished: false };
const noProgress: SyncProgress = { terms: notBegun, customers: notBegun, invoices: notBegun };

const oneOf = (organisationId: OrganisationId, id: SyncRunId) =>
  and(eq(syncRun.organisationId, organisationId), eq(syncRun.id, id));

export async function addRun(
  tx: Tx,
  organisationId: OrganisationId,
  run: { id: SyncRunId; type: SyncRun['type']; startedAt: Date },
): Promise<void> {
  await tx
    .insert(syncRun)
    .values({ ...run, organisationId, state: 'running', progress: noProgress, problems: [] });
}

/** The run, kept from other workers until the transaction ends. */
export async function lockRun(
  tx: Tx,
  organisationId: OrganisationId,
  id: SyncRunId,
): Promise<SyncRun | undefined> {
  const [row] = await tx.select().from(syncRun).where(oneOf(organisationId, id)).for('update');
  return row;
}

export async function changeRun(
  tx: Tx,
  organisationId: OrganisationId,
  id: SyncRunId,
  change: SyncRunChange,
): Promise<void> {
  await tx.update(syncRun).set(change).where(oneOf(organisationId, id));
}

/** The newest run, of one type or of both; for "Up to date" and to go on with what was begun. */
export async function findLastRun(
  tx: Tx,
  organisationId: OrganisationId,
  type?: SyncRun['type'],
): Promise<SyncRun | undefined> {
  const ofType = type === undefined ? undefined : eq(syncRun.type, type);
  const [row] = await tx
    .select()
    .from(syncRun)
    .where(and(eq(syncRun.organisationId, organisationId), ofType))
    .orderBy(desc(syncRun.startedAt))
    .limit(1);
  return row;
}

/** Whether the books were ever read to the end: until then nothing in them is news. */
export async function hasFinishedImport(tx: Tx, organisationId: OrganisationId): Promise<boolean> {
  const [row] = await tx
    .select({ id: syncRun.id })
    .from(syncRun)
    .where(
      and(
        eq(syncRun.organisationId, organisationId),
        eq(syncRun.type, 'import'),
        eq(syncRun.state, 'done'),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Forgets sweeps that ended well before the instant; they come every hour and tell nothing later. */
export async function forgetSweeps(
  tx: Tx,
  organisationId: OrganisationId,
  before: Date,
): Promise<void> {
  await tx
    .delete(syncRun)
    .where(
      and(
        eq(syncRun.organisationId, organisationId),
        eq(syncRun.type, 'sweep'),
        eq(syncRun.state, 'done'),
        lt(syncRun.startedAt, before),
      ),
    );
}

export interface DueSweep {
  organisationId: OrganisationId;
  connectionId: ConnectionId;
}

/** Connections of all organisations whose next sweep is due; in system scope. */
export async function findDueSweeps(tx: Tx, now: Date, limit: number): Promise<DueSweep[]> {
  const rows = await tx
    .select({ organisationId: connection.organisationId, connectionId: connection.id })
    .from(connection)
    .where(
      and(
        eq(connection.state, 'live'),
        isNotNull(connection.sweptAt),
        lte(connection.nextSweepAt, now),
      ),
    )
    .orderBy(connection.nextSweepAt)
    .limit(limit);
  return rows as DueSweep[];
}

/** Moves a due sweep on. False when another process was faster or the connection is no longer live. */
export async function takeDueSweep(
  tx: Tx,
  due: DueSweep,
  times: { now: Date; nextAt: Date },
): Promise<boolean> {
  const taken = await tx
    .update(connection)
    .set({ nextSweepAt: times.nextAt })
    .where(
      and(
        eq(connection.organisationId, due.organisationId),
        eq(connection.id, due.connectionId),
        eq(connection.state, 'live'),
        lte(connection.nextSweepAt, times.now),
      ),
    )
    .returning({ id: connection.id });
  return taken.length > 0;
}

export type OrganisationRow = typeof organisation.$inferSelect;

/** What the books or a reading of them say about the organisation; the version that guards people's settings stays. */
export async function changeOrganisationFacts(
  tx: Tx,
  organisationId: OrganisationId,
  change: Partial<OrganisationRow>,
): Promise<void> {
  await tx.update(organisation).set(change).where(eq(organisation.id, organisationId));
}

/** Notes a successful reading of some records; a first import that still runs is not "up to date" because of it. */
export async function noteSynced(tx: Tx, organisationId: OrganisationId, at: Date): Promise<void> {
  await tx
    .update(organisation)
    .set({ syncedAt: at })
    .where(and(eq(organisation.id, organisationId), isNotNull(organisation.syncedAt)));
}

/** Notes up to which instant the changes of the books are in the mirror. */
export async function noteSwept(
  tx: Tx,
  organisationId: OrganisationId,
  connectionId: string,
  swept: { sweptAt?: Date; nextSweepAt: Date },
): Promise<void> {
  await tx
    .update(connection)
    .set(swept)
    .where(
      and(
        eq(connection.organisationId, organisationId),
        eq(connection.id, connectionId),
        ne(connection.state, 'disconnected'),
      ),
    );
}

export interface MirrorCounts {
  terms: number;
  customers: number;
  invoices: number;
}

export async function countMirror(tx: Tx, organisationId: OrganisationId): Promise<MirrorCounts> {
  const { rows } = await tx.execute<{ [K in keyof MirrorCounts]: number }>(sql`
    select (select count(*) from term where organisation_id = ${organisationId})::int as terms,
      (select count(*) from customer where organisation_id = ${organisationId})::int as customers,
      (select count(*) from invoice where organisation_id = ${organisationId} and state <> 'deleted')::int as invoices`);
  return rows[0] ?? { terms: 0, customers: 0, invoices: 0 };
}
