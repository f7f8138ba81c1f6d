import { toEpochDay, type LocalDate } from '../local-date.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * A clock time `HH:MM` on a local day, as an instant. A time that the clocks jump over is the first instant after the jump, one that comes
 * twice is its first coming (E39). Throws RangeError for an unknown zone; the answer for a text that is no day or no time is invalid.
 */
export function instantOf(on: LocalDate, clock: string, timeZone: string): Date {
  const wall = toEpochDay(on) * DAY_MS + minutesOf(clock) * MINUTE_MS;
  if (Number.isNaN(wall)) return new Date(Number.NaN);
  const before = wall - offsetAt(wall - DAY_MS, timeZone);
  const after = wall - offsetAt(wall + DAY_MS, timeZone);
  const fitting = [before, after].filter((at) => at + offsetAt(at, timeZone) === wall);
  if (fitting.length > 0) return new Date(Math.min(...fitting));
  return new Date(jumpBetween(wall, Math.min(before, after), Math.max(before, after), timeZone));
}

/** Minutes since midnight of `HH:MM`; NaN for anything else. */
function minutesOf(clock: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

/** The first instant at which the clocks on the wall show `wall` or later. */
function jumpBetween(wall: number, low: number, high: number, timeZone: string): number {
  let [early, late] = [low - 1, high];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (middle + offsetAt(middle, timeZone) < wall) early = middle;
    else late = middle;
  }
  return late;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(at: number, timeZone: string): number {
  const parts = formatterFor(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}
