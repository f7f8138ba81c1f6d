import { describe, expect, it } from '@jest/globals';
import { isOwnAddress } from '../../../domain/templates/test-address.ts';

describe('an address for a test (ux R6)', () => {
  it.each([
    ['ana@northwind.example', 'accounts@northwind.example', true],
    ['Ana@NorthWind.example', 'accounts@northwind.EXAMPLE', true],
    ['ana@elsewhere.example', 'accounts@northwind.example', false],
    ['ana@sub.northwind.example', 'accounts@northwind.example', false],
    ['ana@evilnorthwind.example', 'accounts@northwind.example', false],
    ['northwind@gmail.com', 'Northwind@gmail.com', true],
    ['somebody@gmail.com', 'northwind@gmail.com', false],
    ['ana@northwind.example', null, false],
    ['ana@northwind.example', '', false],
    ['@', 'nonsense', false],
  ])('%s of a company at %s is its own: %s', (address, company, expected) => {
    expect(isOwnAddress(address, company)).toBe(expected);
  });
});
