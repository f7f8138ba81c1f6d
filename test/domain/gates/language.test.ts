import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../../domain/rules/rule.ts';
import { answerOf, makeFacts } from '../support/make-facts.ts';

describe('language', () => {
  it.each<[Language[], Language | null, Language, string]>([
    [[], null, 'en', 'pass any'],
    [['fr'], 'fr', 'en', 'pass listed'],
    [['fr'], 'en', 'fr', 'skip not-listed'],
    // Without a language of its own the customer reads the organisation's (E35).
    [['fr'], null, 'fr', 'pass listed'],
    [['fr'], null, 'en', 'skip not-listed'],
  ])('of a rule for %s, a customer of %s in an organisation of %s: %s', (...row) => {
    const [languages, language, usual, expected] = row;
    const facts = makeFacts({
      settings: { languages },
      customer: { language },
      organisation: { language: usual },
    });
    expect(answerOf('language', facts)).toBe(expected);
  });
});
