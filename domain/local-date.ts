/**
 * A calendar day `YYYY-MM-DD` without zone. "Days after due" is arithmetic on these, never on instants, so a change to or from summer
 * time can neither add nor lose a day (E38, E40).
 */
export type LocalDate = string;

const DAY_MS = 86_400_000;

/**
 * Planning a million invoices asks for the same few hundred days again and again; reading and writing a date costs ten times as much
 * as finding it here. Emptied when full, so that odd dates cannot fill the memory.
 */
const REMEMBERED_DAYS = 20_000;
const epochDays = new Map<LocalDate, number>();
const dates = new Map<number, LocalDate>();

function remember<K, V>(known: Map<K, V>, key: K, value: V): V {
  if (known.size >= REMEMBERED_DAYS) known.clear();
  known.set(key, value);
  return value;
}

/** Whether the text is a day that exists: 2026-02-29 does not. */
export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromEpochDay(toEpochDay(text)) === text;
}

/** Days since 1970-01-01; NaN when the text is no date. */
export function toEpochDay(on: LocalDate): number {
  const known = epochDays.get(on);
  if (known !== undefined) return known;
  const epochDay = /^\d{4}-\d{2}-\d{2}$/.test(on) ? Date.parse(`${on}T00:00:00Z`) / DAY_MS : NaN;
  return remember(epochDays, on, epochDay);
}

/** The day that is so many days after 1970-01-01; empty for NaN. */
export function fromEpochDay(epochDay: number): LocalDate {
  if (!Number.isFinite(epochDay)) return '';
  const known = dates.get(epochDay);
  if (known !== undefined) return known;
  return remember(dates, epochDay, new Date(epochDay * DAY_MS).toISOString().slice(0, 10));
}

/** The day `days` later (earlier when negative). */
export function addDays(on: LocalDate, days: number): LocalDate {
  return fromEpochDay(toEpochDay(on) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar day that an instant falls on in an IANA zone. Throws RangeError for an unknown zone. */
export function localDateOf(at: Date, timeZone: string): LocalDate {
  const parts = formatterFor(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** Whether the runtime knows this IANA zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterFor(timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The first instant of a calendar day in a zone, also where midnight does not exist because clocks jump over it (E39). */
export function startOfDay(on: LocalDate, timeZone: string): Date {
  const guess = toEpochDay(on) * DAY_MS;
  let low = guess - 15 * 3_600_000;
  let high = guess + 15 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localDateOf(new Date(middle), timeZone) < on) low = middle;
    else high = middle;
  }
  return new Date(high);
}
