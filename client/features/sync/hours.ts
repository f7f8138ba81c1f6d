import type { SyncJson } from '../../../domain/api/organisations.ts';

export type Hour = SyncJson['hours'][number];

const HOUR_MS = 3_600_000;

/** The last 24 hours without gaps, oldest first; the answer leaves out the hours in which nothing happened. */
export function lastDay(hours: readonly Hour[], now: Date): Hour[] {
  const current = Math.floor(now.getTime() / HOUR_MS);
  const known = new Map(hours.map((hour) => [Math.floor(Date.parse(hour.at) / HOUR_MS), hour]));
  return Array.from({ length: 24 }, (_, index) => {
    const hour = current - 23 + index;
    const { changed = 0, calls = 0 } = known.get(hour) ?? {};
    return { at: new Date(hour * HOUR_MS).toISOString(), changed, calls };
  });
}

export function totalsOf(hours: readonly Hour[]): { changed: number; calls: number } {
  return hours.reduce(
    (sum, hour) => ({ changed: sum.changed + hour.changed, calls: sum.calls + hour.calls }),
    { changed: 0, calls: 0 },
  );
}
