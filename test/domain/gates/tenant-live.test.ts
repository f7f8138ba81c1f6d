import { describe, expect, it } from '@jest/globals';
import { answerOf, askGate, makeFacts, odd } from '../support/make-facts.ts';

describe('tenant-live (E58)', () => {
  it.each([
    ['connected', true, 'pass live'],
    ['not connected', false, 'hold not-live'],
    ['unknown', odd<boolean>(undefined), 'hold not-live'],
  ])('when the books are %s', (_case, live, expected) => {
    expect(answerOf('tenant-live', makeFacts({ organisation: { live } }))).toBe(expected);
  });

  it('keeps why the connection is gone', () => {
    const facts = makeFacts({ organisation: { live: false, liveReason: 'revoked' } });
    expect(askGate('tenant-live', facts).saw).toEqual({ liveReason: 'revoked' });
  });
});
