import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { CustomerId, OrganisationId } from '../../domain/ids.ts';
import { customer } from './schema/index.ts';
import type { Tx } from './transaction.ts';

/** What a person typed, taken apart: begin of a number, part of a customer's name, an amount. */
export interface Search {
  text: string;
  /** In minor units; null when the text is no amount. */
  amountMinor: number | null;
  customers: CustomerId[] | 'many';
}

/** Above this, asking "is it one of these" row by row is cheaper than collecting the rows of each. */
const FEW = 500;

export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Customers whose name holds the text, or that there are too many to list. */
export async function findCustomersNamed(
  tx: Tx,
  organisationId: OrganisationId,
  text: string,
): Promise<Search['customers']> {
  const rows = await tx
    .select({ id: customer.id })
    .from(customer)
    .where(
      and(
        eq(customer.organisationId, organisationId),
        sql`${customer.fullName} ilike ${containing(text)}`,
      ),
    )
    .limit(FEW + 1);
  return rows.length > FEW ? 'many' : rows.map((row) => row.id as CustomerId);
}

/** Condition on rows of `invoice i`. Plain comparisons on columns, so that indexes can answer under row-level security. */
export function invoiceMatches(organisationId: OrganisationId, search: Search): SQL {
  const begin = search.text.toLowerCase();
  const parts = [
    sql`(i.number_key >= ${begin} and i.number_key < ${`${begin}\u{10ffff}`})`,
    ofCustomers(organisationId, search),
  ];
  if (search.amountMinor !== null) {
    parts.push(
      sql`i.total_minor = ${search.amountMinor}`,
      sql`i.open_minor = ${search.amountMinor}`,
    );
  }
  return sql`(${sql.join(parts, sql` or `)})`;
}

function ofCustomers(organisationId: OrganisationId, { text, customers }: Search): SQL {
  if (customers !== 'many') return sql`i.customer_id = any(${sql.param(customers)}::text[])`;
  return sql`i.customer_id in (select c.id from customer c
    where c.organisation_id = ${organisationId} and c.full_name ilike ${containing(text)})`;
}
