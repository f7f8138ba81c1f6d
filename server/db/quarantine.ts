import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { OldInvoicesChoice } from '../../domain/api/organisations.ts';
import type { Quarantine } from '../../domain/gates/gate.ts';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { invoiceQuarantine } from './schema/index.ts';
import type { Tx } from './transaction.ts';

/** From the columns `q_…` of a row; null when nobody had to choose about the invoice. */
export function toQuarantine(row: Record<string, unknown>): Quarantine | null {
  if (typeof row.q_choice !== 'string') return null;
  return {
    choice: row.q_choice as Quarantine['choice'],
    stepNumber: row.q_step_number === null ? null : Number(row.q_step_number),
    startOn: row.q_start_on === null ? null : String(row.q_start_on),
  };
}

/**
 * Late before today, never reminded, and nobody has chosen about them (E21). A message that is only planned has reminded nobody; it is
 * called off when the owner chooses otherwise.
 */
const isOld = (organisationId: OrganisationId, todayOn: LocalDate): SQL => sql`
  i.organisation_id = ${organisationId} and i.state = 'open' and i.due_on < ${todayOn}
  and not exists (select from invoice_quarantine q where q.organisation_id = i.organisation_id and q.invoice_id = i.id)
  and not exists (
    select from delivery d
    where d.organisation_id = i.organisation_id and d.invoice_id = i.id and d.state not in ('cancelled', 'planned')
  )`;

/** The order in which old invoices begin: the least late first. */
const order = sql`i.due_on desc, i.id collate "C"`;

export interface OldInvoices {
  invoices: number;
  customers: number;
  oldestDueOn: LocalDate | null;
}

export async function countOldInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  todayOn: LocalDate,
): Promise<OldInvoices> {
  const { rows } = await tx.execute<{ invoices: string; customers: string; oldest: string | null }>(
    sql`
    select count(*) as invoices, count(distinct i.customer_id) as customers, min(i.due_on) as oldest
    from invoice i where ${isOld(organisationId, todayOn)}`,
  );
  const [found] = rows;
  return {
    invoices: Number(found?.invoices ?? 0),
    customers: Number(found?.customers ?? 0),
    oldestDueOn: found?.oldest ?? null,
  };
}

export async function hasOldInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  todayOn: LocalDate,
): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from invoice i where ${isOld(organisationId, todayOn)} limit 1`,
  );
  return rows.length > 0;
}

/** The last old invoice that begins on the first day; undefined when all of them do. */
export async function lastOfFirstDay(
  tx: Tx,
  organisationId: OrganisationId,
  todayOn: LocalDate,
  perDay: number,
): Promise<{ id: string; dueOn: LocalDate } | undefined> {
  const { rows } = await tx.execute<{ id: string; dueOn: LocalDate }>(sql`
    select i.id, i.due_on as "dueOn" from invoice i where ${isOld(organisationId, todayOn)}
    order by ${order} offset ${perDay - 1} limit 1`);
  return rows[0];
}

/** Ids and choices of old invoices, written down in one statement, however many there are. Answers how many. */
export async function chooseForOldInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  { choice, step, perDay }: OldInvoicesChoice,
  by: { todayOn: LocalDate; now: Date; name: string },
): Promise<number> {
  const beginsAfter = sql`(place / ${perDay ?? Number.MAX_SAFE_INTEGER}::bigint)::int`;
  const stored = storedAs(choice, step);
  const { rowCount } = await tx.execute(sql`
    insert into invoice_quarantine (organisation_id, invoice_id, choice, step_number, start_on, set_at, set_by)
    select ${organisationId}::uuid, id, ${stored.choice}, ${stored.stepNumber}::int,
      case when ${stored.choice} <> 'skip' then ${by.todayOn}::date + ${beginsAfter} end, ${by.now.toISOString()}::timestamptz, ${by.name}
    from (
      select i.id, row_number() over (order by ${order}) - 1 as place from invoice i where ${isOld(organisationId, by.todayOn)}
    ) old
    where ${stored.choice} <> 'by-rule' or ${beginsAfter} > 0
    on conflict do nothing`);
  return rowCount ?? 0;
}

/** By the rule needs no row for those that begin today: nothing is different for them. */
export function storedAs(
  choice: OldInvoicesChoice['choice'],
  step: number | undefined,
): Pick<Quarantine, 'choice' | 'stepNumber'> {
  switch (choice) {
    case 'skip':
    case 'by-rule':
      return { choice, stepNumber: null };
    case 'start-fresh':
      return { choice: 'start', stepNumber: 1 };
    case 'start-at-step':
      return { choice: 'start', stepNumber: step ?? 1 };
  }
}

/** Gives an invoice back to the rules; false when it was not set aside. */
export async function releaseInvoice(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
): Promise<boolean> {
  const released = await tx
    .delete(invoiceQuarantine)
    .where(
      and(
        eq(invoiceQuarantine.organisationId, organisationId),
        eq(invoiceQuarantine.invoiceId, id),
      ),
    )
    .returning({ id: invoiceQuarantine.invoiceId });
  return released.length > 0;
}

/** Whether the mirror of this organisation has the invoice. */
export async function hasInvoice(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from invoice where organisation_id = ${organisationId} and id = ${id}`,
  );
  return rows.length > 0;
}
