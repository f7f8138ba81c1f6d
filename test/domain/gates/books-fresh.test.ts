import { describe, expect, it } from '@jest/globals';
import type { Freshness } from '../../../domain/gates/gate.ts';
import { answerOf, askGate, makeFacts, makeFreshness, odd } from '../support/make-facts.ts';

const withFreshness = (wanted: Partial<Freshness>) =>
  makeFacts({ organisation: { freshness: makeFreshness(wanted) } });

describe('books-fresh (product.md 4, idea 8)', () => {
  it.each<[string, Partial<Freshness>, string]>([
    ['fresh', {}, 'pass fresh'],
    ['not read for too long', { stale: 'sync' }, 'hold sync-stale'],
    ['never read to the end', { stale: 'sync', readOn: null }, 'hold never-read'],
    [
      'without a recent payment',
      { stale: 'payments', lastPaymentOn: '2026-10-01', paymentsWithinDays: 14 },
      'hold payments-stale',
    ],
    ['without any payment', { stale: 'payments', paymentsWithinDays: 14 }, 'hold no-payments'],
    ['in a state nobody knows', { stale: odd('maybe') }, 'hold unreadable'],
  ])('of books that are %s', (_case, wanted, expected) => {
    expect(answerOf('books-fresh', withFreshness(wanted))).toBe(expected);
  });

  it('saw the payment and the limit', () => {
    const saw = { lastPaymentOn: '2026-10-01', paymentsWithinDays: 14 };
    expect(askGate('books-fresh', withFreshness({ stale: 'payments', ...saw })).saw).toEqual(saw);
  });
});
