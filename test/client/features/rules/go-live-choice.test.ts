import { describe, expect, it } from '@jest/globals';
import {
  choiceOf,
  forecastQuery,
  isLimited,
  missingIn,
  newDraft,
} from '../../../../client/features/rules/go-live-choice.ts';

const old = { invoices: 51, customers: 31, oldestDaysLate: 412, steps: 3, days: null };
const few = { ...old, invoices: 50 };
const none = { ...old, invoices: 0, customers: 0, oldestDaysLate: null };

describe('going live with old invoices (product.md 4, idea 4)', () => {
  it('chooses nothing for the owner', () => {
    expect(missingIn(newDraft, old)).toBe('choice');
    expect(choiceOf(newDraft, old)).toBeUndefined();
    expect(forecastQuery(newDraft, old)).toEqual({});
  });

  it('asks nothing when there is no old invoice', () => {
    expect(missingIn(newDraft, none)).toBeNull();
    expect(choiceOf({ ...newDraft, choice: 'skip' }, none)).toBeUndefined();
    expect(forecastQuery(newDraft, undefined)).toEqual({});
  });

  it('proposes a limit per day for more than 50 old invoices, until somebody decides', () => {
    expect(isLimited(newDraft, old)).toBe(true);
    expect(isLimited(newDraft, few)).toBe(false);
    expect(isLimited({ ...newDraft, limited: false }, old)).toBe(false);
    expect(isLimited({ ...newDraft, limited: true }, few)).toBe(true);
  });

  it.each([
    ['by-rule', old, { choice: 'by-rule', perDay: 50 }],
    ['by-rule', few, { choice: 'by-rule', perDay: null }],
    ['start-fresh', old, { choice: 'start-fresh', perDay: 50 }],
    ['start-at-step', few, { choice: 'start-at-step', step: 2, perDay: null }],
    ['skip', old, { choice: 'skip', perDay: null }],
  ] as const)('sends %s with what belongs to it alone', (choice, counts, sent) => {
    const draft = { ...newDraft, choice, step: 2 };
    expect(choiceOf(draft, counts)).toEqual(sent);
    const { perDay, ...rest } = sent;
    expect(forecastQuery(draft, counts)).toEqual(perDay === null ? rest : { ...rest, perDay });
  });

  it.each([
    ['step', { choice: 'start-at-step' as const, step: 4 }],
    ['step', { choice: 'start-at-step' as const, step: 0 }],
    ['step', { choice: 'start-at-step' as const, step: Number.NaN }],
    ['perDay', { choice: 'by-rule' as const, perDay: 0 }],
    ['perDay', { choice: 'by-rule' as const, perDay: 10_001 }],
    ['perDay', { choice: 'start-fresh' as const, perDay: Number.NaN }],
  ] as const)('waits for a right %s', (field, change) => {
    const draft = { ...newDraft, ...change };
    expect(missingIn(draft, old)).toBe(field);
    expect(choiceOf(draft, old)).toBeUndefined();
    expect(forecastQuery(draft, old)).toEqual({});
  });

  it('does not look at fields that the choice does not use', () => {
    const empty = { ...newDraft, step: Number.NaN, perDay: Number.NaN };
    expect(missingIn({ ...empty, choice: 'skip' }, old)).toBeNull();
    expect(missingIn({ ...empty, choice: 'by-rule', limited: false }, old)).toBeNull();
  });
});
