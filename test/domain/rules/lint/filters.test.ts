import { describe, expect, it } from '@jest/globals';
import { findInFilters } from '../../../../domain/rules/lint/filters.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import { factsForLint, ruleNamed } from './lint-world.ts';

type Facts = NonNullable<Parameters<typeof factsForLint>[0]>;
const customers = (mode: 'only' | 'except', ...customerIds: string[]) => ({
  customers: { mode, customerIds, includeChildren: false },
});
const memo = (mode: 'off' | 'include' | 'ignore') => ({ memo: { mode, token: '#x' } });
const terms = (wanted: Partial<RuleSettings['terms']>) => ({
  terms: { off: [], noTerms: true, newTerms: true, known: ['t1', 't2'], ...wanted },
});
const count = (matches: number, of: number): Facts => ({ memos: { a: [matches, of] } });

describe('what filters keep a rule from', () => {
  it.each<[string, Partial<RuleSettings>, Facts, string]>([
    ['no filter', {}, {}, ''],
    ['all except nobody', customers('except'), {}, ''],
    ['all except some (E51)', customers('except', 'c1'), {}, 'note new-customers-included'],
    ['only some (E51)', customers('only', 'c1', 'gone'), {}, 'note new-customers-left-out'],
    ['only customers that are gone', customers('only', 'gone'), {}, 'error no-listed-customer'],
    ['a token that nobody uses', memo('include'), count(0, 840), 'error memo-nothing'],
    ['nothing to skip', memo('ignore'), count(0, 840), 'warning memo-nothing'],
    ['a token that all have', memo('include'), count(840, 840), 'warning memo-everything'],
    ['everything to skip', memo('ignore'), count(840, 840), 'error memo-everything'],
    ['some memos (BJ-10)', memo('include'), count(12, 840), ''],
    ['a filter that is off', memo('off'), count(0, 840), ''],
    ['no invoice in a year', memo('include'), count(0, 0), ''],
    [
      'a day ahead (BJ-12)',
      { createdBefore: { on: '2026-11-23', field: 'document' } },
      {},
      'warning days-ahead',
    ],
    ['today', { createdBefore: { on: '2026-11-22', field: 'document' } }, {}, ''],
    ['all terms off (BJ-13)', terms({ off: ['t1', 't2'] }), {}, 'warning terms-none'],
    [
      'all terms off and none else on',
      terms({ off: ['t1', 't2'], noTerms: false, newTerms: false }),
      {},
      'error nothing-left',
    ],
    ['one term off', terms({ off: ['t1'] }), {}, ''],
    ['books without terms', terms({}), { terms: [] }, ''],
    ['new terms off (E51)', terms({ newTerms: false }), {}, 'note new-terms-left-out'],
    ['autopay on, but off in the settings', { autopay: 'on' }, {}, 'error autopay-off'],
    ['autopay off, as in the settings', { autopay: 'off' }, {}, 'note autopay-off'],
    ['autopay in use', { autopay: 'on' }, { autopayOn: true }, ''],
    ['a minimum above all (E6)', { minimum: { CAD: 150_001 } }, {}, 'warning minimum-above-all'],
    ['a minimum that some reach', { minimum: { CAD: 150_000 } }, {}, ''],
    ['a minimum of a currency without invoices', { minimum: { USD: 1 } }, {}, ''],
  ])('%s', (_name, wanted, facts, expected) => {
    const found = findInFilters(ruleNamed('a', wanted), factsForLint(facts));
    expect(found.map(({ severity, code }) => `${severity} ${code}`).join()).toBe(expected);
  });
});
