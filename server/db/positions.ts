import { sql } from 'drizzle-orm';
import type { CustomerId, OrganisationId } from '../../domain/ids.ts';
import type { NetPosition } from '../../domain/invoice/money-received.ts';
import type { Tx } from './transaction.ts';

/**
 * What these customers owe and are owed, per currency, for those who have money on account or an open credit memo (E4); nobody else is in
 * the answer. A customer billed with its parent counts together with that parent and all who are billed with it (E28).
 */
export async function netPositions(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: CustomerId[],
): Promise<Map<CustomerId, NetPosition[]>> {
  if (customerIds.length === 0 || !(await hasCredit(tx, organisationId))) return new Map();
  const { rows } = await tx.execute<{ ids: CustomerId[] } & { [column: string]: unknown }>(
    positionsOf(organisationId, customerIds),
  );
  const byCustomer = new Map<CustomerId, NetPosition[]>();
  for (const { ids, currency, open, credit } of rows) {
    const position = {
      currency: String(currency),
      openMinor: Number(open),
      creditMinor: Number(credit),
    };
    for (const id of ids) byCustomer.set(id, [...(byCustomer.get(id) ?? []), position]);
  }
  return byCustomer;
}

const onAccount = sql`unapplied_minor > 0 and state = 'live'`;
const openCredit = sql`remaining_minor > 0 and state = 'live'`;

/** Most businesses have no credit at all on most days: two looks at small partial indexes answer for thousands of customers. */
async function hasCredit(tx: Tx, organisationId: OrganisationId): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(sql`
    select exists (select from payment where organisation_id = ${organisationId} and ${onAccount})
      or exists (select from credit where organisation_id = ${organisationId} and ${openCredit}) as found`);
  return rows[0]?.found ?? false;
}

/** Money whose currency the books left out is in the customer's, which cannot change (facts: QuickBooks 3.3). */
function positionsOf(organisationId: OrganisationId, customerIds: CustomerId[]) {
  const root = (of: string) =>
    sql.raw(`coalesce(case when ${of}.bill_with_parent then ${of}.parent_id end, ${of}.id)`);
  return sql`
    with owed as materialized (
      select customer_id, currency, sum(minor) as minor from (
        select customer_id, currency, unapplied_minor as minor from payment
        where organisation_id = ${organisationId} and customer_id is not null and ${onAccount}
        union all
        select customer_id, currency, remaining_minor from credit
        where organisation_id = ${organisationId} and customer_id is not null and ${openCredit}
      ) received group by customer_id, currency
    ), asked as (
      select ${root('c')} as root, array_agg(c.id order by c.id) as ids from customer c
      where c.organisation_id = ${organisationId} and c.id = any(${sql.param(customerIds)}::text[]) group by 1
    ), members as materialized (
      select asked.root, c.id, c.currency from asked join customer c on c.organisation_id = ${organisationId} and c.id = asked.root
      union
      select asked.root, c.id, c.currency from asked join customer c
        on c.organisation_id = ${organisationId} and c.parent_id = asked.root and c.bill_with_parent
    ), credited as materialized (
      select root, id, members.currency from members
      where root in (select m.root from members m join owed on owed.customer_id = m.id)
    ), sums as (
      select root, coalesce(owed.currency, credited.currency) as currency, 0 as open, owed.minor as credit
      from credited join owed on owed.customer_id = credited.id
      union all
      select root, invoice.currency, invoice.open_minor, 0
      from credited join invoice on invoice.organisation_id = ${organisationId} and invoice.customer_id = credited.id
      where invoice.state = 'open'
    )
    select asked.ids, sums.currency, sum(sums.open) as open, sum(sums.credit) as credit
    from sums join asked using (root) where sums.currency is not null
    group by asked.root, asked.ids, sums.currency order by sums.currency`;
}

/** Of these customers, those whose position counts any credit, their own or that of somebody billed with them. */
export async function findCreditedCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: CustomerId[],
): Promise<CustomerId[]> {
  const positions = await netPositions(tx, organisationId, customerIds);
  return [...positions].filter(([, of]) => of.some((one) => one.creditMinor > 0)).map(([id]) => id);
}
