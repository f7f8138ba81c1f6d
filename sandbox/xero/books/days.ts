import type { Term } from './records.ts';

const DAY_MS = 86_400_000;

/** IANA names of the zones the sample organisations are in (facts: Xero 2.2). */
const ZONES: Record<string, string> = {
  NEWZEALANDSTANDARDTIME: 'Pacific/Auckland',
  AUSEASTERNSTANDARDTIME: 'Australia/Sydney',
  GMTSTANDARDTIME: 'Europe/London',
  EASTERNSTANDARDTIME: 'America/New_York',
  PACIFICSTANDARDTIME: 'America/Los_Angeles',
  UTC: 'UTC',
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zoneName: string): Intl.DateTimeFormat {
  const zone = ZONES[zoneName] ?? 'UTC';
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    formats.set(zone, format);
  }
  return format;
}

/** The calendar day at this instant in a zone of Xero's naming. */
export function dayIn(zoneName: string, atMs: number): string {
  return formatOf(zoneName).format(atMs);
}

export function dayMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function toDay(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return toDay(dayMs(day) + days * DAY_MS);
}

/** Day `day` of the month that lies `months` after this one; past the end of a short month its last day. */
function dayOfMonth(of: string, months: number, day: number): string {
  const [year = 0, month = 1] = of.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(Math.max(day, 1), last)));
}

/** Due date by terms (facts: Xero 3.3; the arithmetic is unverified). */
export function dueBy(date: string, term: Term): string {
  switch (term.Type) {
    case 'DAYSAFTERBILLDATE':
      return addDays(date, term.Day);
    case 'DAYSAFTERBILLMONTH':
      return addDays(dayOfMonth(date, 0, 31), term.Day);
    case 'OFCURRENTMONTH':
      return dayOfMonth(date, 0, term.Day);
    case 'OFFOLLOWINGMONTH':
      return dayOfMonth(date, 1, term.Day);
  }
}
