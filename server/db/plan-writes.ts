import { sql } from 'drizzle-orm';
import type { GateResult } from '../../domain/gates/gate.ts';
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
  gates: GateResult[];
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
    with input as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as t(
        "id" uuid, "key" text, "invoiceId" text, "ruleId" uuid, "ruleName" text, "ruleVersion" int, "stepId" uuid, "days" smallint,
        "condition" text, "gates" json
      )
    ), planned as (
      insert into delivery (organisation_id, id, key, state, channel, invoice_id, rule_id, rule_version, step_id, days, condition, planned_on, planned_at)
      select ${organisationId}, id, key, 'planned', 'email', "invoiceId", "ruleId", "ruleVersion", "stepId", days, condition,
        ${at.plannedOn}::date, ${now}::timestamptz
      from input
      on conflict (organisation_id, key) do update set state = 'planned', reason = '', rule_version = excluded.rule_version,
        days = excluded.days, planned_on = excluded.planned_on, planned_at = excluded.planned_at
      where delivery.state = 'cancelled'
      returning id, key
    ), decided as (
      insert into decision (organisation_id, invoice_id, rule_id, rule_version, step_id, phase, verdict, gates, decided_at)
      select ${organisationId}, i."invoiceId", i."ruleId", i."ruleVersion", i."stepId", 'plan', 'pass', i.gates, ${now}::timestamptz
      from input i join planned p on p.key = i.key
    ), told as (
      insert into activity (organisation_id, at, kind, actor_kind, actor_name, invoice_id, delivery_id, detail)
      select ${organisationId}, ${now}::timestamptz, 'delivery.planned', 'rule', i."ruleName", i."invoiceId", p.id,
        json_build_object('days', i.days, 'ruleVersion', i."ruleVersion", 'plannedOn', ${at.plannedOn}::text)
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
