import { describe, expect, it } from '@jest/globals';
import { readAmount } from '../../../../client/features/silence/amount-field.ts';

describe('an amount field', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['1500', 150_000],
    ['1,500.00', 150_000],
    ['1 500,00', 150_000],
    ['1.499,5', 149_950],
    ['$0.01', 1],
    ['1500.01', 'too-much'],
    ['0', 'nothing'],
    ['-5', 'unreadable'],
    ['a lot', 'unreadable'],
    ['1.2.3', 'unreadable'],
  ])('reads %j as %j', (typed, expected) => {
    expect(readAmount(typed, 'CAD', 150_000)).toBe(expected);
  });

  it('goes by the digits of the currency', () => {
    expect(readAmount('1500', 'JPY', 1_500)).toBe(1_500);
  });
});
