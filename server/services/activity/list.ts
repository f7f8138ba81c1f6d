import { z } from 'zod';
import type { ActivityPage, ActivityQuery } from '../../../domain/api/invoices.ts';
import { listActivity, type ActivityRow } from '../../db/activity-list.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { toSearch } from '../invoices/search.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';

const Place = z.object({ beforeId: z.number().int() });

/** What happened in the organisation or with one invoice, newest first. */
export async function listActivityPage(
  ctx: Context,
  member: Member,
  query: z.output<typeof ActivityQuery>,
): Promise<z.input<typeof ActivityPage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const { kind = null, invoice = null, limit, cursor, q } = query;
  const place = fromCursor(Place, cursor);
  const rows = await inOrganisation(ctx.store, organisationId, async (tx) =>
    listActivity(tx, organisationId, {
      kind,
      invoiceId: invoice,
      search: await toSearch(tx, organisationId, q, null),
      beforeId: place?.beforeId ?? null,
      limit: limit + 1,
    }),
  );
  const page = cutPage(rows, limit, (last) => ({ beforeId: Number(last.id) }));
  return { rows: page.rows.map(toJson), next: page.next };
}

function toJson(row: ActivityRow): z.input<typeof ActivityPage>['rows'][number] {
  return {
    id: String(row.id),
    at: new Date(row.at).toISOString(),
    kind: row.kind,
    actor: { kind: row.actor_kind, name: row.actor_name },
    invoiceId: row.invoice_id,
    invoiceNumber: row.invoice_number,
    customerName: row.customer_name,
    deliveryId: row.delivery_id,
    detail: row.detail,
  };
}
