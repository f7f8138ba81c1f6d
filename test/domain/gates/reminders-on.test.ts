import { describe, expect, it } from '@jest/globals';
import { answerOf, makeFacts, odd } from '../support/make-facts.ts';

describe('reminders-on (BJ-20)', () => {
  it.each([
    [true, 'pass on'],
    [false, 'hold off'],
    [odd<boolean>('yes'), 'hold off'],
  ])('master switch %s', (remindersOn, expected) => {
    expect(answerOf('reminders-on', makeFacts({ organisation: { remindersOn } }))).toBe(expected);
  });
});
