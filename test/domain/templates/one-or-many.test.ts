import { describe, expect, it } from '@jest/globals';
import { oneOrMany } from '../../../domain/templates/one-or-many.ts';
import { renderMessage } from '../../../server/render/render-message.ts';
import { makeFields, twoInvoices } from '../../support/make-template-fields.ts';

describe('oneOrMany', () => {
  it.each([
    ['one invoice', makeFields(), 'alone', 'together'],
    ['two invoices', makeFields({ invoices: twoInvoices }), 'together', 'alone'],
  ])('of %s says its own text, and lists only several', (_case, fields, said, unsaid) => {
    const body = oneOrMany('<p>alone</p>', '<p>together</p>');
    const { html } = renderMessage({
      template: { id: 'own', texts: { en: { subject: 's', body } } },
      language: 'en',
      fields,
      company: { name: 'Northwind', email: '' },
    });
    expect(html).toContain(`<p>${said}</p>`);
    expect(html).not.toContain(unsaid);
    expect(html.includes('role="table"')).toBe(said === 'together');
  });
});
