import { describe, expect, it } from '@jest/globals';
import {
  masterState,
  switchAllTerms,
  switchTerm,
} from '../../../../../client/features/rules/editor/term-choice.ts';

const terms = [{ id: 'net15' }, { id: 'net30' }];
const all = { off: [], noTerms: true, newTerms: true, known: ['net15', 'net30'] };

describe('payment terms in the rule editor (BJ-13)', () => {
  it.each([
    ['all', all],
    ['some', { ...all, off: ['net30'] }],
    ['some', { ...all, noTerms: false }],
    ['none', { ...all, off: ['net15', 'net30'], noTerms: false }],
  ])('shows %s for %j', (state, filter) => {
    expect(masterState(filter, terms)).toBe(state);
  });

  it('keeps terms that are gone from the books switched off, in case they come back', () => {
    const filter = { ...all, off: ['old'], known: ['old', 'net15', 'net30'] };
    expect(switchAllTerms(filter, terms, true).off).toEqual(['old']);
  });

  it('switches one term without touching the others, and all of them at once', () => {
    const one = switchTerm({ ...all, off: ['net15'] }, 'net30', false);
    expect(one.off).toEqual(['net15', 'net30']);
    expect(switchTerm(one, 'net15', true).off).toEqual(['net30']);
    expect(masterState(switchAllTerms(one, terms, true), terms)).toBe('all');
    expect(masterState(switchAllTerms(all, terms, false), terms)).toBe('none');
  });
});
