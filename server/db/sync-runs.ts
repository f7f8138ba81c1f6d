import {
  and,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { ConnectionId, OrganisationId } from '../../domain/ids.ts';
import { connection, organisation, syncRun, type SyncProgress } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type SyncRun = typeof syncRun.$inferSelect;
export type SyncRunId = SyncRun['id'];
type SyncRunChange = Partial<Omit<SyncRun, 'organisationId' | 'id' | 'type' | 'startedAt'>>;

export type SyncKind = keyof SyncProgress;
/** A kind of which nothing was read yet. */
export const notBegun = { done: 0, total: null, cursor: null, finished: false };
const allKinds: Required<SyncProgress> = {
  terms: notBegun,
  customers: notBegun,
  invoices: notBegun,
  credits: notBegun,
  payments: notBegun,
  attachments: notBegun,
};

const oneOf = (organisationId: OrganisationId, id: SyncRunId) =>
  and(eq(syncRun.organisationId, organisationId), eq(syncRun.id, id));

export interface NewRun {
  id: SyncRunId;
  type: SyncRun['type'];
  startedAt: Date;
  /** Name of the person who asked for it. */
  requestedBy?: string;
  /** A check that reads everything. */
  whole?: boolean;
}

/** An import reads all kinds; a sweep and a check find out what there is to read. */
export async function addRun(tx: Tx, organisationId: OrganisationId, run: NewRun): Promise<void> {
  const progress = run.type === 'import' ? allKinds : {};
  await tx
    .insert(syncRun)
    .values({ ...run, organisationId, state: 'running', progress, problems: [] });
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

/** The newest run, of one type or of any; for "Up to date" and to go on with what was begun. */
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

/** The run under way, the largest one when there are several: a person waits for the import, not for a sweep beside it. */
export async function findOpenRun(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<SyncRun | undefined> {
  const [row] = await tx
    .select()
    .from(syncRun)
    .where(
      and(
        eq(syncRun.organisationId, organisationId),
        inArray(syncRun.state, ['running', 'waiting']),
      ),
    )
    .orderBy(
      sql`array_position(array['import', 'check', 'sweep'], ${syncRun.type})`,
      desc(syncRun.startedAt),
    )
    .limit(1);
  return row;
}

/** The last check that came to its end: what it left unexplained is the measure for the next. */
export async function findLastCheck(
  tx: Tx,
  organisationId: OrganisationId,
  only: { whole?: boolean } = {},
): Promise<SyncRun | undefined> {
  const [row] = await tx
    .select()
    .from(syncRun)
    .where(
      and(
        eq(syncRun.organisationId, organisationId),
        eq(syncRun.type, 'check'),
        eq(syncRun.state, 'done'),
        only.whole === undefined ? undefined : eq(syncRun.whole, only.whole),
      ),
    )
    .orderBy(desc(syncRun.startedAt))
    .limit(1);
  return row;
}

export interface RunListRequest {
  type: SyncRun['type'] | null;
  state: SyncRun['state'] | null;
  /** The last run seen. */
  after: { startedAt: string; id: string } | null;
  limit: number;
}

/** Readings of the books, newest first. */
export function listRuns(
  tx: Tx,
  organisationId: OrganisationId,
  { type, state, after, limit }: RunListRequest,
): Promise<SyncRun[]> {
  return tx
    .select()
    .from(syncRun)
    .where(
      and(
        eq(syncRun.organisationId, organisationId),
        type === null ? undefined : eq(syncRun.type, type),
        state === null ? undefined : eq(syncRun.state, state),
        after === null
          ? undefined
          : sql`(${syncRun.startedAt}, ${syncRun.id}) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(syncRun.startedAt), desc(syncRun.id))
    .limit(limit);
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

export interface DueCheck extends DueSweep {
  /** Null when nobody has chosen a night yet. */
  nextCheckAt: Date | null;
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
export function takeDueSweep(
  tx: Tx,
  due: DueSweep,
  { now, nextAt }: { now: Date; nextAt: Date },
): Promise<boolean> {
  return moveOn(tx, due, { nextSweepAt: nextAt }, lte(connection.nextSweepAt, now));
}

/** Connections whose check is due, or that have no time for one yet; in system scope. */
export async function findDueChecks(tx: Tx, now: Date, limit: number): Promise<DueCheck[]> {
  const rows = await tx
    .select({
      organisationId: connection.organisationId,
      connectionId: connection.id,
      nextCheckAt: connection.nextCheckAt,
    })
    .from(connection)
    .where(
      and(
        eq(connection.state, 'live'),
        isNotNull(connection.sweptAt),
        or(isNull(connection.nextCheckAt), lte(connection.nextCheckAt, now)),
      ),
    )
    .orderBy(connection.nextCheckAt)
    .limit(limit);
  return rows as DueCheck[];
}

/** Moves a due check on. False when another process was faster or the connection is no longer live. */
export function takeDueCheck(
  tx: Tx,
  due: DueCheck,
  { now, nextAt }: { now: Date; nextAt: Date },
): Promise<boolean> {
  const isDue =
    due.nextCheckAt === null ? isNull(connection.nextCheckAt) : lte(connection.nextCheckAt, now);
  return moveOn(tx, due, { nextCheckAt: nextAt }, isDue);
}

async function moveOn(
  tx: Tx,
  { organisationId, connectionId }: DueSweep,
  next: { nextSweepAt: Date } | { nextCheckAt: Date },
  isDue: SQL,
): Promise<boolean> {
  const taken = await tx
    .update(connection)
    .set(next)
    .where(
      and(
        eq(connection.organisationId, organisationId),
        eq(connection.id, connectionId),
        eq(connection.state, 'live'),
        isDue,
      ),
    )
    .returning({ id: connection.id });
  return taken.length > 0;
}

/** Notes the end of a check: everything until `sweptAt` is in the mirror when it read all; a later mark stays. */
export async function noteChecked(
  tx: Tx,
  organisationId: OrganisationId,
  connectionId: string,
  checked: { checkedAt: Date; nextCheckAt: Date; sweptAt: Date | null },
): Promise<void> {
  const { sweptAt, ...times } = checked;
  await tx
    .update(connection)
    .set({
      ...times,
      ...(sweptAt && {
        sweptAt: sql`greatest(${connection.sweptAt}, ${sweptAt.toISOString()}::timestamptz)`,
      }),
    })
    .where(
      and(
        eq(connection.organisationId, organisationId),
        eq(connection.id, connectionId),
        ne(connection.state, 'disconnected'),
      ),
    );
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

/**
 * Notes that a reading of all that changed has ended. Reading single records is none: webhooks may bring one and lose ten. A first import
 * that still runs is not "up to date" because of a sweep.
 */
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

/** Notes of which kinds every record was read, by a reading begun at the instant. */
export async function noteKindsSynced(
  tx: Tx,
  organisationId: OrganisationId,
  kinds: SyncKind[],
  at: Date,
): Promise<void> {
  const read = Object.fromEntries(kinds.map((kind) => [kind, at.toISOString()]));
  await tx
    .update(organisation)
    .set({ kindsSyncedAt: sql`${organisation.kindsSyncedAt} || ${JSON.stringify(read)}::jsonb` })
    .where(eq(organisation.id, organisationId));
}

export type MirrorCounts = Record<SyncKind, number>;

/** Records of each kind that the mirror holds and the books have not deleted. Customers count as long as a row is kept: see E26. */
export async function countMirror(tx: Tx, organisationId: OrganisationId): Promise<MirrorCounts> {
  const { rows } = await tx.execute<MirrorCounts>(sql`
    select (select count(*) from term where organisation_id = ${organisationId})::int as terms,
      (select count(*) from customer where organisation_id = ${organisationId})::int as customers,
      (select count(*) from invoice where organisation_id = ${organisationId} and state <> 'deleted')::int as invoices,
      (select count(*) from credit where organisation_id = ${organisationId} and state <> 'deleted')::int as credits,
      (select count(*) from payment where organisation_id = ${organisationId} and state <> 'deleted')::int as payments,
      (select count(*) from attachment where organisation_id = ${organisationId} and state <> 'deleted')::int as attachments`);
  const none = { terms: 0, customers: 0, invoices: 0, credits: 0, payments: 0, attachments: 0 };
  return rows[0] ?? none;
}
