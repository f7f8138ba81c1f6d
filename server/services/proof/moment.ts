import type { Moment } from '../../../domain/api/proof.ts';

/** Tells instants in a zone to the second, with the zone's distance from UTC on that day: `2026-11-27 09:05:00 +01:00 (Europe/Paris)`. */
export function momentIn(timeZone: string): (at: Date) => Moment {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  return (at) => {
    const found = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
    const of = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? '';
    const offset = of('timeZoneName').replace('GMT', '') || '+00:00';
    const day = `${of('year')}-${of('month')}-${of('day')}`;
    const time = `${of('hour')}:${of('minute')}:${of('second')}`;
    return { utc: at.toISOString(), local: `${day} ${time} ${offset} (${timeZone})` };
  };
}
