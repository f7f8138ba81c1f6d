import { describe, expect, it } from '@jest/globals';
import { asId, type TermId } from '../../../domain/ids.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { answerOf, askGate, makeFacts } from '../support/make-facts.ts';

const on: RuleSettings['terms'] = { off: [], noTerms: true, newTerms: true, known: ['net-30'] };
const allOff: RuleSettings['terms'] = { ...on, off: ['net-30', 'net-60'] };
const term = (id: string | null) => ({ termId: id === null ? null : asId<TermId>(id) });

describe('terms (BJ-13)', () => {
  it.each<[string, RuleSettings['terms'], string | null, string]>([
    ['a term that is on', on, 'net-30', 'pass term-on'],
    ['a term that is off', { ...on, off: ['net-30'] }, 'net-30', 'skip term-off'],
    ['any term when all are off', allOff, 'net-30', 'skip term-off'],
    ['no terms when all terms are off', allOff, null, 'pass no-terms-on'],
    ['no terms, which is on', on, null, 'pass no-terms-on'],
    ['no terms, which is off', { ...on, noTerms: false }, null, 'skip no-terms-off'],
    ['a new term, new ones on (E51)', on, 'net-7', 'pass new-term-on'],
    ['a new term, new ones off (E51)', { ...on, newTerms: false }, 'net-7', 'skip new-term-off'],
    ['a known term when new ones are off', { ...on, newTerms: false }, 'net-30', 'pass term-on'],
    ['an off term that is not known', { ...on, off: ['net-7'] }, 'net-7', 'skip term-off'],
  ])('%s', (_case, terms, termId, expected) => {
    const facts = makeFacts({ settings: { terms }, invoice: term(termId) });
    expect(answerOf('terms', facts)).toBe(expected);
  });

  it('saw the term by id and name', () => {
    expect(askGate('terms', makeFacts()).saw).toEqual({ termId: 'net-30', termName: 'Net 30' });
  });
});
