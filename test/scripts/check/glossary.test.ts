import { describe, expect, it } from '@jest/globals';
import { glossaryGaps, pageTerms } from '../../../scripts/check/glossary.ts';

describe('the two glossaries', () => {
  it('read the terms of the page from its headings', () => {
    expect(pageTerms('# Words\n\n## gate\n\ntext\n\n## to send\n### more')).toEqual([
      'gate',
      'to send',
    ]);
  });

  it('tell each word that stands in one only', () => {
    expect(glossaryGaps(['gate', 'step'], ['gate', 'rover'])).toEqual([
      'docs/words.md does not explain "step"',
      'domain/words.ts does not hold "rover"',
    ]);
  });
});
