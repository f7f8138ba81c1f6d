import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { TaskKind } from '../../domain/api/tasks.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { task } from './schema/index.ts';
import { containing } from './search.ts';
import type { Tx } from './transaction.ts';

export type TaskRecord = typeof task.$inferSelect;
export type NewTaskRecord = typeof task.$inferInsert;

/** False when there was a task of this key before, done or not. */
export async function insertTask(tx: Tx, row: NewTaskRecord): Promise<boolean> {
  const rows = await tx
    .insert(task)
    .values(row)
    .onConflictDoNothing({ target: [task.organisationId, task.key] })
    .returning({ id: task.id });
  return rows.length > 0;
}

export async function findTask(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<TaskRecord | undefined> {
  const rows = await tx
    .select()
    .from(task)
    .where(and(eq(task.organisationId, organisationId), eq(task.id, id)));
  return rows[0];
}

type TaskChange = Partial<
  Pick<TaskRecord, 'state' | 'dueOn' | 'ownerId' | 'owner' | 'note' | 'doneAt' | 'doneBy'>
>;

/** Changes the task if it still is at `version`. False when somebody was faster. */
export async function updateTask(
  tx: Tx,
  organisationId: OrganisationId,
  { id, version }: Pick<TaskRecord, 'id' | 'version'>,
  change: TaskChange,
): Promise<boolean> {
  const rows = await tx
    .update(task)
    .set({ ...change, version: sql`${task.version} + 1` })
    .where(and(eq(task.organisationId, organisationId), eq(task.id, id), eq(task.version, version)))
    .returning({ id: task.id });
  return rows.length > 0;
}

/** Changes the task of this cause, as long as it is open. */
export async function updateOpenTask(
  tx: Tx,
  organisationId: OrganisationId,
  key: string,
  change: TaskChange,
): Promise<void> {
  await tx
    .update(task)
    .set({ ...change, version: sql`${task.version} + 1` })
    .where(and(eq(task.organisationId, organisationId), eq(task.key, key), eq(task.state, 'open')));
}

export interface TaskRequest {
  id?: string;
  state?: 'open' | 'done';
  kind?: TaskKind | undefined;
  text?: string | undefined;
  /** Place of the last row seen. */
  after?: { key: string; id: string } | null;
  limit: number;
}

export type TaskListRow = {
  id: string;
  version: number;
  kind: TaskKind;
  state: 'open' | 'done';
  due_on: LocalDate;
  owner_id: string | null;
  owner: string | null;
  note: string;
  created_at: Date | string;
  done_at: Date | string | null;
  done_by: string | null;
  /** What the list is ordered by, as the database has it. */
  place: string;
  customer_id: string | null;
  customer_name: string | null;
  invoice_id: string | null;
  invoice_number: string | null;
  open_minor: string | null;
  currency: string | null;
};

/** Open tasks, what is due first; done ones, the last done first. */
export async function listTasks(
  tx: Tx,
  organisationId: OrganisationId,
  { id, state = 'open', kind, text, after, limit }: TaskRequest,
): Promise<TaskListRow[]> {
  const order = orders[state];
  const conditions = [
    sql`t.organisation_id = ${organisationId}`,
    ...(id === undefined ? [sql`t.state = ${state}`] : [sql`t.id = ${id}`]),
    ...(kind === undefined ? [] : [sql`t.kind = ${kind}`]),
    ...(text ? [matches(text)] : []),
    ...(after ? [order.isAfter(after)] : []),
  ];
  const { rows } = await tx.execute<TaskListRow>(sql`
    select t.id, t.version, t.kind, t.state, t.due_on, t.owner_id, t.owner, t.note, t.created_at, t.done_at, t.done_by,
      (${order.key})::text as place, c.id as customer_id, c.full_name as customer_name,
      i.id as invoice_id, i.number as invoice_number, i.open_minor, i.currency
    from task t
    left join invoice i on i.organisation_id = t.organisation_id and i.id = t.invoice_id
    left join customer c on c.organisation_id = t.organisation_id and c.id = coalesce(t.customer_id, i.customer_id)
    where ${sql.join(conditions, sql` and `)}
    order by ${order.by} limit ${limit}`);
  return rows;
}

interface Order {
  key: SQL;
  by: SQL;
  isAfter: (after: { key: string; id: string }) => SQL;
}

const orders: Record<'open' | 'done', Order> = {
  open: {
    key: sql`t.due_on`,
    by: sql`t.due_on, t.id`,
    isAfter: ({ key, id }) => sql`(t.due_on, t.id) > (${key}::date, ${id}::uuid)`,
  },
  done: {
    key: sql`t.done_at`,
    by: sql`t.done_at desc, t.id desc`,
    isAfter: ({ key, id }) => sql`(t.done_at, t.id) < (${key}::timestamptz, ${id}::uuid)`,
  },
};

function matches(text: string): SQL {
  const pattern = containing(text);
  return sql`(c.full_name ilike ${pattern} or i.number ilike ${pattern} or t.note ilike ${pattern} or t.owner ilike ${pattern})`;
}

export async function countOpenTasks(tx: Tx, organisationId: OrganisationId): Promise<number> {
  const { rows } = await tx.execute<{ open: number }>(
    sql`select count(*)::int as open from task where organisation_id = ${organisationId} and state = 'open'`,
  );
  return rows[0]?.open ?? 0;
}
