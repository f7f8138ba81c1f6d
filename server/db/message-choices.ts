import { sql } from 'drizzle-orm';
import { MOVED, occurrenceIn, SKIPPED, TAKEN_BACK } from '../../domain/deliveries/choices.ts';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { ReminderClass } from '../../domain/rules/rule.ts';
import type { Pattern } from './decision-pattern.ts';
import type { Tx } from './transaction.ts';

/** One message, planned or only foretold, as its delivery is or would be stored. */
export interface ChosenMessage {
  id: string;
  key: string;
  invoiceId: InvoiceId;
  customerId: string | null;
  ruleId: string;
  ruleVersion: number;
  stepId: string;
  days: number;
  reminderClass: ReminderClass;
  /** The day on which it would leave; of a moved one the day it is moved to. */
  onDate: LocalDate;
}

/** What a choice touched. */
export interface ChosenRow {
  [column: string]: unknown;
  id: string;
  invoiceId: InvoiceId;
  days: number;
  reminderClass: ReminderClass;
  onDate: LocalDate;
}

const touched = sql`id, invoice_id as "invoiceId", days, reminder_class as "reminderClass", planned_on::text as "onDate"`;

/**
 * Remembers what a person chose. A message that is planned is called off with it, one that is not gets a row that was never planned. What a
 * worker holds, or what left, is not touched and not in the answer.
 */
export async function chooseMessages(
  tx: Tx,
  organisationId: OrganisationId,
  rows: ChosenMessage[],
  choice: { reason: typeof SKIPPED | typeof MOVED; now: Date; pattern: Pattern },
): Promise<ChosenRow[]> {
  if (rows.length === 0) return [];
  const { pattern, reason } = choice;
  const now = sql`${choice.now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    insert into decision_pattern (organisation_id, id, gates)
    values (${organisationId}, ${pattern.id}, ${JSON.stringify(pattern.gates)}::json) on conflict do nothing`);
  const column = (pick: (row: ChosenMessage) => unknown) => sql.param(rows.map(pick));
  const { rows: result } = await tx.execute<ChosenRow>(sql`
    insert into delivery (organisation_id, state, reason, channel, planned_at, leaves_at, pattern_id, saw,
      id, key, invoice_id, customer_id, rule_id, rule_version, step_id, days, reminder_class, planned_on)
    select ${organisationId}::uuid, 'cancelled', ${reason}, 'email', ${now}, ${now}, ${pattern.id}::uuid, '[]'::json, t.*
    from unnest(
      ${column((r) => r.id)}::uuid[], ${column((r) => r.key)}::text[], ${column((r) => r.invoiceId)}::text[],
      ${column((r) => r.customerId)}::text[], ${column((r) => r.ruleId)}::uuid[], ${column((r) => r.ruleVersion)}::int[],
      ${column((r) => r.stepId)}::uuid[], ${column((r) => r.days)}::smallint[], ${column((r) => r.reminderClass)}::text[],
      ${column((r) => r.onDate)}::date[]) as t
    on conflict (organisation_id, key) do update
      set state = 'cancelled', reason = excluded.reason, planned_on = excluded.planned_on
    where delivery.state in ('planned', 'cancelled')
    returning ${touched}`);
  return result;
}

/** Takes choices back; the rules decide about these messages again. */
export async function takeBackChoices(
  tx: Tx,
  organisationId: OrganisationId,
  keys: string[],
): Promise<ChosenRow[]> {
  const { rows } = await tx.execute<ChosenRow>(sql`
    update delivery set reason = ${TAKEN_BACK}
    where organisation_id = ${organisationId} and key = any(${sql.param(keys)}::text[])
      and state = 'cancelled' and reason in (${SKIPPED}, ${MOVED})
    returning ${touched}`);
  return rows;
}

/** Planned messages leave at that instant instead. One row of each bundle wakes the others. */
export async function hastenPlanned(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
  leavesAt: Date,
): Promise<(ChosenRow & { bundle: string | null })[]> {
  const { rows } = await tx.execute<ChosenRow & { bundle: string | null }>(sql`
    update delivery set leaves_at = ${leavesAt.toISOString()}::timestamptz,
      hastened_from = coalesce(hastened_from, leaves_at)
    where organisation_id = ${organisationId} and id = any(${sql.param(ids)}::uuid[]) and state = 'planned'
    returning ${touched}, bundle`);
  return rows;
}

/** Messages that a person sent now, and that no worker holds yet, leave when they were to leave before. */
export async function slowHastened(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<ChosenRow[]> {
  const { rows } = await tx.execute<ChosenRow>(sql`
    update delivery set leaves_at = hastened_from, hastened_from = null
    where organisation_id = ${organisationId} and id = any(${sql.param(ids)}::uuid[]) and state = 'planned'
      and hastened_from is not null
    returning ${touched}`);
  return rows;
}

/** A choice that stands, for the list of them. */
export interface StandingChoice {
  key: string;
  invoiceId: string;
  invoiceNumber: string | null;
  customerName: string | null;
  ruleId: string;
  stepId: string;
  days: number;
  reminderClass: ReminderClass;
  occurrenceOn: LocalDate | null;
  kind: 'skipped' | 'moved';
  onDate: LocalDate;
}

/** Choices about open invoices that can still matter, the newest day first. */
export async function listChoices(
  tx: Tx,
  organisationId: OrganisationId,
  limit: number,
): Promise<StandingChoice[]> {
  const { rows } = await tx.execute<{ [column: string]: unknown }>(sql`
    select d.key, d.invoice_id, i.number, c.full_name, d.rule_id, d.step_id, d.days, d.reminder_class, d.reason, d.planned_on::text as on_date
    from delivery d
    join invoice i on i.organisation_id = d.organisation_id and i.id = d.invoice_id and i.state = 'open'
    left join customer c on c.organisation_id = i.organisation_id and c.id = i.customer_id
    join rule r on r.organisation_id = d.organisation_id and r.id = d.rule_id and r.deleted_at is null
    where d.organisation_id = ${organisationId} and d.state = 'cancelled' and d.reason in (${SKIPPED}, ${MOVED})
    order by d.planned_on desc, d.key limit ${limit}`);
  return rows.map((row) => {
    const reminderClass = row['reminder_class'] as ReminderClass;
    return {
      key: String(row['key']),
      invoiceId: String(row['invoice_id']),
      invoiceNumber: row['number'] as string | null,
      customerName: row['full_name'] as string | null,
      ruleId: String(row['rule_id']),
      stepId: String(row['step_id']),
      days: Number(row['days']),
      reminderClass,
      occurrenceOn: occurrenceIn(String(row['key']), reminderClass),
      kind: row['reason'] === MOVED ? 'moved' : 'skipped',
      onDate: String(row['on_date']),
    };
  });
}
