import { describe, expect, it } from '@jest/globals';
import { moved, type Move } from '../../../domain/rules/order.ts';

describe('the order of priority (E48)', () => {
  it.each<[string, Move, string | undefined]>([
    ['b', 'up', 'bacd'],
    ['b', 'down', 'acbd'],
    ['d', 1, 'dabc'],
    ['a', 3, 'bcad'],
    ['a', 99, 'bcda'],
    ['a', 'up', undefined],
    ['d', 'down', undefined],
    ['c', 3, undefined],
    ['x', 'up', undefined],
  ])('of a, b, c, d after moving %s to %s is %s', (id, to, expected) => {
    expect(moved(['a', 'b', 'c', 'd'], id, to)?.join('')).toBe(expected);
  });
});
