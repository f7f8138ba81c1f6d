import { describe, expect, it } from '@jest/globals';
import type { DisputeFact } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { answerOf, askGate, makeFacts } from '../support/make-facts.ts';

/** 1,000.00 USD are open; today is 22 Nov 2026. */
const disputed = (wanted: Partial<DisputeFact> = {}, openMinor = 100_000) =>
  makeFacts({
    silence: {
      dispute: { amountMinor: null, untilOn: null, reason: 'damaged', owner: 'Ana', ...wanted },
    },
    invoice: { openMinor },
  });

describe('dispute (product 4, idea 7)', () => {
  it.each([
    ['nothing', makeFacts(), 'pass none'],
    ['the whole invoice', disputed(), 'hold disputed'],
    ['the whole invoice up to today', disputed({ untilOn: '2026-11-22' }), 'hold disputed'],
    ['the whole invoice up to yesterday', disputed({ untilOn: '2026-11-21' }), 'pass over'],
    ['a part of it', disputed({ amountMinor: 40_000 }), 'pass partly'],
    ['a part up to yesterday', disputed({ amountMinor: 1, untilOn: '2026-11-21' }), 'pass over'],
    ['all but a cent', disputed({ amountMinor: 99_999 }), 'pass partly'],
    ['all that is open', disputed({ amountMinor: 100_000 }), 'hold disputed'],
    ['more than what is left', disputed({ amountMinor: 60_000 }, 50_000), 'hold disputed'],
    ['no amount at all', disputed({ amountMinor: 0 }), 'hold disputed'],
    ['less than nothing', disputed({ amountMinor: -1 }), 'hold disputed'],
    ['what is no number', disputed({ amountMinor: Number.NaN }), 'hold unreadable'],
    ['until a day that is none', disputed({ untilOn: 'soon' }), 'hold unreadable'],
  ])('of %s', (_case, facts, expected) => {
    expect(answerOf('dispute', facts)).toBe(expected);
  });

  it('shows what is disputed and the rest that is chased', () => {
    expect(askGate('dispute', disputed({ amountMinor: 40_000 })).saw).toEqual({
      disputedMinor: 40_000,
      restMinor: 60_000,
      currency: 'USD',
      untilOn: null,
      why: 'damaged',
      owner: 'Ana',
    });
  });

  it('lets the invoice be looked at again on the day after its last', () => {
    const verdict = runGates(disputed({ untilOn: '2026-11-25' }));
    expect(verdict).toMatchObject({
      decidedBy: 'dispute',
      nextOn: '2026-11-26',
      stepOn: '2026-11-26',
      step: { id: 'day-10' },
    });
  });
});
