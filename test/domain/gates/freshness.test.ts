import { describe, expect, it } from '@jest/globals';
import { freshnessOf, type FreshnessInput } from '../../../domain/gates/freshness.ts';

const given = (wanted: Partial<FreshnessInput>): FreshnessInput => ({
  now: new Date('2026-11-22T17:00:00Z'),
  timeZone: 'America/Toronto',
  syncedAt: new Date('2026-11-22T16:00:00Z'),
  staleAfterHours: 24,
  lastPaymentOn: null,
  paymentsWithinDays: null,
  reconciledAt: null,
  ...wanted,
});
const answer = (wanted: Partial<FreshnessInput>) => {
  const { stale, since } = freshnessOf(given(wanted));
  return { stale, since };
};
type Row = [string, Partial<FreshnessInput>, ReturnType<typeof answer>];
const fresh = { stale: 'no' as const, since: null };

describe('freshnessOf, by readings (product.md 4, idea 8)', () => {
  it.each<Row>([
    ['read an hour ago', {}, fresh],
    ['read 24 hours ago to the millisecond', { syncedAt: new Date('2026-11-21T17:00:00Z') }, fresh],
    [
      'read a millisecond before that',
      { syncedAt: new Date('2026-11-21T16:59:59.999Z') },
      { stale: 'sync', since: '2026-11-22T16:59:59.999Z' },
    ],
    [
      'read within a limit the owner made longer',
      { syncedAt: new Date('2026-11-20T17:00:00Z'), staleAfterHours: 72 },
      fresh,
    ],
    ['never read to the end', { syncedAt: null }, { stale: 'sync', since: null }],
  ])('%s', (_case, wanted, expected) => {
    expect(answer(wanted)).toEqual(expected);
  });

  it('shows the local day of the reading (E40)', () => {
    const syncedAt = new Date('2026-11-22T03:00:00Z');
    expect(freshnessOf(given({ syncedAt })).readOn).toBe('2026-11-21');
  });
});

describe('freshnessOf, by payments', () => {
  const within = { paymentsWithinDays: 14 };
  it.each<Row>([
    ['none, and the owner did not ask', { lastPaymentOn: null }, fresh],
    ['none ever', within, { stale: 'payments', since: null }],
    ['the last one 14 days ago', { ...within, lastPaymentOn: '2026-11-08' }, fresh],
    [
      'the last one 15 days ago',
      { ...within, lastPaymentOn: '2026-11-07' },
      { stale: 'payments', since: '2026-11-22T05:00:00.000Z' },
    ],
    [
      'none, but reconciled 14 days ago',
      { ...within, reconciledAt: new Date('2026-11-08T12:00:00Z') },
      fresh,
    ],
    [
      'an old one, but reconciled since',
      { ...within, lastPaymentOn: '2026-06-01', reconciledAt: new Date('2026-11-20T12:00:00Z') },
      fresh,
    ],
    [
      'reconciled too long ago, which is counted on the local day',
      { ...within, lastPaymentOn: '2026-06-01', reconciledAt: new Date('2026-11-08T03:00:00Z') },
      { stale: 'payments', since: '2026-11-22T05:00:00.000Z' },
    ],
    [
      'a recent one in books that were not read',
      { ...within, lastPaymentOn: '2026-11-20', syncedAt: null },
      { stale: 'sync', since: null },
    ],
  ])('%s', (_case, wanted, expected) => {
    expect(answer(wanted)).toEqual(expected);
  });
});
