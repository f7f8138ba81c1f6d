import { describe, expect, it } from '@jest/globals';
import { splitAddresses } from '../../../../../client/features/rules/editor/addresses.ts';

describe('addresses typed or pasted into a list', () => {
  it.each([
    [['a@x.test, b@x.test; c@x.test'], ['a@x.test', 'b@x.test', 'c@x.test']],
    [
      ['a@x.test\nb@x.test ', ' '],
      ['a@x.test', 'b@x.test'],
    ],
    [['a@x.test', 'A@X.test'], ['a@x.test']],
    [['not an address'], ['not', 'an', 'address']],
  ])('%j become %j', (typed, kept) => {
    expect(splitAddresses(typed)).toEqual(kept);
  });
});
