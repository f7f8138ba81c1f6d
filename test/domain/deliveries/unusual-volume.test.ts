import { describe, expect, it } from '@jest/globals';
import { isUnusualVolume } from '../../../domain/deliveries/unusual-volume.ts';

const usual = [3, 4, 2, 3, 5];
describe('an unusual volume (E57)', () => {
  it.each([
    ['three times the busiest day', 60, [20, 1, 1, 1, 1], true],
    ['one less', 59, [20, 1, 1, 1, 1], false],
    ['the busiest day of a month, again', 300, [3, 300, 2, 4, 3], false],
    ['many times the usual, but few', 49, usual, false],
    ['the first figure that counts as many', 50, usual, true],
    ['fewer than five days to compare with', 10_000, [3, 4, 2, 3], false],
    ['no day to compare with', 10_000, [], false],
  ])('%s', (_name, today, days, expected) => {
    expect(isUnusualVolume(today, days, 3)).toBe(expected);
  });
});
