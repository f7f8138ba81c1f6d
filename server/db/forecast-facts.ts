import { sql } from 'drizzle-orm';
import { occurrenceIn } from '../../domain/deliveries/choices.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { ReminderClass } from '../../domain/rules/rule.ts';
import { loadFacts, type Candidate } from './invoice-facts.ts';
import type { OrganisationToday } from './organisation-facts.ts';
import type { Tx } from './transaction.ts';

/** Whom an invoice chases, as `chasedId` says it; an invoice without a customer stands by itself. */
const chased = sql`coalesce(case when c.bill_with_parent then c.parent_id end, c.id, 'invoice ' || i.id)`;

interface Chased {
  [column: string]: unknown;
  id: string;
  invoices: number;
}

export interface ForecastScope {
  /** Customers whose invoices are looked at, with those billed with them; null: all. */
  customerId: string | null;
  /** At most so many invoices; those whose next message comes first are in. */
  limit: number;
}

type Planned = Map<string, { leavesAt: Date; occurrenceOn: LocalDate | null }>;

export interface CandidateChunk {
  candidates: Candidate[];
  /** What is known of messages that are planned already, by delivery. */
  planned: Planned;
}

/** Who has open invoices, those with the next message first, cut after so many invoices. */
export async function chasedCustomers(
  tx: Tx,
  { record }: OrganisationToday,
  { customerId, limit }: ForecastScope,
): Promise<{ groups: Chased[]; openInvoices: number; covered: number }> {
  const { rows } = await tx.execute<Chased>(sql`
    select ${chased} as id, count(*)::int as invoices
    from invoice i
    left join customer c on c.organisation_id = i.organisation_id and c.id = i.customer_id
    left join invoice_plan n on n.organisation_id = i.organisation_id and n.invoice_id = i.id
    where i.organisation_id = ${record.id} and i.state = 'open' ${ofCustomer(record.id, customerId)}
    group by 1 order by min(n.next_contact_on), 1`);
  const groups: Chased[] = [];
  let [openInvoices, covered] = [0, 0];
  for (const group of rows) {
    openInvoices += group.invoices;
    if (covered > 0 && covered + group.invoices > limit) continue;
    covered += group.invoices;
    groups.push(group);
  }
  return { groups, openInvoices, covered };
}

function ofCustomer(organisationId: string, customerId: string | null) {
  if (customerId === null) return sql``;
  return sql`and ${chased} = (
    select coalesce(case when bill_with_parent then parent_id end, id) from customer
    where organisation_id = ${organisationId} and id = ${customerId})`;
}

/** Their open invoices, whole customers at a time, about so many invoices at once. */
export async function* candidatesOfChased(
  tx: Tx,
  today: OrganisationToday,
  groups: Chased[],
  chunk = 2_000,
): AsyncGenerator<CandidateChunk> {
  let [ids, size]: [string[], number] = [[], 0];
  for (const [index, group] of groups.entries()) {
    ids.push(group.id);
    size += group.invoices;
    if (size < chunk && index < groups.length - 1) continue;
    yield loadChunk(tx, today, ids);
    [ids, size] = [[], 0];
  }
}

async function loadChunk(tx: Tx, today: OrganisationToday, ids: string[]): Promise<CandidateChunk> {
  const organisationId = today.record.id;
  const candidates = await loadFacts(
    tx,
    today,
    sql`i.state = 'open' and i.id in (
      select i.id from invoice i left join customer c on c.organisation_id = i.organisation_id and c.id = i.customer_id
      where i.organisation_id = ${organisationId} and i.state = 'open' and ${chased} = any(${sql.param(ids)}::text[]))
    order by i.id`,
  );
  return { candidates, planned: await readPlanned(tx, organisationId, candidates) };
}

async function readPlanned(
  tx: Tx,
  organisationId: string,
  candidates: Candidate[],
): Promise<Planned> {
  const isUnderWay = ({ state }: Candidate['known'][number]) =>
    state === 'planned' || state === 'claimed';
  const ids = candidates.flatMap(({ known }) => known.filter(isUnderWay).map(({ id }) => id));
  if (ids.length === 0) return new Map();
  const { rows } = await tx.execute<{ [column: string]: string }>(sql`
    select id, leaves_at, key, reminder_class from delivery
    where organisation_id = ${organisationId} and id = any(${sql.param(ids)}::uuid[])`);
  return new Map(
    rows.map(({ id, key, leaves_at: at, reminder_class: reminderClass }) => {
      const occurrenceOn = occurrenceIn(String(key), reminderClass as ReminderClass);
      return [String(id), { leavesAt: new Date(String(at)), occurrenceOn }];
    }),
  );
}
