import { describe, expect, it } from '@jest/globals';
import { answerOf, askGate, makeFacts } from '../support/make-facts.ts';

describe('books-complete', () => {
  it.each([
    ['everything', makeFacts(), 'pass complete'],
    [
      'no customer',
      makeFacts({ invoice: { customerId: null }, customer: null }),
      'hold no-customer',
    ],
    ['a customer not read yet', makeFacts({ customer: null }), 'hold customer-not-synced'],
    ['no due date (E20)', makeFacts({ invoice: { dueOn: null } }), 'hold no-due-date'],
    ['no currency (E7)', makeFacts({ invoice: { currency: null } }), 'hold no-currency'],
    ['an empty currency', makeFacts({ invoice: { currency: '' } }), 'hold no-currency'],
    ['no number (E23)', makeFacts({ invoice: { number: null } }), 'pass complete'],
  ])('with %s', (_case, facts, expected) => {
    expect(answerOf('books-complete', facts)).toBe(expected);
  });

  it('lists all that is missing', () => {
    const facts = makeFacts({ invoice: { dueOn: null, currency: null } });
    expect(askGate('books-complete', facts).saw).toEqual({
      missing: ['no-due-date', 'no-currency'],
    });
  });
});
