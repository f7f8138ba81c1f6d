import { sql } from 'drizzle-orm';
import type { KnownDelivery } from '../../domain/rules/plan-invoice.ts';
import type { ReminderClass } from '../../domain/rules/rule.ts';
import type { OrganisationToday } from './organisation-facts.ts';
import type { Tx } from './transaction.ts';

interface Row {
  [column: string]: unknown;
  id: string;
}

/** Deliveries about these invoices that were not called off. */
export async function knownDeliveries(
  tx: Tx,
  { record: { id: organisationId, timeZone } }: OrganisationToday,
  invoiceIds: string[],
): Promise<Map<string, KnownDelivery[]>> {
  const byInvoice = new Map<string, KnownDelivery[]>();
  if (invoiceIds.length === 0) return byInvoice;
  const { rows } = await tx.execute<Row>(sql`
    select id, invoice_id, rule_id, step_id, days, reminder_class, state, bundle,
      coalesce((coalesce(sent_at, called_at) at time zone ${timeZone})::date, planned_on) as on_date
    from delivery
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(invoiceIds)}::text[])
      and state <> 'cancelled'`);
  for (const row of rows) {
    const list = byInvoice.get(String(row['invoice_id'])) ?? [];
    list.push({
      id: row.id,
      ruleId: String(row['rule_id']),
      stepId: String(row['step_id']),
      days: Number(row['days']),
      reminderClass: row['reminder_class'] as ReminderClass,
      state: row['state'] as KnownDelivery['state'],
      onDate: String(row['on_date']),
    });
    byInvoice.set(String(row['invoice_id']), list);
  }
  return byInvoice;
}
