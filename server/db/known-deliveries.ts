import { sql } from 'drizzle-orm';
import { MOVED, occurrenceIn, SKIPPED, STOPPED } from '../../domain/deliveries/choices.ts';
import type { MovedStep } from '../../domain/gates/gate.ts';
import type { KnownDelivery } from '../../domain/rules/plan-invoice.ts';
import type { ReminderClass } from '../../domain/rules/rule.ts';
import type { OrganisationToday } from './organisation-facts.ts';
import type { Tx } from './transaction.ts';

interface Row {
  [column: string]: unknown;
  id: string;
}

export interface KnownAbout {
  known: KnownDelivery[];
  /** Undefined for most: nobody moved anything. */
  moved?: MovedStep[];
}

/** Reminders about these invoices that were not called off, with what a person left out or moved to another day. */
export async function knownDeliveries(
  tx: Tx,
  { record: { id: organisationId, timeZone } }: OrganisationToday,
  invoiceIds: string[],
): Promise<Map<string, KnownAbout>> {
  const byInvoice = new Map<string, KnownAbout>();
  if (invoiceIds.length === 0) return byInvoice;
  const { rows } = await tx.execute<Row>(sql`
    select id, invoice_id, rule_id, step_id, days, reminder_class, state, reason, key,
      coalesce((coalesce(sent_at, called_at) at time zone ${timeZone})::date, planned_on) as on_date
    from delivery
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(invoiceIds)}::text[])
      and rule_id is not null and (state <> 'cancelled' or reason in (${SKIPPED}, ${MOVED}, ${STOPPED}))`);
  for (const row of rows) {
    const invoiceId = String(row['invoice_id']);
    const about = byInvoice.get(invoiceId) ?? { known: [] };
    byInvoice.set(invoiceId, about);
    if (row['reason'] === MOVED && row['state'] === 'cancelled')
      (about.moved ??= []).push(toMoved(row));
    else about.known.push(toKnown(row));
  }
  return byInvoice;
}

function toKnown(row: Row): KnownDelivery {
  const state = row['state'] as KnownDelivery['state'] | 'cancelled';
  return {
    id: row.id,
    ruleId: String(row['rule_id']),
    stepId: String(row['step_id']),
    days: Number(row['days']),
    reminderClass: row['reminder_class'] as ReminderClass,
    state: state === 'cancelled' ? calledOff(row) : state,
    onDate: String(row['on_date']),
  };
}

function toMoved(row: Row): MovedStep {
  return {
    stepId: String(row['step_id']),
    occurrenceOn: occurrenceIn(String(row['key']), row['reminder_class'] as ReminderClass),
    toOn: String(row['on_date']),
  };
}

const calledOff = (row: Row): 'skipped' | 'stopped' =>
  row['reason'] === STOPPED ? 'stopped' : 'skipped';
