import { addDays, fromEpochDay, isLocalDate, localDateOf, toEpochDay } from '../local-date.ts';
import type { LocalDate } from '../local-date.ts';
import type { InvoiceSendingSettings } from './settings.ts';

/** What is seen before this time of the day leaves the same day (UF-8, E42). In UTC, so the local time moves twice a year. */
const CUT_OFF_MS = (6 * 60 + 30) * 60_000;

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
  { delayDays, weekdays }: Pick<InvoiceSendingSettings, 'delayDays' | 'weekdays'>,
): Date | null {
  if (!isLocalDate(documentOn) || Number.isNaN(firstSeenAt.getTime())) return null;
  const earliestOn = firstDayOf(firstSeenAt);
  const baseOn = openDayFrom(documentOn > earliestOn ? documentOn : earliestOn, weekdays);
  const on = baseOn === null ? null : openDayFrom(addDays(baseOn, delayDays), weekdays);
  return on === null ? null : new Date(Date.parse(`${on}T00:00:00Z`) + CUT_OFF_MS);
}

/** Exactly at the cut-off is after it. */
function firstDayOf(seenAt: Date): LocalDate {
  const seenOn = localDateOf(seenAt, 'UTC');
  const isBefore = seenAt.getTime() - Date.parse(`${seenOn}T00:00:00Z`) < CUT_OFF_MS;
  return isBefore ? seenOn : addDays(seenOn, 1);
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
