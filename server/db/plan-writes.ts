import { sql } from 'drizzle-orm';
import type { OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { Tx } from './transaction.ts';

export interface NewDelivery {
  id: string;
  key: string;
  invoiceId: string;
  ruleId: string;
  ruleName: string;
  ruleVersion: number;
  stepId: string;
  days: number;
  condition: string;
  gates: string;
}

export interface NextLook {
  invoiceId: string;
  nextPlanOn: LocalDate | null;
  nextContactOn: LocalDate | null;
  nextRuleId: string | null;
  nextDays: number | null;
}

const column = <T>(rows: T[], pick: (row: T) => unknown) => sql.param(rows.map(pick));

/**
 * Delivery, decision, activity and work of every planned message in one statement: they exist together or not at all. A key that was
 * cancelled comes back to life; one that was ever claimed does not.
 */
export async function insertPlanned(
  tx: Tx,
  organisationId: OrganisationId,
  rows: NewDelivery[],
  at: { plannedOn: LocalDate; now: Date },
): Promise<number> {
  if (rows.length === 0) return 0;
  const now = at.now.toISOString();
  const { rows: result } = await tx.execute<{ count: string }>(sql`
    with input as (
      select * from unnest(
        ${column(rows, (r) => r.id)}::uuid[], ${column(rows, (r) => r.key)}::text[], ${column(rows, (r) => r.invoiceId)}::text[],
        ${column(rows, (r) => r.ruleId)}::uuid[], ${column(rows, (r) => r.ruleName)}::text[], ${column(rows, (r) => r.ruleVersion)}::int[],
        ${column(rows, (r) => r.stepId)}::uuid[], ${column(rows, (r) => r.days)}::smallint[], ${column(rows, (r) => r.condition)}::text[],
        ${column(rows, (r) => r.gates)}::json[]
      ) as t(id, key, invoice_id, rule_id, rule_name, rule_version, step_id, days, condition, gates)
    ), planned as (
      insert into delivery (organisation_id, id, key, state, channel, invoice_id, rule_id, rule_version, step_id, days, condition, planned_on, planned_at)
      select ${organisationId}, id, key, 'planned', 'email', invoice_id, rule_id, rule_version, step_id, days, condition,
        ${at.plannedOn}::date, ${now}::timestamptz
      from input
      on conflict (organisation_id, key) do update set state = 'planned', reason = '', rule_version = excluded.rule_version,
        days = excluded.days, planned_on = excluded.planned_on, planned_at = excluded.planned_at
      where delivery.state = 'cancelled'
      returning id, key
    ), decided as (
      insert into decision (organisation_id, invoice_id, rule_id, rule_version, step_id, phase, verdict, gates, decided_at)
      select ${organisationId}, i.invoice_id, i.rule_id, i.rule_version, i.step_id, 'plan', 'pass', i.gates, ${now}::timestamptz
      from input i join planned p on p.key = i.key
    ), told as (
      insert into activity (organisation_id, at, kind, actor_kind, actor_name, invoice_id, delivery_id, detail)
      select ${organisationId}, ${now}::timestamptz, 'delivery.planned', 'rule', i.rule_name, i.invoice_id, p.id,
        json_build_object('days', i.days, 'ruleVersion', i.rule_version, 'plannedOn', ${at.plannedOn}::text)
      from input i join planned p on p.key = i.key
    ), queued as (
      insert into outbox (organisation_id, name, key, payload, available_at)
      select ${organisationId}, 'delivery.send', id::text,
        jsonb_build_object('organisationId', ${organisationId}::text, 'deliveryId', id), ${now}::timestamptz
      from planned on conflict do nothing
    )
    select count(*) as count from planned`);
  return Number(result[0]?.count ?? 0);
}

/** Calls off planned messages; those that a worker has already claimed are left to it. Returns the ids that were called off. */
export async function cancelPlanned(
  tx: Tx,
  organisationId: OrganisationId,
  rows: { id: string; reason: string }[],
  now: Date,
): Promise<number> {
  if (rows.length === 0) return 0;
  const { rows: result } = await tx.execute<{ count: string }>(sql`
    with input as (
      select * from unnest(${column(rows, (r) => r.id)}::uuid[], ${column(rows, (r) => r.reason)}::text[]) as t(id, reason)
    ), cancelled as (
      update delivery d set state = 'cancelled', reason = input.reason from input
      where d.organisation_id = ${organisationId} and d.id = input.id and d.state = 'planned'
      returning d.id, d.invoice_id, d.days, d.planned_on, d.reason
    ), told as (
      insert into activity (organisation_id, at, kind, actor_kind, actor_name, invoice_id, delivery_id, detail)
      select ${organisationId}, ${now.toISOString()}::timestamptz, 'delivery.cancelled', 'dunlin', 'Dunlin', invoice_id, id,
        json_build_object('days', days, 'plannedOn', planned_on::text, 'reason', reason)
      from cancelled
    )
    select count(*) as count from cancelled`);
  return Number(result[0]?.count ?? 0);
}

/** Wakes planned messages whose wake-up may have been lost, for instance while the connection was broken. */
export async function wakePlanned(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    insert into outbox (organisation_id, name, key, payload, available_at)
    select ${organisationId}, 'delivery.send', id::text,
      jsonb_build_object('organisationId', ${organisationId}::text, 'deliveryId', id), ${now.toISOString()}::timestamptz
    from unnest(${sql.param(ids)}::uuid[]) as t(id)
    where not exists (
      select from outbox o where o.organisation_id = ${organisationId} and o.name = 'delivery.send' and o.key = t.id::text
        and o.state in ('waiting', 'queued')
    )
    on conflict do nothing`);
}

/** Notes when each invoice is looked at again and what its next message is. */
export async function noteNextLook(
  tx: Tx,
  organisationId: OrganisationId,
  rows: NextLook[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update invoice i set next_plan_on = t.next_plan_on, next_contact_on = t.next_contact_on, next_rule_id = t.next_rule_id,
      next_days = t.next_days
    from unnest(
      ${column(rows, (r) => r.invoiceId)}::text[], ${column(rows, (r) => r.nextPlanOn)}::date[],
      ${column(rows, (r) => r.nextContactOn)}::date[], ${column(rows, (r) => r.nextRuleId)}::uuid[], ${column(rows, (r) => r.nextDays)}::int[]
    ) as t(id, next_plan_on, next_contact_on, next_rule_id, next_days)
    where i.organisation_id = ${organisationId} and i.id = t.id`);
}
