import { describe, expect, it } from '@jest/globals';
import { findingsOf, lintRules } from '../../../domain/rules/lint.ts';
import { factsForLint, ruleNamed } from './lint/lint-world.ts';

const codes = (...given: Parameters<typeof lintRules>) =>
  lintRules(...given).map(({ code, ruleId }) => `${ruleId ?? 'all'} ${code}`);

describe('the linter (product.md 4, idea 21)', () => {
  it('says nothing about a usual rule', () => {
    expect(codes([ruleNamed('a')], factsForLint())).toEqual([]);
  });

  it('leaves out rules that are off: they send nothing', () => {
    const off = ruleNamed('a', { memo: { mode: 'include', token: '#x' } }, false);
    expect(codes([off, off], factsForLint({ memos: { a: [0, 10] } }))).toEqual([]);
  });

  it('puts the worst first', () => {
    const rules = [
      ruleNamed('a', { terms: { off: [], noTerms: true, newTerms: false, known: ['t1', 't2'] } }),
      ruleNamed('b', { steps: [] }),
    ];
    const found = lintRules(rules, factsForLint()).map(({ severity }) => severity);
    expect(found).toEqual(['error', 'note']);
  });

  it('names terms with open invoices that no overdue rule looks at (BJ-13)', () => {
    const terms = { off: ['t2'], noTerms: false, newTerms: true, known: ['t1', 't2'] };
    const found = lintRules([ruleNamed('a', { terms })], factsForLint());
    expect(found).toMatchObject([
      {
        code: 'terms-uncovered',
        ruleId: null,
        saw: { terms: ['Net 60'], withoutTerms: true, invoices: 9 },
      },
    ]);
    const other = ruleNamed('b', {
      terms: { off: ['t1'], noTerms: true, newTerms: true, known: ['t1', 't2'] },
      currencies: ['USD'],
    });
    expect(codes([ruleNamed('a', { terms, currencies: ['CAD'] }), other], factsForLint())).toEqual(
      [],
    );
  });

  it('needs no rule about terms while nothing chases at all', () => {
    const coming = ruleNamed('a', {
      condition: 'coming_due',
      terms: { off: ['t2'], noTerms: true, newTerms: true, known: ['t1', 't2'] },
    });
    expect(codes([coming], factsForLint())).toEqual([]);
  });

  it('shows with a draft what is about it, or about another rule because of it', () => {
    const found = lintRules([ruleNamed('a'), ruleNamed('b')], factsForLint());
    expect(findingsOf(found, 'a')).toEqual(found);
    expect(findingsOf(found, 'c')).toEqual([]);
  });
});
