import { sql } from 'drizzle-orm';
import { SKIPPED, STOPPED } from '../../domain/deliveries/choices.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { ReminderClass } from '../../domain/rules/rule.ts';
import type { Pattern, PatternValues } from './decision-pattern.ts';
import type { Tx } from './transaction.ts';

export interface NewDelivery {
  id: string;
  key: string;
  invoiceId: string;
  customerId: string | null;
  bundle: string | null;
  ruleId: string;
  ruleVersion: number;
  stepId: string;
  days: number;
  reminderClass: ReminderClass;
  patternId: string;
  saw: PatternValues;
  leavesAt: Date;
}

/** A delivery as its place in a bundle follows from the facts of today. */
export interface KeptDelivery {
  id: string;
  bundle: string | null;
}

const columnOf =
  <T>(rows: T[]) =>
  (pick: (row: T) => unknown) =>
    sql.param(rows.map(pick));

/**
 * Delivery, decision and work of every planned message in one statement: they exist together or not at all. A key that was cancelled
 * comes back to life; one that was ever claimed, or that was left out for good, does not. A bundle is woken once. Returns how many are planned.
 */
export async function insertPlanned(
  tx: Tx,
  organisationId: OrganisationId,
  rows: NewDelivery[],
  at: { plannedOn: LocalDate; now: Date; patterns: Pattern[] },
): Promise<number> {
  if (rows.length === 0) return 0;
  await savePatterns(tx, organisationId, at.patterns);
  const column = columnOf(rows);
  const { rows: result } = await tx.execute<{ count: string }>(sql`
    with planned as (
      insert into delivery (organisation_id, state, channel, planned_on, planned_at,
        id, key, invoice_id, customer_id, bundle, rule_id, rule_version, step_id, days, reminder_class, pattern_id, saw, leaves_at)
      select ${organisationId}::uuid, 'planned', 'email', ${at.plannedOn}::date, ${at.now.toISOString()}::timestamptz, t.*
      from unnest(
        ${column((r) => r.id)}::uuid[], ${column((r) => r.key)}::text[], ${column((r) => r.invoiceId)}::text[],
        ${column((r) => r.customerId)}::text[], ${column((r) => r.bundle)}::text[], ${column((r) => r.ruleId)}::uuid[],
        ${column((r) => r.ruleVersion)}::int[], ${column((r) => r.stepId)}::uuid[], ${column((r) => r.days)}::smallint[],
        ${column((r) => r.reminderClass)}::text[], ${column((r) => r.patternId)}::uuid[],
        ${column((r) => JSON.stringify(r.saw))}::json[], ${column((r) => r.leavesAt.toISOString())}::timestamptz[]
      ) as t
      on conflict (organisation_id, key) do update set state = 'planned', reason = '', rule_version = excluded.rule_version,
        days = excluded.days, planned_on = excluded.planned_on, planned_at = excluded.planned_at, bundle = excluded.bundle,
        customer_id = excluded.customer_id, pattern_id = excluded.pattern_id, saw = excluded.saw, leaves_at = excluded.leaves_at,
        hastened_from = null
      where delivery.state = 'cancelled' and delivery.reason not in (${SKIPPED}, ${STOPPED})
      returning id, bundle, leaves_at
    ), queued as (${wake(organisationId, sql`planned`)})
    select count(*) as count from planned`);
  return Number(result[0]?.count ?? 0);
}

async function savePatterns(
  tx: Tx,
  organisationId: OrganisationId,
  patterns: Pattern[],
): Promise<void> {
  if (patterns.length === 0) return;
  const column = columnOf(patterns);
  await tx.execute(sql`
    insert into decision_pattern (organisation_id, id, gates)
    select ${organisationId}::uuid, t.* from unnest(
      ${column(({ id }) => id)}::uuid[], ${column(({ gates }) => JSON.stringify(gates))}::json[]) as t
    on conflict do nothing`);
}

/**
 * Work that sends: one row for a bundle, however many messages it holds. Work that waits already is enough once it is early enough; the
 * conflict locks its row, so that no relay takes it before these messages can be seen.
 */
function wake(organisationId: OrganisationId, from: ReturnType<typeof sql>) {
  return sql`
    insert into outbox (organisation_id, name, key, payload, available_at)
    select ${organisationId}::uuid, 'delivery.send', key,
      jsonb_build_object('organisationId', ${organisationId}::text, 'deliveryId', id), leaves_at
    from (
      select distinct on (coalesce(bundle, id::text)) coalesce(bundle, id::text) as key, id, leaves_at from ${from}
      order by coalesce(bundle, id::text), leaves_at
    ) first_of_bundle
    on conflict (organisation_id, name, key) where state = 'waiting'
    do update set available_at = excluded.available_at where excluded.available_at < outbox.available_at`;
}

/** Calls off planned messages; those that a worker has already claimed are left to it. Returns how many were called off. */
export async function cancelPlanned(
  tx: Tx,
  organisationId: OrganisationId,
  rows: { id: string; reason: string }[],
  now: Date,
): Promise<number> {
  if (rows.length === 0) return 0;
  const column = columnOf(rows);
  const { rows: result } = await tx.execute<{ count: string }>(sql`
    with input as (
      select * from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.reason)}::text[]) as t(id, reason)
    ), cancelled as (
      update delivery d set state = 'cancelled', reason = input.reason from input
      where d.organisation_id = ${organisationId} and d.id = input.id and d.state = 'planned'
      returning d.id, d.invoice_id, d.days, d.planned_on, d.reason, d.reminder_class
    ), told as (
      insert into activity (organisation_id, at, kind, actor_kind, actor_name, invoice_id, delivery_id, detail)
      select ${organisationId}, ${now.toISOString()}::timestamptz, 'delivery.cancelled', 'dunlin', 'Dunlin', invoice_id, id,
        json_build_object('days', days, 'type', reminder_class, 'plannedOn', planned_on::text, 'reason', reason)
      from cancelled
    )
    select count(*) as count from cancelled`);
  return Number(result[0]?.count ?? 0);
}

/**
 * Messages that stay planned go to the bundle they belong to now, and are woken: their wake-up may have been lost, for instance while the
 * connection was broken.
 */
export async function keepPlanned(
  tx: Tx,
  organisationId: OrganisationId,
  rows: KeptDelivery[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = columnOf(rows);
  await tx.execute(sql`
    with input as (
      select * from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.bundle)}::text[]) as t(id, bundle)
    ), moved as (
      update delivery d set bundle = input.bundle from input
      where d.organisation_id = ${organisationId} and d.id = input.id and d.state = 'planned' and d.bundle is distinct from input.bundle
    ), silent as (
      select input.id, input.bundle, d.leaves_at from input
      join delivery d on d.organisation_id = ${organisationId} and d.id = input.id
      where not exists (
        select from outbox o where o.organisation_id = ${organisationId} and o.name = 'delivery.send'
          and o.key = coalesce(input.bundle, input.id::text) and o.state in ('waiting', 'queued')
      )
    )
    ${wake(organisationId, sql`silent`)}`);
}
