import { describe, expect, it } from '@jest/globals';
import { findOverlaps, mayMeet } from '../../../../domain/rules/lint/overlap.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import { makeSteps } from '../../support/make-facts.ts';
import { ruleNamed } from './lint-world.ts';

type Wanted = Partial<RuleSettings>;
const only = (...customerIds: string[]): Wanted => ({
  customers: { mode: 'only', customerIds, includeChildren: false },
});
const except = (...customerIds: string[]): Wanted => ({
  customers: { mode: 'except', customerIds, includeChildren: false },
});
const memo = (mode: 'include' | 'ignore', token: string): Wanted => ({ memo: { mode, token } });
const terms = (off: string[], others: Partial<RuleSettings['terms']> = {}): Wanted => ({
  terms: { off, noTerms: false, newTerms: false, known: ['t1', 't2'], ...others },
});

describe('two rules that may write to the same invoice (E48)', () => {
  it.each<[string, Wanted, Wanted, boolean]>([
    ['no filters', {}, {}, true],
    ['another condition', {}, { condition: 'coming_due' }, false],
    ['another type', {}, { type: 'summary' }, false],
    ['only a, only b', only('a'), only('b'), false],
    ['only a, only a and b', only('a'), only('a', 'b'), true],
    ['only a, all except a', only('a'), except('a'), false],
    ['all except a, only a', except('a'), only('a'), false],
    ['all except a, only b', except('a'), only('b'), true],
    ['all except a, all except b', except('a'), except('b'), true],
    [
      'a listed parent stands for customers nobody sees here (E28)',
      { customers: { mode: 'only', customerIds: ['a'], includeChildren: true } },
      only('b'),
      true,
    ],
    ['memo with and without the same token', memo('include', '#x'), memo('ignore', '#X'), false],
    ['memo with a longer token', memo('include', '#xyz'), memo('ignore', '#x'), false],
    ['memo with another token', memo('include', '#x'), memo('ignore', '#y'), true],
    ['currencies apart', { currencies: ['CAD'] }, { currencies: ['USD'] }, false],
    ['one currency and all', { currencies: ['CAD'] }, {}, true],
    ['languages apart', { languages: ['en'] }, { languages: ['fr'] }, false],
    ['autopay on and off', { autopay: 'on' }, { autopay: 'off' }, false],
    ['autopay on and any', { autopay: 'on' }, { autopay: 'any' }, true],
    ['terms apart', terms(['t1']), terms(['t2']), false],
    ['terms in common', terms(['t1']), terms([]), true],
    [
      'both without terms',
      terms(['t1'], { noTerms: true }),
      terms(['t2'], { noTerms: true }),
      true,
    ],
  ])('%s: %j and %j', (_name, a, b, expected) => {
    expect(mayMeet(ruleNamed('a', a), ruleNamed('b', b))).toBe(expected);
    expect(mayMeet(ruleNamed('b', b), ruleNamed('a', a))).toBe(expected);
  });

  const days = (...some: number[]): Wanted => ({ steps: makeSteps(...some) });
  it.each<[string, Wanted, Wanted, string[]]>([
    ['one day in common, the first takes in all', days(3, 10), days(10, 20), ['b never-first 10']],
    [
      'one day in common, the first leaves some to the second',
      { ...days(3, 10), ...except('a') },
      days(10),
      ['b same-day 10'],
    ],
    ['no day in common', days(3), days(10), ['b overlap 3,10']],
    ['never the same invoices', { ...days(3), ...only('a') }, { ...days(3), ...only('b') }, []],
    [
      'notices of a new invoice: one is enough',
      { type: 'new_invoice', ...days(0) },
      { type: 'new_invoice', ...days(0) },
      ['b never-first 0'],
    ],
    [
      'summaries on different days are no overlap',
      { type: 'summary', ...days(1) },
      { type: 'summary', ...days(15) },
      [],
    ],
  ])('%s', (_name, a, b, expected) => {
    const found = findOverlaps([ruleNamed('a', a), ruleNamed('b', b)]);
    expect(
      found.map(({ code, ruleId, saw }) => `${ruleId} ${code} ${String(saw['days'])}`),
    ).toEqual(expected);
    for (const one of found) expect(one).toMatchObject({ otherId: 'a', saw: { other: 'a' } });
  });
});
