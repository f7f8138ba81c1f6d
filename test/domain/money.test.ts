import { describe, expect, it } from '@jest/globals';
import { formatMoney, minorDigits, toDecimal, toMinor } from '../../domain/money.ts';

describe('toMinor', () => {
  it.each([
    ['1500.00', 'USD', 150_000],
    ['100.0', 'USD', 10_000],
    ['0', 'USD', 0],
    ['-3', 'EUR', -300],
    ['1.005', 'USD', 101],
    ['1.004', 'USD', 100],
    ['-0.005', 'USD', -1],
    ['-0.001', 'USD', 0],
    ['0.1', 'KWD', 100],
    ['1500', 'JPY', 1500],
    ['1500.5', 'JPY', 1501],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
    [' 12.30 ', 'GBP', 1230],
  ])('reads %s %s as %d', (decimal, currency, minor) => {
    expect(toMinor(decimal, currency)).toBe(minor);
  });

  it.each(['', 'twelve', '1,50', '1e3', '.5', '--1', 'NaN', 'Infinity'])('refuses %j', (text) => {
    expect(() => toMinor(text, 'USD')).toThrow(RangeError);
  });

  it('refuses an amount that a number cannot hold exactly', () => {
    expect(() => toMinor('90071992547409.92', 'USD')).toThrow('too large');
  });
});

describe('toDecimal', () => {
  it.each([
    [150_050, 'USD', '1500.50'],
    [5, 'USD', '0.05'],
    [-5, 'USD', '-0.05'],
    [1500, 'JPY', '1500'],
    [100, 'KWD', '0.100'],
    [0, 'EUR', '0.00'],
  ])('writes %d %s as %s', (minor, currency, decimal) => {
    expect(toDecimal({ minor, currency })).toBe(decimal);
    expect(toMinor(decimal, currency)).toBe(minor);
  });
});

describe('minorDigits', () => {
  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['???', 2],
    ['', 2],
  ])('knows that %s has %d', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });
});

describe('formatMoney', () => {
  it.each([
    [1_234_560, 'CAD', 'fr-CA', '12 345,60 $'],
    [1_234_560, 'CAD', 'fr-FR', '12 345,60 $CA'],
    [54_000, 'USD', 'en-US', '$540.00'],
    [-54_000, 'USD', 'en-US', '-$540.00'],
  ])('shows %d %s to %s as %s', (minor, currency, locale, text) => {
    expect(formatMoney({ minor, currency }, locale).replace(/[\u00a0\u202f]/g, ' ')).toBe(text);
  });
});
