/**
 * QuickBooks prints instants with Pacific offsets whatever the company's zone (facts: QuickBooks 2.2).
 * The US rule is computed by hand: Intl is too slow for a hundred thousand generated invoices.
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const summers = new Map<number, { from: number; to: number }>();

function nthSunday(year: number, month: number, nth: number): number {
  const first = Date.UTC(year, month, 1);
  const toSunday = (7 - new Date(first).getUTCDay()) % 7;
  return first + (toSunday + (nth - 1) * 7) * DAY_MS;
}

function summerOf(year: number): { from: number; to: number } {
  const known = summers.get(year);
  if (known) return known;
  // Clocks change at 2:00 local time: 10:00 UTC in March, 9:00 UTC in November.
  const summer = {
    from: nthSunday(year, 2, 2) + 10 * HOUR_MS,
    to: nthSunday(year, 10, 1) + 9 * HOUR_MS,
  };
  summers.set(year, summer);
  return summer;
}

function offsetHours(ms: number): number {
  const summer = summerOf(new Date(ms).getUTCFullYear());
  return ms >= summer.from && ms < summer.to ? -7 : -8;
}

function wallClock(ms: number): { text: string; zone: string } {
  const hours = offsetHours(ms);
  return { text: new Date(ms + hours * HOUR_MS).toISOString(), zone: `-0${-hours}:00` };
}

/** `2026-11-16T09:12:44-08:00`: whole seconds, as in MetaData. */
export function pacificSeconds(ms: number): string {
  const { text, zone } = wallClock(ms);
  return text.slice(0, 19) + zone;
}

/** `2026-11-16T09:12:44.513-08:00`: as in the `time` of an answer. */
export function pacificMillis(ms: number): string {
  const { text, zone } = wallClock(ms);
  return text.slice(0, 23) + zone;
}

export function pacificDay(ms: number): string {
  return wallClock(ms).text.slice(0, 10);
}

/** Epoch milliseconds of a Pacific wall-clock time. */
export function fromPacific(day: string, time = '09:00:00'): number {
  const asUtc = Date.parse(`${day}T${time}Z`);
  const winter = asUtc + 8 * HOUR_MS;
  return winter + (-8 - offsetHours(winter)) * HOUR_MS;
}

/** Reads an ISO time; without a zone it is Pacific. NaN when it is not a time. */
export function parseWhen(text: string): number {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return fromPacific(text, '00:00:00');
  const bare = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/.exec(text);
  return bare ? fromPacific(bare[1] ?? '', bare[2] ?? '') : Date.parse(text);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
