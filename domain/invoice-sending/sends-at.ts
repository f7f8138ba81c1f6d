import { addDays, fromEpochDay, isLocalDate, localDateOf, toEpochDay } from '../local-date.ts';
import type { LocalDate } from '../local-date.ts';
import type { InvoiceSendingSettings } from './settings.ts';

/** The facts that the day of sending follows from. */
export interface IssuedInvoice {
  /** When Dunlin saw it for the first time. */
  firstSeenAt: Date;
  documentOn: LocalDate;
}

/**
 * When an invoice is sent by itself, at the cut-off of its day (UF-8, E42): the later of the day it was seen and the issue date, moved to
 * an open weekday; the delay in calendar days after that, moved again. Null when no weekday is open, or when a date cannot be read:
 * nothing is sent by itself then.
 */
export function sendsAt(
  { firstSeenAt, documentOn }: IssuedInvoice,
  settings: Pick<InvoiceSendingSettings, 'delayDays' | 'weekdays' | 'cutOff'>,
): Date | null {
  if (!isLocalDate(documentOn) || Number.isNaN(firstSeenAt.getTime())) return null;
  const { delayDays, weekdays, cutOff } = settings;
  const earliestOn = firstDayOf(firstSeenAt, cutOff);
  const baseOn = openDayFrom(documentOn > earliestOn ? documentOn : earliestOn, weekdays);
  const on = baseOn === null ? null : openDayFrom(addDays(baseOn, delayDays), weekdays);
  return on === null ? null : cutOffOf(on, cutOff);
}

/**
 * The day whose cut-off brings the automatic sending run, or null while no run is due: the last cut-off that has passed is none of an open
 * weekday, or today is none. What a worker that was down has missed leaves on the next open day. In UTC, as the cut-off is (E42).
 */
export function runDayOf(
  now: Date,
  { weekdays, cutOff }: Pick<InvoiceSendingSettings, 'weekdays' | 'cutOff'>,
): LocalDate | null {
  const todayOn = localDateOf(now, 'UTC');
  const lastOn = lastCutOffDay(now, { cutOff });
  const isOpen = (on: LocalDate) => weekdays.includes(weekdayOf(toEpochDay(on)));
  return isOpen(todayOn) && isOpen(lastOn) ? lastOn : null;
}

/** The UTC day of the last cut-off that has passed. */
export function lastCutOffDay(
  now: Date,
  { cutOff }: Pick<InvoiceSendingSettings, 'cutOff'>,
): LocalDate {
  return addDays(firstDayOf(now, cutOff), -1);
}

/** Exactly at the cut-off is after it. */
function firstDayOf(seenAt: Date, cutOff: string): LocalDate {
  const seenOn = localDateOf(seenAt, 'UTC');
  return seenAt < cutOffOf(seenOn, cutOff) ? seenOn : addDays(seenOn, 1);
}

function cutOffOf(on: LocalDate, cutOff: string): Date {
  return new Date(`${on}T${cutOff}:00.000Z`);
}

function openDayFrom(on: LocalDate, weekdays: readonly number[]): LocalDate | null {
  const first = toEpochDay(on);
  for (let day = first; day < first + 7; day += 1)
    if (weekdays.includes(weekdayOf(day))) return fromEpochDay(day);
  return null;
}

/** 1 is Monday; 1970-01-01 was a Thursday. */
function weekdayOf(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}
