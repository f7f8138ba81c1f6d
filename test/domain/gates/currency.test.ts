import { describe, expect, it } from '@jest/globals';
import { answerOf, makeFacts } from '../support/make-facts.ts';

describe('currency', () => {
  it.each([
    [[], 'USD', 'pass any'],
    [['USD', 'EUR'], 'USD', 'pass listed'],
    [['EUR'], 'USD', 'skip not-listed'],
    [['EUR'], null, 'skip not-listed'],
  ])('of a rule about %s, an invoice in %s: %s', (currencies, currency, expected) => {
    const facts = makeFacts({ settings: { currencies }, invoice: { currency } });
    expect(answerOf('currency', facts)).toBe(expected);
  });
});
