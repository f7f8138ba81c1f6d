import { describe, expect, it } from '@jest/globals';
import { secondsBetween, spanOf } from '../../../../client/features/sync/span.ts';

describe('a stretch of time', () => {
  it.each([
    [0, 'seconds', 0],
    [-5, 'seconds', 0],
    [59.4, 'seconds', 59],
    [59.6, 'minutes', 1],
    [89, 'minutes', 1],
    [240, 'minutes', 4],
    [89 * 60, 'minutes', 89],
    [90 * 60, 'hours', 2],
    [7 * 3600 + 100, 'hours', 7],
  ] as const)('of %d seconds is told in %s', (seconds, unit, amount) => {
    expect(spanOf(seconds)).toEqual({ unit, amount });
  });

  it('between two instants is not known while the second has not come', () => {
    expect(secondsBetween('2026-11-22T10:00:00Z', '2026-11-22T10:01:30Z')).toBe(90);
    expect(secondsBetween('2026-11-22T10:00:00Z', null)).toBeNull();
  });
});
