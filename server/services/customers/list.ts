import { z } from 'zod';
import type { CustomerPage, CustomerQuery, CustomerRow } from '../../../domain/api/rules.ts';
import {
  countOpenByCustomer,
  listCustomers,
  type CustomerListRow,
} from '../../db/customer-list.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';

const Place = z.object({ name: z.string().max(1000), id: z.string().max(64) });

/** Customers by name, with the number of their open invoices. */
export async function listCustomerPage(
  ctx: Context,
  member: Member,
  { q, ids, cursor, limit }: z.output<typeof CustomerQuery>,
): Promise<z.input<typeof CustomerPage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const request = {
    text: q || null,
    ids: ids === undefined ? null : ids.split(',').filter((id) => id !== ''),
    after: fromCursor(Place, cursor),
    limit: limit + 1,
  };
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const rows = await listCustomers(tx, organisationId, request);
    const page = cutPage(rows, limit, (last) => ({ name: last.fullName, id: last.id }));
    const shown = page.rows.map((row) => row.id);
    const open = await countOpenByCustomer(tx, organisationId, shown);
    return { rows: page.rows.map((row) => toCustomerRow(row, open)), next: page.next };
  });
}

export function toCustomerRow(
  row: CustomerListRow,
  open: Map<string, number>,
): z.input<typeof CustomerRow> {
  return { ...row, openInvoices: open.get(row.id) ?? 0 };
}
