import { describe, expect, it } from '@jest/globals';
import { sameName, splitNames } from '../../../../../client/features/rules/editor/names.ts';

describe('a pasted list of customers (ux R2)', () => {
  it.each([
    ['Birch\nCity of Laval', ['Birch', 'City of Laval']],
    [' Birch ;Laval;;Birch', ['Birch', 'Laval']],
    ['Birch, Inc.\tLaval\r\n', ['Birch, Inc.', 'Laval']],
    ['', []],
  ])('%j is %j', (text, expected) => {
    expect(splitNames(text)).toEqual(expected);
  });

  it('is cut at 200 names', () => {
    expect(
      splitNames(Array.from({ length: 300 }, (_, index) => `C${index}`).join('\n')),
    ).toHaveLength(200);
  });

  it('compares without regard to case and blanks around', () => {
    expect(sameName(' birch', 'Birch ')).toBe(true);
    expect(sameName('birch', 'birch 2')).toBe(false);
  });
});
