import { leavesAt } from '../../../domain/calendar/leaves-at.ts';
import { everyDay } from '../../../domain/calendar/message-leaves-at.ts';
import type { StopReason } from '../../../domain/deliveries/stop-reason.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addDays, startOfDay } from '../../../domain/local-date.ts';
import { callsSince, lockCaps } from '../../db/caps.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { Tx } from '../../db/transaction.ts';
import { watchVolume } from './watch-volume.ts';

export interface NotNow {
  at: Date;
  reason: 'outside-hours' | 'cap-per-hour' | 'cap-per-day' | StopReason;
}

const HOUR_MS = 3_600_000;
/** While messages that count against the limit are under way: they may yet be called off. */
const UNDER_WAY_LOOK_MS = 5_000;
/** While all sending is stopped: a person may resume at any time. */
const STOPPED_LOOK_MS = 5 * 60_000;

/**
 * What keeps a message that may leave from leaving at this moment, which can be long after it was planned: the sending hours are over
 * because no worker ran (E43), the organisation's limit for an hour or a day is reached, or all sending has stopped (E57). Null: nothing
 * does. Call it in the transaction that claims, so that two workers never take the last place both.
 */
export async function notNow(
  tx: Tx,
  today: OrganisationToday,
  asked: DeliveryRecord,
  now: Date,
): Promise<NotNow | null> {
  const stopped = await stopReasonOf(tx, today, asked, now);
  if (stopped) return { at: new Date(now.getTime() + STOPPED_LOOK_MS), reason: stopped };
  // The gates decide about days; here only the clock counts.
  const intoHours = (at: Date) => leavesAt(at, today.record.timeZone, today.sending, everyDay);
  const opensAt = intoHours(now);
  // A summary has an hour of its own, and so has an invoice that is sent itself (UF-9).
  const { reminderClass } = asked;
  const goesByHours =
    !asked.hastenedFrom && reminderClass !== 'summary' && reminderClass !== 'invoice';
  if (goesByHours && opensAt > now) return { at: opensAt, reason: 'outside-hours' };
  const full = await reachedCap(tx, today, now);
  return full && { ...full, at: reminderClass === 'invoice' ? full.at : intoHours(full.at) };
}

async function stopReasonOf(
  tx: Tx,
  today: OrganisationToday,
  { reminderClass }: DeliveryRecord,
  now: Date,
): Promise<StopReason | null> {
  const { sendingStoppedAt, sendingStoppedReason } = today.record;
  if (sendingStoppedAt) return sendingStoppedReason ?? 'mass-bounce';
  if (reminderClass === 'invoice') return null;
  return (await watchVolume(tx, today, now)) ? 'unusual-volume' : null;
}

async function reachedCap(
  tx: Tx,
  { record: { id, timeZone }, facts: { todayOn }, sending }: OrganisationToday,
  now: Date,
): Promise<NotNow | null> {
  const { capPerHour, capPerDay } = sending;
  if (capPerHour === null && capPerDay === null) return null;
  const organisationId = id as OrganisationId;
  await lockCaps(tx, organisationId);
  const ofDay = { since: startOfDay(todayOn, timeZone), cap: capPerDay };
  if ((await callsSince(tx, organisationId, ofDay)).isFull)
    return { at: startOfDay(addDays(todayOn, 1), timeZone), reason: 'cap-per-day' };
  const ofHour = { since: new Date(now.getTime() - HOUR_MS), cap: capPerHour };
  const { isFull, freedBy } = await callsSince(tx, organisationId, ofHour);
  if (!isFull) return null;
  const at = freedBy ? freedBy.getTime() + HOUR_MS : now.getTime() + UNDER_WAY_LOOK_MS;
  return { at: new Date(Math.max(at, now.getTime() + 1_000)), reason: 'cap-per-hour' };
}
