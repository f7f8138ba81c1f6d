import { sql } from 'drizzle-orm';
import { addDays, type LocalDate } from '../../domain/local-date.ts';
import type { OrganisationToday } from './organisation-facts.ts';
import type { Tx } from './transaction.ts';

/**
 * The days on which each of these customers got a chasing message, as far back as the organisation's limits look; one entry for each
 * message. Those that may have left count. Nothing is read where there is no limit.
 */
export async function contactsOf(
  tx: Tx,
  { record: { id: organisationId, timeZone }, facts }: OrganisationToday,
  customerIds: string[],
): Promise<Map<string, LocalDate[]>> {
  const { contactGapDays, contactCap } = facts.sending;
  const reach = Math.max(contactGapDays, contactCap?.days ?? 0);
  const byCustomer = new Map<string, LocalDate[]>();
  if (reach === 0 || customerIds.length === 0) return byCustomer;
  const { rows } = await tx.execute<{ customer_id: string; on: LocalDate }>(sql`
    select customer_id, (coalesce(sent_at, called_at) at time zone ${timeZone})::date as on from delivery
    where organisation_id = ${organisationId} and customer_id = any(${sql.param(customerIds)}::text[])
      and called_at >= (${addDays(facts.todayOn, -reach)}::date - 1)::timestamp at time zone ${timeZone}
      and state in ('sent', 'unknown') and left_with is null and reminder_class <> 'new_invoice'`);
  for (const { customer_id: id, on } of rows)
    byCustomer.set(id, [...(byCustomer.get(id) ?? []), on]);
  return byCustomer;
}
