import { describe, expect, it } from '@jest/globals';
import { findingCodes } from '../../../../domain/rules/lint/finding.ts';
import { english } from '../../../../domain/rules/lint/sentences-en.ts';
import { french } from '../../../../domain/rules/lint/sentences-fr.ts';
import { findingWords } from '../../../../domain/rules/lint/sentences.ts';
import type { FindingWordings } from '../../../../domain/rules/lint/wording.ts';

const saw = {
  other: 'Firm',
  days: ['3', '10'],
  on: '2027-01-31',
  currency: 'CAD',
  limitMinor: 100_000,
  listed: 2,
  token: '#x',
  mode: 'include',
  matches: 0,
  of: 840,
  terms: ['Net 60'],
  withoutTerms: true,
  invoices: 9,
  en: 'Final',
  fr: 'Dernier',
  language: 'fr',
  readers: 6,
};

describe('what the linter says', () => {
  it.each<[string, FindingWordings]>([
    ['en', english],
    ['fr', french],
  ])('has words in %s for each finding and for nothing else', (_language, wordings) => {
    expect(Object.keys(wordings).sort()).toEqual([...findingCodes].sort());
  });

  it.each(findingCodes.flatMap((code) => [[code, 'en-CA'] as const, [code, 'fr-CA'] as const]))(
    '%s in %s is a sentence with a way out, and shows no hole',
    (code, locale) => {
      for (const words of Object.values(findingWords({ code, saw }, locale))) {
        expect(words).toMatch(/^[^a-z].*\.$/);
        expect(words).not.toMatch(/–|undefined|NaN|\[object/);
      }
    },
  );

  it.each([
    [
      'en-CA',
      '“#x” stands in no memo of the 840 invoices of the last year, so nothing would be sent.',
    ],
    [
      'fr-CA',
      '«\u00a0#x\u00a0» ne figure dans aucun mémo des 840 factures de la dernière année\u00a0: rien ne serait envoyé.',
    ],
  ])('in %s names the token', (locale, expected) => {
    expect(findingWords({ code: 'memo-nothing', saw }, locale).says).toBe(expected);
  });

  it('speaks of one day as of one', () => {
    const one = { ...saw, days: ['3'] };
    expect(findingWords({ code: 'same-day', saw: one }, 'en-CA').says).toContain('on day 3;');
    expect(findingWords({ code: 'same-day', saw: one }, 'fr-CA').says).toContain('au jour 3');
  });
});
