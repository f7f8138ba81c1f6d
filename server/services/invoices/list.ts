import { z } from 'zod';
import type { InvoiceListQuery, InvoicePage } from '../../../domain/api/invoices.ts';
import { NotFound } from '../../../domain/errors.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import {
  countInvoices,
  listInvoices,
  type InvoiceCounts,
  type InvoiceFilter,
  type InvoiceListRequest,
  type InvoiceListRow,
  type InvoiceOrder,
} from '../../db/invoice-list.ts';
import { sendingOf } from '../../db/invoice-sending.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { toSearch } from './search.ts';
import { toInvoiceRow } from './to-row.ts';

const count = z.number().int();
/** The counts travel along, so that only the first page counts. */
const Place = z.object({
  sort: z.string(),
  key: z.string().max(200),
  id: z.string().max(64),
  counts: z.object({
    all: count,
    'to-send': count,
    due: count,
    overdue: count,
    paid: count,
    void: count,
  }),
});

/** One page of invoices with the number in each view. */
export async function listInvoicePage(
  ctx: Context,
  member: Member,
  query: z.output<typeof InvoiceListQuery>,
): Promise<z.input<typeof InvoicePage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const place = placeIn(query);
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const organisation = await findOrganisation(tx, organisationId);
    if (!organisation) throw new NotFound('organisation.unknown', 'no such organisation');
    const todayOn = localDateOf(ctx.now(), organisation.timeZone);
    const search = await toSearch(tx, organisationId, query.q, organisation.homeCurrency);
    const sendingOn = sendingOf(organisation).on;
    const filter = { todayOn, search, customerId: query.customer ?? null, sendingOn };
    const counts = place?.counts ?? (await countInvoices(tx, organisationId, filter));
    const rows = await listInvoices(tx, organisationId, { ...filter, ...requestOf(query, place) });
    return { ...toPage(rows, query, counts, todayOn), counts };
  });
}

/** A mark from another order would start in the middle of nowhere; then the list starts at its top. */
function placeIn({ cursor, sort }: z.output<typeof InvoiceListQuery>) {
  const place = fromCursor(Place, cursor);
  return place?.sort === sort ? place : null;
}

function requestOf(
  { status, sort, limit }: z.output<typeof InvoiceListQuery>,
  after: { key: string; id: string } | null,
): Omit<InvoiceListRequest, keyof InvoiceFilter> {
  const descending = sort.startsWith('-');
  const order = sort.replace('-', '') as InvoiceOrder;
  return { view: status, order, descending, after, limit: limit + 1 };
}

function toPage(
  rows: InvoiceListRow[],
  { limit, sort }: z.output<typeof InvoiceListQuery>,
  counts: InvoiceCounts,
  todayOn: string,
) {
  const page = cutPage(rows, limit, ({ key, id }) => ({ sort, key, id, counts }));
  return { rows: page.rows.map((row) => toInvoiceRow(row, todayOn)), next: page.next };
}
