import { describe, expect, it } from '@jest/globals';
import { wrongNumbers, type Freshness } from '../../../../client/features/settings/freshness.ts';

const settings: Freshness = {
  staleAfterHours: 24,
  paymentsWithinDays: null,
};

describe('settings of freshness', () => {
  it.each([
    [{}, []],
    [{ staleAfterHours: 2, paymentsWithinDays: 90 }, []],
    [{ staleAfterHours: 1 }, ['staleAfterHours']],
    [{ staleAfterHours: 169 }, ['staleAfterHours']],
    [
      { staleAfterHours: Number.NaN, paymentsWithinDays: 0 },
      ['staleAfterHours', 'paymentsWithinDays'],
    ],
    [{ paymentsWithinDays: Number.NaN }, ['paymentsWithinDays']],
  ])('with %j are wrong in %j', (change, wrong) => {
    expect(wrongNumbers({ ...settings, ...change })).toEqual(wrong);
  });
});
