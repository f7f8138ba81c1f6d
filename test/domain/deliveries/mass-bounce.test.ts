import { describe, expect, it } from '@jest/globals';
import { isMassBounce } from '../../../domain/deliveries/mass-bounce.ts';

describe('a mass bounce (E57)', () => {
  it.each([
    [0, 0, false],
    [99, 99, false],
    [100, 49, false],
    [100, 50, true],
    [101, 50, false],
    [101, 51, true],
    [10_000, 4_999, false],
    [10_000, 5_000, true],
  ])('of %i messages, %i of which failed: %s', (messages, failed, expected) => {
    expect(isMassBounce({ messages, failed })).toBe(expected);
  });
});
