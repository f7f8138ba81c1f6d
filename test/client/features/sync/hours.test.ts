import { describe, expect, it } from '@jest/globals';
import { lastDay, totalsOf } from '../../../../client/features/sync/hours.ts';

describe('changes per hour', () => {
  const now = new Date('2026-11-22T14:25:00Z');
  const known = [
    { at: '2026-11-21T15:00:00Z', changed: 4, calls: 2 },
    { at: '2026-11-22T14:00:00Z', changed: 1, calls: 1 },
  ];

  it('fill a whole day up to the current hour, with zeros where nothing happened', () => {
    const day = lastDay(known, now);
    expect(day).toHaveLength(24);
    expect(day[0]).toEqual({ at: '2026-11-21T15:00:00.000Z', changed: 4, calls: 2 });
    expect(day[1]).toEqual({ at: '2026-11-21T16:00:00.000Z', changed: 0, calls: 0 });
    expect(day[23]).toEqual({ at: '2026-11-22T14:00:00.000Z', changed: 1, calls: 1 });
  });

  it('leave out what is older, and add up the rest', () => {
    const older = [{ at: '2026-11-20T15:00:00Z', changed: 90, calls: 9 }, ...known];
    expect(totalsOf(lastDay(older, now))).toEqual({ changed: 5, calls: 3 });
  });
});
