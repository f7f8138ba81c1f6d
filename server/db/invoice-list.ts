import { sql, type SQL } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { waitsToBeSent } from './invoice-sending.ts';
import { invoiceMatches, type Search } from './search.ts';
import { termIdOf } from './term-list.ts';
import type { Tx } from './transaction.ts';

export type InvoiceOrder = 'due' | 'issued' | 'open' | 'number';
export type InvoiceView = 'all' | 'to-send' | 'due' | 'overdue' | 'paid' | 'void';

export interface InvoiceFilter {
  /** The organisation's day: it parts due from overdue. */
  todayOn: LocalDate;
  customerId: string | null;
  search: Search | null;
  /** Dunlin sends invoices: some may wait for it. */
  sendingOn: boolean;
}

export interface InvoiceListRequest extends InvoiceFilter {
  view: InvoiceView;
  order: InvoiceOrder;
  descending: boolean;
  /** Place of the last row seen. */
  after: { key: string; id: string } | null;
  limit: number;
}

export type InvoiceListRow = {
  id: string;
  key: string;
  number: string | null;
  customer_id: string | null;
  customer_name: string | null;
  document_on: string;
  due_on: string | null;
  currency: string | null;
  total_minor: string;
  open_minor: string;
  state: 'open' | 'paid' | 'void' | 'deleted';
  term_name: string | null;
  memo_on_invoice: string;
  memo_on_statement: string;
  has_email: boolean;
  next_contact_on: string | null;
  contact_at: Date | string | null;
  contact_days: number | null;
  to_send: boolean;
};

const orders: Record<InvoiceOrder, { column: SQL; type: SQL }> = {
  due: { column: sql`i.due_key`, type: sql`date` },
  issued: { column: sql`i.document_on`, type: sql`date` },
  open: { column: sql`i.open_minor`, type: sql`bigint` },
  number: { column: sql`i.number_key`, type: sql`text` },
};

const statesOf: Record<InvoiceView, string[]> = {
  all: ['open', 'paid', 'void'],
  'to-send': ['open', 'paid'],
  due: ['open'],
  overdue: ['open'],
  paid: ['paid'],
  void: ['void'],
};

/**
 * One page. Each state is one ordered range of an index; a view over several merges them, so the first rows come without sorting the
 * rest. Invoices deleted in the books are not listed.
 */
export async function listInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  request: InvoiceListRequest,
): Promise<InvoiceListRow[]> {
  const direction = request.descending ? sql`desc` : sql`asc`;
  const ranges = statesOf[request.view].map((state) => range(organisationId, request, state));
  const { rows } = await tx.execute<InvoiceListRow>(sql`
    with page as (
      select * from (${sql.join(ranges, sql` union all `)}) merged
      order by sort_key ${direction}, id ${direction} limit ${request.limit}
    )
    select ${listedColumns(organisationId, request)}, i.sort_key::text as key from page i ${listedJoins(organisationId)}
    order by i.sort_key ${direction}, i.id ${direction}`);
  return rows;
}

/** Columns of a listed row; `i` is the invoice. */
export const listedColumns = (
  organisationId: OrganisationId,
  { sendingOn }: Pick<InvoiceFilter, 'sendingOn'>,
): SQL => sql`i.id, i.number, i.customer_id, c.full_name as customer_name,
  i.document_on::text as document_on, i.due_on::text as due_on, i.currency, i.total_minor, i.open_minor, i.state,
  t.name as term_name, i.memo_on_invoice, i.memo_on_statement,
  (i.email is not null or c.email is not null or (c.bill_with_parent and parent.email is not null)) is true as has_email,
  (select n.next_contact_on::text from invoice_plan n where n.organisation_id = i.organisation_id and n.invoice_id = i.id) as next_contact_on, contact.sent_at as contact_at, contact.days as contact_days,
  ${waiting(organisationId, sendingOn)} as to_send`;

const waiting = (organisationId: OrganisationId, sendingOn: boolean): SQL =>
  sendingOn ? waitsToBeSent(organisationId) : sql`false`;

export const listedJoins = (organisationId: OrganisationId): SQL => sql`
  left join customer c on c.organisation_id = ${organisationId} and c.id = i.customer_id
  left join customer parent on parent.organisation_id = ${organisationId} and parent.id = c.parent_id
  left join term t on t.organisation_id = ${organisationId} and t.id = ${termIdOf}
  left join lateral (
    select d.sent_at, d.days from delivery d
    where d.organisation_id = ${organisationId} and d.invoice_id = i.id and d.state = 'sent'
    order by d.sent_at desc limit 1
  ) contact on true`;

function range(organisationId: OrganisationId, request: InvoiceListRequest, state: string): SQL {
  const { column, type } = orders[request.order];
  const direction = request.descending ? sql`desc` : sql`asc`;
  const conditions = [
    sql`i.organisation_id = ${organisationId}`,
    sql`i.state = ${state}`,
    ...lateness(request),
    ...sending(organisationId, request),
    ...narrowing(organisationId, request),
  ];
  if (request.after) {
    const beyond = request.descending ? sql`<` : sql`>`;
    const { key, id } = request.after;
    conditions.push(sql`(${column}, i.id) ${beyond} (${key}::${type}, ${id})`);
  }
  return sql`(select i.*, ${column} as sort_key from invoice i where ${sql.join(conditions, sql` and `)}
    order by ${column} ${direction}, i.id ${direction} limit ${request.limit})`;
}

/** An invoice without due date is due, never late (E20): its key lies after every day. */
function lateness({ view, todayOn }: InvoiceListRequest): SQL[] {
  if (view === 'due') return [sql`i.due_key >= ${todayOn}::date`];
  if (view === 'overdue') return [sql`i.due_key < ${todayOn}::date`];
  return [];
}

/** What waits to be sent is neither due nor overdue nor paid yet (UF-14). */
function sending(
  organisationId: OrganisationId,
  { view, sendingOn }: Pick<InvoiceListRequest, 'view' | 'sendingOn'>,
): SQL[] {
  if (view === 'to-send') return [waiting(organisationId, sendingOn)];
  const isApart = view === 'due' || view === 'overdue' || view === 'paid';
  return sendingOn && isApart ? [sql`not ${waitsToBeSent(organisationId)}`] : [];
}

/** The search of the list, as conditions on the invoice `i`. */
export function narrowing(
  organisationId: OrganisationId,
  { customerId, search }: Pick<InvoiceFilter, 'customerId' | 'search'>,
): SQL[] {
  return [
    ...(customerId === null ? [] : [sql`i.customer_id = ${customerId}`]),
    ...(search === null ? [] : [invoiceMatches(organisationId, search)]),
  ];
}

export type InvoiceCounts = Record<InvoiceView, number>;

/** How many invoices each view holds under the same search; answered from one index when nothing narrows it. */
export async function countInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  filter: InvoiceFilter,
): Promise<InvoiceCounts> {
  const conditions = [
    sql`i.organisation_id = ${organisationId}`,
    sql`i.state in ('open', 'paid', 'void')`,
    ...narrowing(organisationId, filter),
  ];
  const { rows } = await tx.execute<{
    state: string;
    late: boolean;
    waits: boolean;
    count: number;
  }>(sql`
    select i.state, i.due_key < ${filter.todayOn}::date as late,
      i.state <> 'void' and ${waiting(organisationId, filter.sendingOn)} as waits, count(*)::int as count
    from invoice i where ${sql.join(conditions, sql` and `)} group by 1, 2, 3`);
  const sum = (keep: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(keep).reduce((total, row) => total + row.count, 0);
  return {
    all: sum(() => true),
    'to-send': sum(({ waits }) => waits),
    due: sum(({ state, late, waits }) => state === 'open' && !late && !waits),
    overdue: sum(({ state, late, waits }) => state === 'open' && late && !waits),
    paid: sum(({ state, waits }) => state === 'paid' && !waits),
    void: sum(({ state }) => state === 'void'),
  };
}
