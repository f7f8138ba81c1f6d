import { sql, type SQL } from 'drizzle-orm';
import {
  asId,
  type InvoiceId,
  type OrganisationId,
  type TermId,
  type CustomerId,
} from '../../domain/ids.ts';
import type { Customer, Invoice } from '../../domain/invoice/invoice.ts';
import type { NetPosition } from '../../domain/invoice/money-received.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { InvoiceFacts, KnownDelivery } from '../../domain/rules/plan-invoice.ts';
import type { Condition, Language } from '../../domain/rules/rule.ts';
import { netPositions } from './positions.ts';
import { toQuarantine } from './quarantine.ts';
import type { Tx } from './transaction.ts';

/** Facts about one invoice, with what is planned for it now. */
export interface Candidate extends InvoiceFacts {
  nextContactOn: LocalDate | null;
  nextRuleId: string | null;
  nextDays: number | null;
}

interface Row {
  [column: string]: unknown;
  id: string;
}

/**
 * Invoices whose answer can have changed by `todayOn`, at most `limit`. Their plan is locked before their facts are read: a change that
 * comes in meanwhile waits to set its mark, and is planned next.
 */
export async function dueCandidates(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  todayOn: LocalDate,
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await tx.execute<Row>(sql`
    select invoice_id as id from invoice_plan where organisation_id = ${organisationId} and next_plan_on <= ${todayOn}
    order by next_plan_on, invoice_id limit ${limit} for update`);
  return loadLocked(tx, organisationId, timeZone, rows);
}

/** Open invoices, and others that still have a message planned, in order of id after `after`; locked as above. */
export async function allCandidates(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  after: string,
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await tx.execute<Row>(sql`
    select n.invoice_id as id ${planned(organisationId)} and n.invoice_id > ${after} order by n.invoice_id limit ${limit} for update of n`);
  return loadLocked(tx, organisationId, timeZone, rows);
}

const planned = (organisationId: OrganisationId) => sql`
  from invoice_plan n join invoice i on i.organisation_id = n.organisation_id and i.id = n.invoice_id
  where n.organisation_id = ${organisationId}
    and (i.state = 'open' or n.next_plan_on is not null or n.next_contact_on is not null)`;

function loadLocked(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  rows: { id: string }[],
): Promise<Candidate[]> {
  const ids = sql.param(rows.map(({ id }) => id));
  return load(tx, organisationId, timeZone, sql`i.id = any(${ids}::text[]) order by i.id`);
}

/** One invoice, whatever its state; undefined when this organisation has none of that id. */
export async function candidateOf(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  id: InvoiceId,
): Promise<Candidate | undefined> {
  return (await load(tx, organisationId, timeZone, sql`i.id = ${id}`))[0];
}

/** The same for several, in order of id; those that are gone are left out. */
export function candidatesOf(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  ids: InvoiceId[],
): Promise<Candidate[]> {
  return loadLocked(
    tx,
    organisationId,
    timeZone,
    ids.map((id) => ({ id })),
  );
}

async function load(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  where: SQL,
): Promise<Candidate[]> {
  const { rows } = await tx.execute<Row>(sql`
    select i.id, i.books_version, i.number, i.customer_id, i.document_on, i.due_on, i.currency, i.total_minor, i.open_minor, i.state,
      i.term_id, i.memo_on_invoice, i.memo_on_statement, i.email, i.sent_state, i.custom_fields, i.books_updated_at, i.books_created_at,
      (i.books_created_at at time zone ${timeZone})::date as created_on, n.next_contact_on, n.next_rule_id, n.next_days,
      t.name as term_name, cs.language, q.choice as q_choice, q.step_number as q_step_number, q.start_on as q_start_on,
      c.id as c_id, c.name as c_name, c.full_name as c_full_name, c.active as c_active, c.parent_id as c_parent_id,
      c.bill_with_parent as c_bill_with_parent, c.email as c_email, c.term_id as c_term_id, c.currency as c_currency,
      p.id as p_id, p.name as p_name, p.full_name as p_full_name, p.active as p_active, p.parent_id as p_parent_id,
      p.bill_with_parent as p_bill_with_parent, p.email as p_email, p.term_id as p_term_id, p.currency as p_currency
    from invoice i
    left join invoice_plan n on n.organisation_id = i.organisation_id and n.invoice_id = i.id
    left join invoice_quarantine q on q.organisation_id = i.organisation_id and q.invoice_id = i.id
    left join customer c on c.organisation_id = i.organisation_id and c.id = i.customer_id
    left join customer p on p.organisation_id = c.organisation_id and p.id = c.parent_id and c.bill_with_parent
    left join customer_setting cs on cs.organisation_id = c.organisation_id and cs.customer_id = c.id
    left join term t on t.organisation_id = i.organisation_id and t.id = i.term_id
    where i.organisation_id = ${organisationId} and ${where}`);
  const known = await knownDeliveries(
    tx,
    organisationId,
    timeZone,
    rows.map((row) => row.id),
  );
  const positions = await positionsOf(tx, organisationId, rows);
  return rows.map((row) => toCandidate(row, known.get(row.id) ?? [], positions(row)));
}

/** What is left over for each row's customer in the row's currency (E4). */
async function positionsOf(
  tx: Tx,
  organisationId: OrganisationId,
  rows: Row[],
): Promise<(row: Row) => NetPosition | null> {
  const ids = new Set(rows.flatMap((row) => text(row.customer_id) ?? []));
  const found = await netPositions(tx, organisationId, [...ids] as CustomerId[]);
  return ({ customer_id: id, currency }) =>
    found.get(id as CustomerId)?.find((position) => position.currency === currency) ?? null;
}

async function knownDeliveries(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  invoiceIds: string[],
): Promise<Map<string, KnownDelivery[]>> {
  const byInvoice = new Map<string, KnownDelivery[]>();
  if (invoiceIds.length === 0) return byInvoice;
  const { rows } = await tx.execute<Row>(sql`
    select id, invoice_id, rule_id, step_id, days, condition, state,
      coalesce((coalesce(sent_at, called_at) at time zone ${timeZone})::date, planned_on) as on_date
    from delivery
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(invoiceIds)}::text[])
      and state <> 'cancelled'`);
  for (const row of rows) {
    const list = byInvoice.get(String(row.invoice_id)) ?? [];
    list.push({
      id: row.id,
      ruleId: String(row.rule_id),
      stepId: String(row.step_id),
      days: Number(row.days),
      condition: row.condition as Condition,
      state: row.state as KnownDelivery['state'],
      onDate: String(row.on_date),
    });
    byInvoice.set(String(row.invoice_id), list);
  }
  return byInvoice;
}

function toCandidate(row: Row, known: KnownDelivery[], position: NetPosition | null): Candidate {
  return {
    invoice: toInvoice(row),
    createdOn: text(row.created_on),
    customer:
      row.c_id === null
        ? null
        : { ...toCustomer(row, 'c'), language: row.language as Language | null },
    parent: row.p_id === null ? null : toCustomer(row, 'p'),
    termName: text(row.term_name),
    quarantine: toQuarantine(row),
    position,
    known,
    nextContactOn: text(row.next_contact_on),
    nextRuleId: text(row.next_rule_id),
    nextDays: row.next_days === null ? null : Number(row.next_days),
  };
}

function toInvoice(row: Row): Invoice {
  return {
    id: asId<InvoiceId>(row.id),
    booksVersion: Number(row.books_version),
    booksUpdatedAt: new Date(String(row.books_updated_at)),
    booksCreatedAt: new Date(String(row.books_created_at)),
    number: text(row.number),
    customerId: text(row.customer_id) as CustomerId | null,
    documentOn: String(row.document_on),
    dueOn: text(row.due_on),
    currency: text(row.currency),
    totalMinor: Number(row.total_minor),
    openMinor: Number(row.open_minor),
    state: row.state as Invoice['state'],
    termId: text(row.term_id) as TermId | null,
    memoOnInvoice: String(row.memo_on_invoice),
    memoOnStatement: String(row.memo_on_statement),
    email: text(row.email),
    sentState: row.sent_state as Invoice['sentState'],
    customFields: row.custom_fields as Record<string, string>,
  };
}

function toCustomer(row: Row, prefix: 'c' | 'p'): Customer {
  const of = (column: string) => row[`${prefix}_${column}`];
  return {
    id: asId<CustomerId>(String(of('id'))),
    booksVersion: 0,
    booksUpdatedAt: new Date(0),
    name: String(of('name')),
    fullName: String(of('full_name')),
    active: of('active') === true,
    parentId: text(of('parent_id')) as CustomerId | null,
    billWithParent: of('bill_with_parent') === true,
    email: text(of('email')),
    termId: text(of('term_id')) as TermId | null,
    currency: text(of('currency')),
  };
}

function text(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Whether more invoices would be looked at than `count`; counts no further than needed. */
export async function hasMoreOpenThan(
  tx: Tx,
  organisationId: OrganisationId,
  count: number,
): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 ${planned(organisationId)} limit ${count + 1}`);
  return rows.length > count;
}

export async function listTermIds(tx: Tx, organisationId: OrganisationId): Promise<string[]> {
  const { rows } = await tx.execute<Row>(
    sql`select id from term where organisation_id = ${organisationId} order by id`,
  );
  return rows.map((row) => row.id);
}

/** Open invoices in order of id after `after`. */
export function openCandidates(
  tx: Tx,
  organisationId: OrganisationId,
  timeZone: string,
  after: string,
  limit: number,
): Promise<Candidate[]> {
  return load(
    tx,
    organisationId,
    timeZone,
    sql`i.id > ${after} and i.state = 'open' order by i.id limit ${limit}`,
  );
}

/** The open invoice that is late the longest; undefined when nothing is open. */
export async function mostOverdueId(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<string | undefined> {
  const { rows } = await tx.execute<Row>(sql`
    select id from invoice where organisation_id = ${organisationId} and state = 'open' and currency is not null
    order by due_key, id limit 1`);
  return rows[0]?.id;
}

/** The open invoice whose due date has passed last; undefined when none is overdue. */
export async function recentlyOverdueId(
  tx: Tx,
  organisationId: OrganisationId,
  todayOn: LocalDate,
): Promise<string | undefined> {
  const { rows } = await tx.execute<Row>(sql`
    select id from invoice where organisation_id = ${organisationId} and state = 'open' and currency is not null
      and due_on < ${todayOn} order by due_on desc, id limit 1`);
  return rows[0]?.id;
}

interface OpenOfCustomer {
  customerId: CustomerId;
  currency: string;
  /** Only those due before this day; null is all. */
  dueBefore: LocalDate | null;
  limit: number;
}

/** Open invoices of one customer in one currency, the one that is late the longest first. */
export async function listOpenIdsOf(
  tx: Tx,
  organisationId: OrganisationId,
  { customerId, currency, dueBefore, limit }: OpenOfCustomer,
): Promise<InvoiceId[]> {
  const { rows } = await tx.execute<{ id: InvoiceId }>(sql`
    select id from invoice where organisation_id = ${organisationId} and customer_id = ${customerId} and state = 'open'
      and currency = ${currency} and (${dueBefore}::date is null or due_on < ${dueBefore}::date)
    order by due_key, id limit ${limit}`);
  return rows.map(({ id }) => id);
}
