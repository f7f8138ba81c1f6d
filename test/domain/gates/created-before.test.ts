import { describe, expect, it } from '@jest/globals';
import { answerOf, askGate, makeFacts, odd } from '../support/make-facts.ts';

const limit = '2026-10-01';

describe('created-before (BJ-12)', () => {
  it.each([
    ['the day before', '2026-09-30', 'skip created-before'],
    ['the day itself', '2026-10-01', 'pass recent'],
    ['the day after', '2026-10-02', 'pass recent'],
    ['a year before', '2025-10-01', 'skip created-before'],
    ['a day that is none', '2026-02-99', 'hold unreadable'],
    ['no day', odd<string>(undefined), 'hold unreadable'],
  ])('document dated %s', (_case, documentOn, expected) => {
    const settings = { createdBefore: { on: limit, field: 'document' as const } };
    expect(answerOf('created-before', makeFacts({ settings, invoice: { documentOn } }))).toBe(
      expected,
    );
  });

  it.each([
    ['the day before', '2026-09-30', 'skip created-before'],
    ['the day itself', '2026-10-01', 'pass recent'],
    ['an unknown day', null, 'hold unreadable'],
  ])('entered on %s, whatever the document says (E19)', (_case, createdOn, expected) => {
    const settings = { createdBefore: { on: limit, field: 'entry' as const } };
    const backDated = { documentOn: '2020-01-01' };
    expect(answerOf('created-before', makeFacts({ settings, createdOn, invoice: backDated }))).toBe(
      expected,
    );
  });

  it('is off without a date, also when no entry day is known', () => {
    expect(answerOf('created-before', makeFacts({ createdOn: null }))).toBe('pass off');
  });

  it('holds for a field it does not know', () => {
    const settings = { createdBefore: { on: limit, field: odd<'entry'>('paid') } };
    expect(answerOf('created-before', makeFacts({ settings }))).toBe('hold unreadable');
  });

  it('saw both days', () => {
    const settings = { createdBefore: { on: limit, field: 'document' as const } };
    expect(askGate('created-before', makeFacts({ settings })).saw).toEqual({
      field: 'document',
      createdOn: '2026-10-13',
      limitOn: limit,
    });
  });
});
