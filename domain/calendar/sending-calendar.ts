import { toEpochDay, type LocalDate } from '../local-date.ts';
import { SendingSettings } from './sending-settings.ts';

/** Days on which messages may leave. Days are counted from 1970-01-01, as domain/local-date.ts has it; NaN is answered by NaN. */
export interface SendingCalendar {
  isSendingDay(epochDay: number): boolean;
  /** The day itself, else the next sending day. */
  onOrAfter(epochDay: number): number;
  /** The day itself, else the last sending day before. */
  onOrBefore(epochDay: number): number;
}

/** 1970-01-01 was a Thursday. */
const THURSDAY = 4;

/**
 * The calendar of an organisation: its weekdays less the holidays as resolved for it (country, region, added and removed). Made once for a
 * planning and asked a million times, so the days stand in a set of numbers and nothing is parsed again. Settings without any weekday are
 * refused when saved; met all the same, they count as the usual week: otherwise every message would stop in silence.
 */
export function prepareCalendar(
  settings: Pick<SendingSettings, 'weekdays'>,
  holidays: ReadonlySet<LocalDate>,
): SendingCalendar {
  const week = weekOf(settings.weekdays);
  const daysOff = new Set([...holidays].map(toEpochDay));
  const isSendingDay = (epochDay: number) => isInWeek(week, epochDay) && !daysOff.has(epochDay);
  const seek = (epochDay: number, by: 1 | -1) => {
    let day = epochDay;
    // Ends: the holidays are a finite set, and at least one weekday is open.
    while (Number.isFinite(day) && !isSendingDay(day)) day += by;
    return day;
  };
  return {
    isSendingDay,
    onOrAfter: (epochDay) => seek(epochDay, 1),
    onOrBefore: (epochDay) => seek(epochDay, -1),
  };
}

/** One bit for each open weekday. */
function weekOf(weekdays: readonly number[]): number {
  const open = weekdays.length > 0 ? weekdays : SendingSettings.parse({}).weekdays;
  return open.reduce((week, weekday) => week | (1 << weekday), 0);
}

function isInWeek(week: number, epochDay: number): boolean {
  const sinceMonday = (epochDay + THURSDAY - 1) % 7;
  const weekday = (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
  return (week & (1 << weekday)) !== 0;
}
