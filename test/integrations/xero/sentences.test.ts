import { describe, expect, it } from '@jest/globals';
import { xeroSentences } from '../../../integrations/xero/sentences.ts';

describe('sentences', () => {
  it.each(Object.entries(xeroSentences))(
    '%s says what happened, what follows and what to do, in both languages',
    (_code, { en, fr }) => {
      for (const text of [en, fr].flatMap((one) => Object.values(one))) {
        expect(text).toMatch(/^\p{Lu}.+[.]$/u);
        expect(text.length).toBeLessThan(140);
      }
      expect(fr.title).not.toBe(en.title);
    },
  );
});
