import { describe, expect, it } from '@jest/globals';
import { onlineLinkOf } from '../../../domain/invoice/online-link.ts';

describe('the address of an invoice online', () => {
  it.each<[unknown, string | null]>([
    ['https://in.xero.com/abc', 'https://in.xero.com/abc'],
    [
      'https://connect.intuit.com/p?locale=en_US&cta=v3',
      'https://connect.intuit.com/p?locale=en_US&cta=v3',
    ],
    ['https://in.xero.com/a"b', 'https://in.xero.com/a%22b'],
    ['http://in.xero.com/abc', null],
    ['javascript:alert(1)', null],
    ['https://in.xero.com@evil.example/', null],
    [`https://in.xero.com/${'x'.repeat(2000)}`, null],
    ['in.xero.com/abc', null],
    ['', null],
    [null, null],
    [7, null],
  ])('%j is put into messages as %j', (given, expected) => {
    expect(onlineLinkOf(given)).toBe(expected);
  });
});
