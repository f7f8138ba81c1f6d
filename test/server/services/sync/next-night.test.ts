import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { nextNight } from '../../../../server/services/sync/next-night.ts';

const organisation = () => randomUUID() as OrganisationId;
const clockIn = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);

describe('the next nightly check', () => {
  it.each([
    ['America/Los_Angeles', '2026-11-22T12:00:00Z'],
    ['Asia/Kolkata', '2026-11-22T12:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-22T23:59:00Z'],
    ['UTC', '2026-11-22T01:00:00Z'],
  ])('is between two and five in %s, and within a day', (timeZone, now) => {
    for (let n = 0; n < 50; n += 1) {
      const at = nextNight(new Date(now), timeZone, organisation());
      expect(clockIn(at, timeZone) >= '02:00' && clockIn(at, timeZone) < '05:00').toBe(true);
      const hours = (at.getTime() - Date.parse(now)) / 3_600_000;
      expect(hours > 0 && hours <= 24).toBe(true);
    }
  });

  it('is the following night from the instant of this one on', () => {
    const id = organisation();
    const first = nextNight(new Date('2026-11-22T12:00:00Z'), 'Europe/London', id);
    const second = nextNight(first, 'Europe/London', id);
    expect(second.getTime() - first.getTime()).toBe(24 * 3_600_000);
  });

  it.each(['2027-03-27T12:00:00Z', '2027-10-30T12:00:00Z'])(
    'stays in the night when clocks change (E39, %s)',
    (now) => {
      for (let n = 0; n < 50; n += 1) {
        const clock = clockIn(
          nextNight(new Date(now), 'Europe/Berlin', organisation()),
          'Europe/Berlin',
        );
        expect(clock >= '01:00' && clock < '05:00').toBe(true);
      }
    },
  );

  it('is not the same for all organisations', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const times = Array.from({ length: 50 }, () => nextNight(now, 'UTC', organisation()).getTime());
    expect(new Set(times).size).toBeGreaterThan(45);
  });
});
