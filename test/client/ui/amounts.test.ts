import { describe, expect, it } from '@jest/globals';
import { nextRow, problemOf, toAmounts, toRows } from '../../../client/ui/amounts.ts';

describe('amounts per currency (E7)', () => {
  it('are typed as decimals and kept in minor units, there and back', () => {
    const amounts = { CAD: 250, JPY: 300, KWD: 1_234 };
    const rows = [
      { currency: 'CAD', amount: '2.50' },
      { currency: 'JPY', amount: '300' },
      { currency: 'KWD', amount: '1.234' },
    ];
    expect(toRows(amounts)).toEqual(rows);
    expect(toAmounts(rows)).toEqual(amounts);
  });

  it.each([
    ['CAD', '2', null],
    ['CAD', '0', null],
    ['CAD', '2.', null],
    ['CAD', '', 'amount'],
    ['CAD', '2.505', 'amount'],
    ['CAD', '-2', 'amount'],
    ['CAD', 'two', 'amount'],
    ['JPY', '2.5', 'amount'],
    ['', '2', 'currency'],
    ['CA', '2', 'currency'],
    ['USD', '2', 'twice'],
  ])('%s %s is %s', (currency, amount, expected) => {
    const rows = [
      { currency: 'USD', amount: '1' },
      { currency, amount },
    ];
    expect(problemOf(rows, 1)).toBe(expected);
    expect(problemOf(rows, 0)).toBeNull();
    expect(Object.keys(toAmounts(rows))).toHaveLength(expected === null ? 2 : 1);
  });

  it('begin with the home currency', () => {
    expect(nextRow([], 'CAD')).toEqual({ currency: 'CAD', amount: '' });
    expect(nextRow([{ currency: 'CAD', amount: '1' }], 'CAD')).toEqual({
      currency: '',
      amount: '',
    });
    expect(nextRow([], null)).toEqual({ currency: '', amount: '' });
  });
});
