import { describe, expect, it } from '@jest/globals';
import {
  callsOfFullCheck,
  kindUnderWay,
  percentOf,
} from '../../../../client/features/sync/progress.ts';

const at = (kind: 'terms' | 'customers' | 'invoices', done: number, total: number | null) => ({
  kind,
  done,
  total,
});

describe('progress of a run (ux O1)', () => {
  it.each([
    ['the kind that has begun', [at('terms', 5, 5), at('customers', 7, 9)], 'customers'],
    [
      'the last of several that have begun',
      [at('customers', 7, 9), at('invoices', 1, 9)],
      'invoices',
    ],
    ['a kind without a known total', [at('terms', 5, 5), at('invoices', 1000, null)], 'invoices'],
    ['the first one before anything was read', [at('terms', 0, 5), at('invoices', 0, 9)], 'terms'],
    ['none when all are complete', [at('terms', 5, 5), at('invoices', 0, 0)], null],
  ])('is under way at %s', (_, progress, kind) => {
    expect(kindUnderWay(progress)).toBe(kind);
  });

  it('is a share only when every total is known, and 100 only at the end', () => {
    expect(percentOf([at('terms', 1, 2), at('invoices', 1, 8)])).toBe(20);
    expect(percentOf([at('invoices', 999, 1000)])).toBe(99);
    expect(percentOf([at('terms', 1, 2), at('invoices', 1, null)])).toBeNull();
    expect(percentOf([at('terms', 0, 0)])).toBeNull();
    expect(percentOf([])).toBeNull();
  });

  it('never goes above the whole when records were added while it ran', () => {
    expect(percentOf([at('terms', 9, 5), at('invoices', 0, 5)])).toBe(50);
  });
});

describe('the cost of a full check', () => {
  it('is one count and the pages of each kind', () => {
    const kinds = [
      { kind: 'terms' as const, syncedAt: null, records: 0 },
      { kind: 'invoices' as const, syncedAt: null, records: 31_001 },
    ];
    expect(callsOfFullCheck(kinds)).toBe(2 + 1 + 32);
  });
});
