import { describe, expect, it } from '@jest/globals';
import { languagesOfStep, usageOf } from '../../../domain/templates/usage.ts';

const step = (templateId: string, language: 'customer' | 'en' | 'fr' = 'customer') => ({
  id: `${templateId} ${language}`,
  days: 3,
  templateId,
  language,
});
const rule = (id: string, ...steps: ReturnType<typeof step>[]) => ({
  id,
  settings: { name: `Rule ${id}`, steps },
});

describe('the languages of a step', () => {
  it.each([
    ['customer', ['en', 'fr']],
    ['en', ['en']],
    ['fr', ['fr']],
  ] as const)('that writes in %s are %j (E35)', (language, expected) => {
    expect(languagesOfStep({ language })).toEqual(expected);
  });
});

describe('the use of a template', () => {
  it.each([
    ['no rule', [rule('1', step('other'))], [], []],
    ['a step in the customer’s language', [rule('1', step('mine'))], ['1'], ['en', 'fr']],
    ['a step in French alone', [rule('1', step('mine', 'fr'))], ['1'], ['fr']],
    [
      'two rules with a language each',
      [rule('1', step('mine', 'fr'), step('other')), rule('2', step('mine', 'en'))],
      ['1', '2'],
      ['en', 'fr'],
    ],
    [
      'one rule with two steps of it, named once',
      [rule('1', step('mine', 'en'), step('mine', 'en'))],
      ['1'],
      ['en'],
    ],
  ])('by %s', (_case, rules, ids, languages) => {
    const usage = usageOf('mine', { rules, invoiceTemplateId: 'invoice' });
    expect(usage.rules).toEqual(ids.map((id) => ({ id, name: `Rule ${id}` })));
    expect(usage.languages).toEqual(languages);
  });

  it('by the invoices that Dunlin sends needs each language (E35)', () => {
    expect(usageOf('mine', { rules: [], invoiceTemplateId: 'mine' })).toEqual({
      rules: [],
      invoices: true,
      languages: ['en', 'fr'],
    });
  });
});
