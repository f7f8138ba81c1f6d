import { describe, expect, it } from '@jest/globals';
import { answerOf, makeFacts, odd } from '../support/make-facts.ts';

describe('customer-active (E27)', () => {
  it.each([
    ['active', makeFacts(), 'pass active'],
    ['inactive', makeFacts({ customer: { active: false } }), 'hold inactive'],
    ['of unknown state', makeFacts({ customer: { active: odd(null) } }), 'hold inactive'],
    ['missing', makeFacts({ customer: null }), 'hold no-customer'],
  ])('a customer who is %s', (_case, facts, expected) => {
    expect(answerOf('customer-active', facts)).toBe(expected);
  });
});
