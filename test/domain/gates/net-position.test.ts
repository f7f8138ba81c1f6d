import { describe, expect, it } from '@jest/globals';
import { answerOf, askGate, makeFacts } from '../support/make-facts.ts';

const withCredit = (creditMinor: number, openMinor = 100_000) =>
  makeFacts({ position: { currency: 'USD', openMinor, creditMinor } });

describe('net-position (E4, E5)', () => {
  it.each([
    ['nothing is left over', makeFacts(), 'pass no-credit'],
    ['a credit was used up', withCredit(0), 'pass no-credit'],
    ['more is owed than credited', withCredit(99_999), 'pass owed'],
    ['a payment on account covers it to the cent', withCredit(100_000), 'hold covered'],
    ['a credit is larger than the invoices (E5)', withCredit(250_000), 'hold covered'],
    ['another invoice of the group takes up the credit', withCredit(100_000, 130_000), 'pass owed'],
    ['the amount is no number', withCredit(Number.NaN), 'hold unreadable'],
  ])('when %s', (_case, facts, expected) => {
    expect(answerOf('net-position', facts)).toBe(expected);
  });

  it('shows what is open, what is credited, and the difference', () => {
    expect(askGate('net-position', withCredit(60_000)).saw).toEqual({
      openMinor: 100_000,
      creditMinor: 60_000,
      netMinor: 40_000,
      currency: 'USD',
    });
  });
});
