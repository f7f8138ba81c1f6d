import { and, eq, lte, sql } from 'drizzle-orm';
import { AutopaySettings } from '../../domain/calendar/autopay.ts';
import { prepareCalendar, type SendingCalendar } from '../../domain/calendar/sending-calendar.ts';
import { SendingSettings } from '../../domain/calendar/sending-settings.ts';
import { freshnessOf, type Freshness } from '../../domain/gates/freshness.ts';
import type { OrganisationFacts } from '../../domain/gates/gate.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { localDateOf, type LocalDate } from '../../domain/local-date.ts';
import type { Language } from '../../domain/rules/rule.ts';
import { NotFound } from '../../domain/errors.ts';
import { organisation } from './schema/index.ts';
import { suppressedBy } from './suppressions.ts';
import type { Tx } from './transaction.ts';

export type OrganisationRecord = typeof organisation.$inferSelect;

export interface OrganisationToday {
  record: OrganisationRecord;
  facts: OrganisationFacts;
  sending: SendingSettings;
  autopay: AutopaySettings;
  /** The days of `sending`, with the holidays as they were last resolved. */
  calendar: SendingCalendar;
}

/** The organisation as the gates see it at this instant: its own calendar day, its switch, and whether its books can be trusted. */
export async function getOrganisationToday(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<OrganisationToday> {
  const [found] = await tx
    .select({
      record: organisation,
      link: linkOf(organisationId),
      suppressed: suppressedBy(organisationId),
    })
    .from(organisation)
    .where(eq(organisation.id, organisationId));
  if (!found) throw new NotFound('organisation.not-found', 'no such organisation');
  const { record, link, suppressed } = found;
  const live = link?.state === 'live';
  const sending = SendingSettings.parse(record.sending);
  const calendar = prepareCalendar(sending, new Set(record.sendingHolidays));
  return {
    record,
    sending,
    autopay: AutopaySettings.parse(record.autopay),
    calendar,
    facts: {
      live,
      liveReason: live ? '' : link?.reason || link?.state || 'disconnected',
      remindersOn: record.remindersOn,
      todayOn: localDateOf(now, record.timeZone),
      freshness: await readFreshness(tx, record, now),
      language: record.language as Language,
      sending: { ...sending, days: calendar },
      suppressed: new Set(suppressed),
    },
  };
}

/** State of the connection made last that was not ended; null when there is none. */
function linkOf(organisationId: OrganisationId) {
  return sql<{ state: string; reason: string } | null>`(
    select jsonb_build_object('state', state, 'reason', reason) from connection
    where organisation_id = ${organisationId} and state <> 'disconnected'
    order by connected_at desc limit 1)`;
}

/** Whether the books are recent enough at this instant. Payments are looked at only where the owner goes by them. */
export async function readFreshness(
  tx: Tx,
  record: OrganisationRecord,
  now: Date,
): Promise<Freshness> {
  const { paymentsWithinDays, timeZone } = record;
  const lastPaymentOn =
    paymentsWithinDays === null
      ? null
      : await findLastPaymentOn(tx, record.id as OrganisationId, localDateOf(now, timeZone));
  return freshnessOf({ ...record, now, lastPaymentOn });
}

/** Day of the newest live payment; one that is dated ahead says nothing about how recent the books are (E3). */
export async function findLastPaymentOn(
  tx: Tx,
  organisationId: OrganisationId,
  todayOn: LocalDate,
): Promise<LocalDate | null> {
  const { rows } = await tx.execute<{ on: string }>(sql`
    select received_on as on from payment
    where organisation_id = ${organisationId} and state = 'live' and received_on <= ${todayOn}
    order by received_on desc limit 1`);
  return rows[0]?.on ?? null;
}

/** In system scope: organisations whose next local day has begun. */
export async function organisationsToPlan(
  tx: Tx,
  now: Date,
): Promise<{ id: OrganisationId; timeZone: string }[]> {
  const rows = await tx
    .select({ id: organisation.id, timeZone: organisation.timeZone })
    .from(organisation)
    .where(lte(organisation.nextPlanAt, now))
    .limit(1000);
  return rows.map((row) => ({ ...row, id: row.id as OrganisationId }));
}

export async function setNextPlanAt(
  tx: Tx,
  organisationId: OrganisationId,
  nextPlanAt: Date,
): Promise<void> {
  await tx.update(organisation).set({ nextPlanAt }).where(eq(organisation.id, organisationId));
}

/**
 * In system scope: organisations with books whose freshness may have turned. Those that go by payments are always among them, because
 * only inside the organisation can one see its payments.
 */
export async function organisationsToCheckFreshness(tx: Tx, now: Date): Promise<OrganisationId[]> {
  const { rows } = await tx.execute<{ id: OrganisationId }>(sql`
    select id from organisation o
    where synced_at is not null
      and (stale_since is not null or payments_within_days is not null
        or synced_at < ${now.toISOString()}::timestamptz - make_interval(hours => stale_after_hours))
      and exists (select from connection c where c.organisation_id = o.id and c.state <> 'disconnected')`);
  return rows.map(({ id }) => id);
}

/**
 * Notes since when the books are too old to chase by, or that they no longer are. False when it was noted before, and while somebody
 * else holds the row: the planner must not wait for a person who turns the switch and waits for the planner.
 */
export async function setStaleSince(
  tx: Tx,
  organisationId: OrganisationId,
  staleSince: Date | null,
): Promise<boolean> {
  const isNews = staleSince ? sql`stale_since is null` : sql`stale_since is not null`;
  const { rowCount } = await tx.execute(sql`
    update organisation set stale_since = ${staleSince?.toISOString() ?? null}::timestamptz
    where id = (select id from organisation where id = ${organisationId} and ${isNews} for update skip locked)`);
  return rowCount === 1;
}

/** In system scope: organisations that keep the holidays of a country, worked out on another day than `on` or never. */
export async function organisationsToRenewHolidays(
  tx: Tx,
  on: LocalDate,
): Promise<OrganisationId[]> {
  const { rows } = await tx.execute<{ id: OrganisationId }>(sql`
    select id from organisation
    where sending->'holidays'->>'country' is not null and sending_holidays_on is distinct from ${on}::date`);
  return rows.map(({ id }) => id);
}

/** Keeps the holidays as worked out from the settings of this version. False when somebody saved others meanwhile. */
export async function setHolidays(
  tx: Tx,
  organisationId: OrganisationId,
  { version, days, on }: { version: number; days: LocalDate[]; on: LocalDate },
): Promise<boolean> {
  const { rowCount } = await tx
    .update(organisation)
    .set({ sendingHolidays: days, sendingHolidaysOn: on })
    .where(and(eq(organisation.id, organisationId), eq(organisation.version, version)));
  return rowCount === 1;
}

export async function setReconciled(
  tx: Tx,
  organisationId: OrganisationId,
  reconciled: { at: Date; by: string },
): Promise<void> {
  await tx
    .update(organisation)
    .set({ reconciledAt: reconciled.at, reconciledBy: reconciled.by })
    .where(eq(organisation.id, organisationId));
}
