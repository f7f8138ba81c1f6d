import { describe, expect, it } from '@jest/globals';
import { isTermOn, withKnownTerms } from '../../../domain/rules/known-terms.ts';

const all = { off: [], noTerms: true, newTerms: true, known: ['net15', 'net30'] };
const present = ['net15', 'net30'];

describe('payment terms of a rule (BJ-13)', () => {
  it('lets a term that came after the last save follow the choice for new terms (E51)', () => {
    const filter = { ...all, known: ['net15'], newTerms: false };
    expect(isTermOn(filter, 'net15')).toBe(true);
    expect(isTermOn(filter, 'net30')).toBe(false);
    expect(isTermOn({ ...filter, newTerms: true }, 'net30')).toBe(true);
    expect(isTermOn({ ...all, off: ['net30'] }, 'net30')).toBe(false);
  });

  it('spells out new terms as they stood, so that saving does not switch any', () => {
    const filter = withKnownTerms({ ...all, known: ['net15'], newTerms: false }, present);
    expect(filter).toEqual({ ...all, newTerms: false, off: ['net30'] });
  });

  it('keeps terms that are gone from the books switched off, in case they come back', () => {
    const filter = { ...all, off: ['old'], known: ['old', ...present] };
    expect(withKnownTerms(filter, present).off).toEqual(['old']);
  });
});
