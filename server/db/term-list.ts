import { eq, sql, type SQL } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { term } from './schema/index.ts';
import type { Tx } from './transaction.ts';

/** The terms that count for the invoice `i`: its own, or where the books keep them with customers alone, its customer's. */
export const termIdOf: SQL = sql`(case when i.terms_of_customer then
  (select c.term_id from customer c where c.organisation_id = i.organisation_id and c.id = i.customer_id)
  else i.term_id end)`;

export function listTerms(tx: Tx, organisationId: OrganisationId) {
  return tx
    .select({ id: term.id, name: term.name, active: term.active })
    .from(term)
    .where(eq(term.organisationId, organisationId))
    .orderBy(term.name, term.id);
}

/** Open invoices by payment terms; those without terms under null. */
export async function countOpenByTerm(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<Map<string | null, number>> {
  const { rows } = await tx.execute<{ id: string | null; open: number }>(sql`
    select ${termIdOf} as id, count(*)::int as open from invoice i
    where i.organisation_id = ${organisationId} and i.state = 'open' group by 1`);
  return new Map(rows.map(({ id, open }) => [id, open]));
}
