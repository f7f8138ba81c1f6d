import { sql } from 'drizzle-orm';
import { asId, type CustomerId, type InvoiceId, type OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { type Candidate, loadFacts, loadFactsOf } from './invoice-facts.ts';
import type { OrganisationToday } from './organisation-facts.ts';
import type { Tx } from './transaction.ts';

export type { Candidate };

type Row = { id: string };

/**
 * Locks the plans of invoices whose answer can have changed by today, at most `limit`, those that wait the longest first. Everything a
 * decision stands on is read after that: a change that comes in meanwhile waits to set its mark, and is planned next; and who plans an
 * invoice last has seen the newest rules and switches. What another planner holds is left to it.
 */
export async function lockDue(
  tx: Tx,
  organisationId: OrganisationId,
  { now, limit }: { now: Date; limit: number },
): Promise<string[]> {
  const { rows } = await tx.execute<Row>(sql`
    select invoice_id as id from invoice_plan
    where organisation_id = ${organisationId} and next_plan_on <= ${today(organisationId, now)}
    order by next_plan_on, invoice_id limit ${limit} for update skip locked`);
  return rows.map(({ id }) => id);
}

/** The same, of the invoices of one customer and of those billed with it; waits for another planner that holds some. */
export async function lockDueOf(
  tx: Tx,
  organisationId: OrganisationId,
  { now, customerId }: { now: Date; customerId: string },
): Promise<string[]> {
  const { rows } = await tx.execute<Row>(sql`
    select n.invoice_id as id from invoice_plan n
    where n.organisation_id = ${organisationId} and n.next_plan_on <= ${today(organisationId, now)}
      and n.invoice_id in (
        select i.id from invoice i join customer c on c.organisation_id = i.organisation_id and c.id = i.customer_id
        where i.organisation_id = ${organisationId}
          and (c.id = ${customerId} or (c.parent_id = ${customerId} and c.bill_with_parent))
      )
    order by n.invoice_id for update`);
  return rows.map(({ id }) => id);
}

/** Open invoices, and others that still have a message planned, in order of id after `after`; locked as above. */
export async function lockAll(
  tx: Tx,
  organisationId: OrganisationId,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const { rows } = await tx.execute<Row>(sql`
    select n.invoice_id as id ${planned(organisationId)} and n.invoice_id > ${after}
    order by n.invoice_id limit ${limit} for update of n`);
  return rows.map(({ id }) => id);
}

/** The organisation's own calendar day. */
const today = (organisationId: string, now: Date) => sql`
  (select (${now.toISOString()}::timestamptz at time zone o.time_zone)::date from organisation o where o.id = ${organisationId})`;

const planned = (organisationId: string) => sql`
  from invoice_plan n join invoice i on i.organisation_id = n.organisation_id and i.id = n.invoice_id
  where n.organisation_id = ${organisationId}
    and (i.state = 'open' or n.next_plan_on is not null or n.next_contact_on is not null)`;

/** One invoice, whatever its state; undefined when this organisation has none of that id. */
export async function candidateOf(
  tx: Tx,
  today: OrganisationToday,
  id: InvoiceId,
): Promise<Candidate | undefined> {
  return (await loadFacts(tx, today, sql`i.id = ${id}`))[0];
}

/** Several invoices by id, in order of id. */
export function candidatesOf(
  tx: Tx,
  today: OrganisationToday,
  ids: string[],
): Promise<Candidate[]> {
  return loadFactsOf(tx, today, ids);
}

/** Open invoices in order of id after `after`. */
export function openCandidates(
  tx: Tx,
  today: OrganisationToday,
  after: string,
  limit: number,
): Promise<Candidate[]> {
  return loadFacts(
    tx,
    today,
    sql`i.id > ${after} and i.state = 'open' order by i.id limit ${limit}`,
  );
}

/** All open invoices, so many at a time. */
export async function* everyOpenCandidate(
  tx: Tx,
  today: OrganisationToday,
  chunk = 5_000,
): AsyncGenerator<Candidate> {
  for (let after = ''; ;) {
    const found = await openCandidates(tx, today, after, chunk);
    yield* found;
    after = found.at(-1)?.invoice.id ?? after;
    if (found.length < chunk) return;
  }
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

/** The open invoice that is late the longest; undefined when nothing is open. */
export async function mostOverdueId(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<InvoiceId | undefined> {
  const { rows } = await tx.execute<Row>(sql`
    select id from invoice where organisation_id = ${organisationId} and state = 'open' and currency is not null
    order by due_key, id limit 1`);
  return rows[0] && asId<InvoiceId>(rows[0].id);
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
