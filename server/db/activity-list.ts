import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { invoiceMatches, type Search } from './search.ts';
import type { Tx } from './transaction.ts';

export interface ActivityRequest {
  kind: string | null;
  invoiceId: string | null;
  search: Search | null;
  /** Id of the last row seen. */
  beforeId: number | null;
  limit: number;
}

export type ActivityRow = {
  id: string;
  at: Date | string;
  kind: string;
  actor_kind: 'person' | 'rule' | 'books' | 'dunlin';
  actor_name: string;
  invoice_id: string | null;
  invoice_number: string | null;
  customer_name: string | null;
  delivery_id: string | null;
  detail: Record<string, string | number | boolean | null | string[]>;
};

/** History, newest first. */
export async function listActivity(
  tx: Tx,
  organisationId: OrganisationId,
  request: ActivityRequest,
): Promise<ActivityRow[]> {
  const { kind, invoiceId, search, beforeId, limit } = request;
  const conditions = [
    sql`a.organisation_id = ${organisationId}`,
    ...(kind === null ? [] : [sql`a.kind = ${kind}`]),
    ...(invoiceId === null ? [] : [sql`a.invoice_id = ${invoiceId}`]),
    ...(beforeId === null ? [] : [sql`a.id < ${beforeId}`]),
    ...(search === null
      ? []
      : [
          sql`a.invoice_id in (select i.id from invoice i
            where i.organisation_id = ${organisationId} and ${invoiceMatches(organisationId, search)})`,
        ]),
  ];
  const { rows } = await tx.execute<ActivityRow>(sql`
    with page as (
      select * from activity a where ${sql.join(conditions, sql` and `)} order by a.id desc limit ${limit}
    )
    select a.id, a.at, a.kind, a.actor_kind, a.actor_name, a.invoice_id, i.number as invoice_number,
      c.full_name as customer_name, a.delivery_id, a.detail
    from page a
    left join invoice i on i.organisation_id = ${organisationId} and i.id = a.invoice_id
    left join customer c on c.organisation_id = ${organisationId} and c.id = i.customer_id
    order by a.id desc`);
  return rows;
}
