import { z } from 'zod';
import type { TaskPage, TaskQuery, TaskRow } from '../../../domain/api/tasks.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { openOfCustomers, type OpenAmount } from '../../db/silence-list.ts';
import { countOpenTasks, listTasks, type TaskListRow } from '../../db/tasks.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { toInstant } from '../invoices/to-row.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { todayIn } from '../silence/subject.ts';

const Place = z.object({ key: z.string().max(40), id: z.uuid() });

/** Cases for a person: open ones, what is due first, or done ones, the last done first. */
export async function listTaskPage(
  ctx: Context,
  member: Member,
  { q, state, kind, cursor, limit }: z.output<typeof TaskQuery>,
): Promise<z.input<typeof TaskPage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const after = fromCursor(Place, cursor);
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const request = { state, kind, text: q, after, limit: limit + 1 };
    const rows = await listTasks(tx, organisationId, request);
    const page = cutPage(rows, limit, ({ place, id }) => ({ key: place, id }));
    return {
      rows: await toRows(tx, member, page.rows),
      next: page.next,
      todayOn: await todayIn(tx, organisationId, ctx.now()),
      open: await countOpenTasks(tx, organisationId),
    };
  });
}

/** One row of the list. Throws NotFound. */
export async function readTask(tx: Tx, member: Member, id: string): Promise<TaskRow> {
  const rows = await listTasks(tx, member.organisationId, { id, limit: 1 });
  const [row] = await toRows(tx, member, rows);
  if (!row) throw new NotFound('task.unknown', 'no such task');
  return row;
}

async function toRows(tx: Tx, member: Member, rows: TaskListRow[]): Promise<TaskRow[]> {
  const customers = rows.flatMap(({ invoice_id: invoice, customer_id: id }) =>
    invoice === null && id !== null ? [id] : [],
  );
  const ids = [...new Set(customers)];
  const open = await openOfCustomers(tx, member.organisationId as OrganisationId, ids);
  return rows.map((row) => toRow(row, member, open));
}

function toRow(row: TaskListRow, member: Member, open: OpenAmount[]): TaskRow {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    state: row.state,
    dueOn: row.due_on,
    customer:
      row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
    invoice: row.invoice_id === null ? null : { id: row.invoice_id, number: row.invoice_number },
    amounts:
      row.open_minor === null
        ? open
            .filter(({ customerId }) => customerId === row.customer_id)
            .map(({ minor, currency }) => ({ minor, currency }))
        : [{ minor: Number(row.open_minor), currency: row.currency }],
    owner: row.owner === null ? null : { name: row.owner, isMe: row.owner_id === member.personId },
    note: row.note,
    createdAt: toInstant(row.created_at),
    doneAt: row.done_at === null ? null : toInstant(row.done_at),
    doneBy: row.done_by,
  };
}
