import { describe, expect, it } from '@jest/globals';
import { answerOf, askGate, makeFacts, odd } from '../support/make-facts.ts';

describe('autopay', () => {
  it.each([
    ['any', false, false, 'pass any'],
    ['any', true, true, 'pass any'],
    ['on', true, true, 'pass on'],
    ['on', true, false, 'skip is-off'],
    ['on', false, true, 'skip is-off'],
    ['off', true, true, 'skip is-on'],
    ['off', true, false, 'pass off'],
    ['off', false, true, 'pass off'],
    ['off', false, false, 'pass off'],
    [odd<'on'>('sometimes'), true, true, 'hold unreadable'],
  ] as const)(
    'wanted %s, customer on %s, invoice eligible %s: %s (BJ-14, BJ-15)',
    (wanted, customerOn, eligible, expected) => {
      const facts = makeFacts({
        settings: { autopay: wanted },
        autopay: { customerOn, eligible },
      });
      expect(answerOf('autopay', facts)).toBe(expected);
    },
  );

  it('shows both halves (BJ-15, decided)', () => {
    const autopay = { customerOn: true, eligible: false };
    expect(askGate('autopay', makeFacts({ settings: { autopay: 'off' }, autopay })).saw).toEqual({
      wanted: 'off',
      ...autopay,
    });
  });
});
