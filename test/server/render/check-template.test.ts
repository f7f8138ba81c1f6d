import { describe, expect, it } from '@jest/globals';
import { languages } from '../../../domain/rules/rule.ts';
import { builtInTemplates } from '../../../domain/templates/built-in.ts';
import { checkTemplate } from '../../../server/render/check-template.ts';

const fine = { subject: 'Invoice {{ invoice.number }}', body: '<p>{{ customer.name }}</p>' };

describe('checkTemplate', () => {
  it.each([
    ['no subject', { ...fine, subject: ' ' }, { part: 'subject', code: 'missing', line: null }],
    ['no body', { ...fine, body: '' }, { part: 'body', code: 'missing', line: null }],
    [
      'an unknown field, with its line',
      { ...fine, body: 'a\nb {{ customer.nme }}' },
      { part: 'body', code: 'unknown-field', line: 2, detail: 'customer.nme' },
    ],
    [
      'an unknown field in the subject',
      { ...fine, subject: '{{ secret }}' },
      { part: 'subject', code: 'unknown-field', line: 1, detail: 'secret' },
    ],
    [
      'an unknown field in a condition that is not met',
      { ...fine, body: '{% if invoice.part_paid == false %}{{ invoice.x }}{% endif %}' },
      { part: 'body', code: 'unknown-field', detail: 'invoice.x' },
    ],
    ['a whole group', { ...fine, body: '{{ invoice }}' }, { code: 'unknown-field' }],
    [
      'an unclosed tag',
      { ...fine, body: 'a\n{% if customer.name %}' },
      { code: 'syntax', line: 2 },
    ],
    [
      'an unknown filter',
      { ...fine, body: 'a\n\n{{ customer.name | shout }}' },
      { code: 'syntax', line: 3 },
    ],
    ['a loop', { ...fine, body: '{% for i in (1..9) %}{% endfor %}' }, { code: 'syntax', line: 1 }],
    ['another template', { ...fine, body: '{% render "x" %}' }, { code: 'syntax', line: 1 }],
    ['too much text', { ...fine, body: 'x'.repeat(100_001) }, { part: 'body', code: 'too-large' }],
    [
      'doubling without end, although only messages about several invoices come to it',
      {
        ...fine,
        body: `{% unless invoices.is_one %}{% assign a = customer.name %}${'{% assign a = a | append: a %}'.repeat(60)}{% endunless %}`,
      },
      { code: 'fails', severity: 'error' },
    ],
    [
      'the table of invoices in the subject',
      { ...fine, subject: '{{ invoices.table }}' },
      { part: 'subject', code: 'table-in-subject', severity: 'error' },
    ],
    [
      'an image without text, as a warning',
      { ...fine, body: '<p>a</p>\n<img src="https://x.example/a.png">' },
      { code: 'image-without-text', severity: 'warning', line: 2 },
    ],
    [
      'an image whose text is empty',
      { ...fine, body: '<img alt=" " src="https://x.example/a.png">' },
      { code: 'image-without-text' },
    ],
    [
      'five thousand nested conditions',
      { ...fine, body: '{% if customer.name %}'.repeat(5_000) + '{% endif %}'.repeat(5_000) },
      { part: 'body' },
    ],
  ])('finds %s', (_what, text, problem) => {
    expect(checkTemplate(text)).toEqual([expect.objectContaining(problem)]);
  });

  it.each([
    ['the table in the body', '{{ invoices.table }}'],
    ['an image with text', '<img src="https://x.example/a.png" alt="Our shop">'],
  ])('accepts %s', (_what, body) => {
    expect(checkTemplate({ ...fine, body })).toEqual([]);
  });

  it('accepts a template that only names known fields and its own variables', () => {
    const body = '{% assign who = customer.name | upcase %}{{ who }} {{ invoice.days_late }}';
    expect(checkTemplate({ ...fine, body })).toEqual([]);
  });

  it.each(
    builtInTemplates.flatMap(({ id, texts }) => languages.map((l) => [id, l, texts[l]] as const)),
  )('finds nothing wrong with built-in %s in %s', (_id, _language, text) => {
    expect(text && checkTemplate(text)).toEqual([]);
  });
});
