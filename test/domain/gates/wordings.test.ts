import { describe, expect, it } from '@jest/globals';
import { gateNames, type Seen } from '../../../domain/gates/gate.ts';
import { sayIn, type Wording } from '../../../domain/gates/say.ts';
import { englishCourse } from '../../../domain/gates/sentences-en-course.ts';
import { englishFilters } from '../../../domain/gates/sentences-en-filters.ts';
import { frenchCourse } from '../../../domain/gates/sentences-fr-course.ts';
import { frenchFilters } from '../../../domain/gates/sentences-fr-filters.ts';
import { days as daysInEnglish } from '../../../domain/gates/words-en.ts';
import { days as daysInFrench } from '../../../domain/gates/words-fr.ts';

const saw: Seen = { currency: 'CAD', openMinor: 100, recipients: ['a@b.example'] };

describe.each([
  ['en-CA', { ...englishFilters, ...englishCourse }],
  ['fr-CA', { ...frenchFilters, ...frenchCourse }],
])('the words of the gates in %s', (locale, wordings) => {
  const say = sayIn(locale, saw);
  const all = gateNames.flatMap((gate) => {
    const { name, ...reasons } = wordings[gate];
    const known: Record<string, Wording> = reasons;
    return Object.entries(known).map(([reason, wording]) => ({ gate, name, reason, wording }));
  });

  it.each(all)('of $gate, $reason: a clause, and a whole sentence for the flip', ({ wording }) => {
    // A clause stands alone or after a colon: no capital of a common word, no full stop, nothing missing (ux 7.1).
    expect(wording.says(say)).toMatch(/^\S.*[^.]$/u);
    expect(wording.says(say)).not.toMatch(/undefined|NaN|\[object/);
    const flip = wording.flip?.(say) ?? '';
    if (flip !== '') expect(flip).toMatch(/^[A-ZÀ-Ý].*\.$/u);
  });
});

describe('days', () => {
  it('are one in the singular, and none too in French', () => {
    expect([0, 1, 2].map(daysInEnglish)).toEqual(['0 days', '1 day', '2 days']);
    expect([0, 1, 2].map(daysInFrench)).toEqual(['0 jour', '1 jour', '2 jours']);
  });
});
