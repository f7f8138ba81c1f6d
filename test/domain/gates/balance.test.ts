import { describe, expect, it } from '@jest/globals';
import { answerOf, makeFacts } from '../support/make-facts.ts';

describe('balance', () => {
  it.each([
    ['all open', 100_000, 'pass open'],
    ['part paid: the rest is chased (E1)', 60_000, 'pass part-paid'],
    ['one cent open', 1, 'pass part-paid'],
    ['paid, state not yet refreshed (E2)', 0, 'skip nothing-open'],
    ['in credit: never a negative chase (E5)', -1, 'skip in-credit'],
    ['more open than billed, a fee was added (E8)', 110_000, 'pass open'],
    ['not a number', Number.NaN, 'hold unreadable'],
    ['not whole', 0.5, 'hold unreadable'],
  ])('%s', (_case, openMinor, expected) => {
    expect(answerOf('balance', makeFacts({ invoice: { openMinor } }))).toBe(expected);
  });
});
