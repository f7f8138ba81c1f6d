import { describe, expect, it } from '@jest/globals';
import { languages } from '../../../domain/rules/rule.ts';
import { builtInTemplates, findBuiltIn } from '../../../domain/templates/built-in.ts';
import { builtInIds } from '../../../domain/templates/template.ts';

const frenchTexts = builtInTemplates.flatMap(({ id, texts, name }) => [
  [id, `${texts.fr?.subject}\n${texts.fr?.body}\n${name.fr}`],
]);

describe('built-in templates', () => {
  it('are three reminders, one for what is coming due, one with a new invoice, a summary and the invoice itself', () => {
    expect(builtInTemplates.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'friendly reminder',
      'second reminder',
      'final reminder',
      'coming-due coming-due',
      'new-invoice new_invoice',
      'summary summary',
      'invoice invoice',
    ]);
  });

  it.each(builtInIds)('%s exists in every language', (id) => {
    const template = findBuiltIn(id);
    for (const language of languages) {
      expect(template?.name[language]).toBeTruthy();
      expect(template?.texts[language]?.subject).toMatch(/\{\{ invoice.number \}\}|^[AR]\S+ /);
      // The mail with an invoice is about this one alone (UF complement 50).
      const body = template?.texts[language]?.body;
      if (id === 'invoice') expect(body).not.toMatch(/account\.|invoices\.(open|table)/);
      else expect(body).toContain('{{ invoices.table }}');
    }
  });

  it.each(frenchTexts)('%s is spaced and spelt as French is', (_id, text) => {
    const words = String(text).replace(/\{[{%].*?[%}]\}|<[^>]*>/g, '');
    expect(words).not.toMatch(/[a-zà-ü]:/i);
    expect(words).not.toMatch(/ :|\u00a0[^:]/);
    expect(words).not.toMatch(/['!?;«»]/);
  });

  it.each(builtInTemplates.map(({ id, texts }) => [id, texts.en?.body]))(
    '%s is polite: no exclamation mark, no threat',
    (_id, body) => {
      expect(body).not.toMatch(/!|legal|collection|court|immediately/i);
    },
  );

  it('finds nothing under another id', () => {
    expect(findBuiltIn('toString')).toBeUndefined();
  });
});
