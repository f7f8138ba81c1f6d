import { describe, expect, it } from '@jest/globals';
import { amountIn } from '../../../../server/services/invoices/search.ts';

describe('an amount in a search', () => {
  it.each([
    ['1500', 'CAD', 150_000],
    ['1,500.00', 'CAD', 150_000],
    ['$1500.5', 'USD', 150_050],
    ['1 500,00', 'CAD', 150_000],
    ['1500', 'JPY', 1_500],
    ['99.999', 'CAD', 10_000],
    ['0', 'CAD', 0],
    ['INV-1500', 'CAD', null],
    ['1.2.3', 'CAD', null],
    ['-5', 'CAD', null],
    ['1e9', 'CAD', null],
    ['9'.repeat(30), 'CAD', null],
    ['', 'CAD', null],
  ])('%s in %s is %s minor units', (text, currency, minor) => {
    expect(amountIn(text, currency)).toBe(minor);
  });
});
