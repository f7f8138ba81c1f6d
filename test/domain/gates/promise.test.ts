import { describe, expect, it } from '@jest/globals';
import type { PromiseFact } from '../../../domain/gates/gate.ts';
import { lastDayOf } from '../../../domain/gates/promise.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { answerOf, askGate, makeFacts } from '../support/make-facts.ts';

/** Today is 22 Nov 2026. */
const promised = (wanted: Partial<PromiseFact> = {}) =>
  makeFacts({
    silence: {
      promise: { promisedOn: '2026-11-25', graceDays: 3, amountMinor: null, ...wanted },
    },
  });

describe('promise (product 4, idea 6)', () => {
  it.each([
    ['nothing', makeFacts(), 'pass none'],
    ['a later day', promised(), 'hold promised'],
    ['a part only', promised({ amountMinor: 100 }), 'hold promised'],
    ['the last day of grace', promised({ promisedOn: '2026-11-19' }), 'hold promised'],
    ['the day after it', promised({ promisedOn: '2026-11-18' }), 'pass broken'],
    ['today without grace', promised({ promisedOn: '2026-11-22', graceDays: 0 }), 'hold promised'],
    ['yesterday without', promised({ promisedOn: '2026-11-21', graceDays: 0 }), 'pass broken'],
    ['a day that is none', promised({ promisedOn: 'soon' }), 'hold unreadable'],
    ['half a day of grace', promised({ graceDays: 0.5 }), 'hold unreadable'],
  ])('for %s', (_case, facts, expected) => {
    expect(answerOf('promise', facts)).toBe(expected);
  });

  it('shows the day, the grace and the amount', () => {
    expect(askGate('promise', promised({ amountMinor: 30_000 })).saw).toEqual({
      promisedOn: '2026-11-25',
      graceDays: 3,
      lastOn: '2026-11-28',
      promisedMinor: 30_000,
      currency: 'USD',
    });
  });

  it('lets the invoice be looked at again when it can only be broken', () => {
    expect(runGates(promised())).toMatchObject({
      decidedBy: 'promise',
      nextOn: '2026-11-29',
      stepOn: '2026-11-29',
      step: { id: 'day-10' },
    });
  });
});

describe('lastDayOf', () => {
  it.each([
    ['2026-11-25', 3, '2026-11-28'],
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-11-25', 1.5, ''],
  ])('%s and %s days are %s (E38)', (promisedOn, graceDays, expected) => {
    expect(lastDayOf({ promisedOn, graceDays })).toBe(expected);
  });
});
