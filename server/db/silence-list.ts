import { sql, type SQL } from 'drizzle-orm';
import type { SilenceRow } from '../../domain/api/silence.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { containing } from './search.ts';
import type { Tx } from './transaction.ts';

export interface SilenceRequest {
  todayOn: LocalDate;
  /** This one alone, whether it is silent today or not. */
  id?: string;
  /** Those that reach this invoice, also a promise or dispute whose day is over but which nobody ended. */
  invoice?: { id: string; customerIds: string[] };
  kind?: SilenceRow['kind'] | undefined;
  text?: string | undefined;
  /** Place of the last row seen. */
  after?: { at: string; id: string } | null;
  limit: number;
}

export type SilenceListRow = {
  kind: SilenceRow['kind'];
  id: string;
  version: number;
  /** The instant as the database has it; a Date would lose its microseconds, and the place in the list with them. */
  place: string;
  created_at: Date | string;
  until_on: LocalDate | null;
  created_by: string;
  reason: string;
  owner: string;
  replied_on: LocalDate | null;
  promised_on: LocalDate | null;
  amount_minor: string | null;
  customer_id: string | null;
  customer_name: string | null;
  invoice_id: string | null;
  invoice_number: string | null;
  open_minor: string | null;
  currency: string | null;
};

/** What keeps reminders back, newest first. Of invoices, only open ones: nothing is silenced about the others. */
export async function listSilences(
  tx: Tx,
  organisationId: OrganisationId,
  request: SilenceRequest,
): Promise<SilenceListRow[]> {
  const { after, limit } = request;
  const conditions = [
    ...conditionsOf(request),
    ...(after ? [sql`(s.created_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ];
  const { rows } = await tx.execute<SilenceListRow>(sql`
    select s.kind, s.id, s.version, s.created_at::text as place, s.created_at, s.until_on, s.created_by, s.reason, s.owner, s.replied_on,
      s.promised_on, s.amount_minor, c.id as customer_id, c.full_name as customer_name,
      s.invoice_id, i.number as invoice_number, i.open_minor, i.currency
    from (${all(organisationId)}) s
    left join invoice i on i.organisation_id = ${organisationId} and i.id = s.invoice_id
    left join customer c on c.organisation_id = ${organisationId} and c.id = coalesce(s.customer_id, i.customer_id)
    where ${sql.join(conditions, sql` and `)}
    order by s.created_at desc, s.id desc limit ${limit}`);
  return rows;
}

const all = (organisationId: OrganisationId) => sql`
  select level as kind, id, version, created_at, until_on, created_by, reason, '' as owner, replied_on, null::date as promised_on,
    null::bigint as amount_minor, case when level = 'customer' then subject_id end as customer_id,
    case when level = 'invoice' then subject_id end as invoice_id
  from mute where organisation_id = ${organisationId} and ended_at is null
  union all
  select 'promise', id, version, created_at, last_on, created_by, note, '', null, promised_on, amount_minor, null, invoice_id
  from promise where organisation_id = ${organisationId} and state = 'open'
  union all
  select 'dispute', id, version, created_at, until_on, created_by, reason, owner, null, null, amount_minor, null, invoice_id
  from dispute where organisation_id = ${organisationId} and state = 'open'`;

function conditionsOf({ todayOn, id, invoice, kind, text }: SilenceRequest): SQL[] {
  if (id !== undefined) return [sql`s.id = ${id}`];
  const lasts = sql`(s.until_on is null or s.until_on >= ${todayOn})`;
  if (invoice)
    return [
      sql`(${lasts} or s.kind in ('promise', 'dispute'))`,
      sql`(s.kind = 'organisation' or s.invoice_id = ${invoice.id} or s.customer_id = any(${sql.param(invoice.customerIds)}::text[]))`,
    ];
  return [
    lasts,
    sql`(s.invoice_id is null or i.state = 'open')`,
    ...(kind === undefined ? [] : [sql`s.kind = ${kind}`]),
    ...(text ? [matches(text)] : []),
  ];
}

function matches(text: string): SQL {
  const pattern = containing(text);
  return sql`(c.full_name ilike ${pattern} or i.number ilike ${pattern} or s.reason ilike ${pattern} or s.created_by ilike ${pattern}
    or s.owner ilike ${pattern})`;
}

export type OpenAmount = { customerId: string; minor: number; currency: string | null };

/** Open on all invoices, per currency. */
export async function openInAll(tx: Tx, organisationId: OrganisationId): Promise<OpenAmount[]> {
  const { rows } = await tx.execute<{ minor: string; currency: string | null }>(sql`
    select currency, sum(open_minor) as minor from invoice
    where organisation_id = ${organisationId} and state = 'open' group by currency order by currency`);
  return rows.map(({ minor, currency }) => ({ customerId: '', minor: Number(minor), currency }));
}

/** Deepest nesting that the books allow. */
const MAX_LEVELS = 5;

/** Open on the invoices of each customer and of those who are billed with it (E28), per currency. */
export async function openOfCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: string[],
): Promise<OpenAmount[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await tx.execute<{ root: string; minor: string; currency: string | null }>(sql`
    with recursive down(root, id, level) as (
      select id, id, 1 from unnest(${sql.param(customerIds)}::text[]) as t(id)
      union
      select down.root, c.id, down.level + 1 from down
      join customer c on c.organisation_id = ${organisationId} and c.parent_id = down.id and c.bill_with_parent
      where down.level < ${MAX_LEVELS}
    ), billed as (select distinct root, id from down)
    select billed.root, i.currency, sum(i.open_minor) as minor
    from billed join invoice i on i.organisation_id = ${organisationId} and i.customer_id = billed.id
    where i.state = 'open' group by billed.root, i.currency order by i.currency`);
  return rows.map(({ root, minor, currency }) => ({
    customerId: root,
    minor: Number(minor),
    currency,
  }));
}
