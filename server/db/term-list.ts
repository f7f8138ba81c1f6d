import { and, eq, sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { invoice, term } from './schema/index.ts';
import type { Tx } from './transaction.ts';

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
  const rows = await tx
    .select({ id: invoice.termId, open: sql<number>`count(*)::int` })
    .from(invoice)
    .where(and(eq(invoice.organisationId, organisationId), eq(invoice.state, 'open')))
    .groupBy(invoice.termId);
  return new Map(rows.map(({ id, open }) => [id, open]));
}
