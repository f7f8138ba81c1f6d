import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import { loadCustomers } from './customer-facts.ts';
import { loadFacts, type Candidate } from './invoice-facts.ts';
import type { OrganisationToday } from './organisation-facts.ts';
import type { Tx } from './transaction.ts';

/** Open invoices of one customer, those due first in front. */
export function openCandidatesOf(
  tx: Tx,
  today: OrganisationToday,
  customerId: string,
): Promise<Candidate[]> {
  return loadFacts(
    tx,
    today,
    sql`i.customer_id = ${customerId} and i.state = 'open' order by i.due_key, i.id`,
  );
}

/** One customer as the gates see it; undefined when this organisation has none of that id. */
export async function findCustomerFacts(tx: Tx, organisationId: OrganisationId, id: string) {
  return (await loadCustomers(tx, organisationId, [id])).get(id);
}
