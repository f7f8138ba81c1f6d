import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  toDocument,
  toSubjectDocument,
} from '../../../../../client/features/templates/source/to-document.ts';
import {
  toSource,
  toSubjectSource,
} from '../../../../../client/features/templates/source/to-source.ts';
import { languages } from '../../../../../domain/rules/rule.ts';
import { builtInTemplates } from '../../../../../domain/templates/built-in.ts';
import { renderMessage } from '../../../../../server/render/render-message.ts';
import { makeFields, twoInvoices } from '../../../../support/make-template-fields.ts';

const roundTrip = (source: string) => toSource(toDocument(source));
const types = (source: string) => toDocument(source).content?.map(({ type }) => type);

/** What a customer reads of a body, for one invoice and for several. */
function readings(body: string): string[] {
  const company = { name: 'Northwind', email: 'a@northwind.example' };
  const template = { id: 'own', texts: { en: { subject: 's', body } } };
  return [{}, { invoices: twoInvoices }].map((changes) => {
    const fields = makeFields(changes);
    return renderMessage({ template, language: 'en', fields, company }).text;
  });
}

describe('source through the visual editor and back', () => {
  it.each(
    builtInTemplates.flatMap(({ id, texts }) => languages.map((l) => [id, l, texts[l]] as const)),
  )('is the same letter by letter for built-in %s in %s', (_id, _language, text) => {
    expect(roundTrip(text?.body ?? '')).toBe(text?.body);
    expect(toSubjectSource(toSubjectDocument(text?.subject ?? ''))).toBe(text?.subject);
  });

  it.each([
    ['marks', '<p>a <strong>b <em>c</em></strong> d</p>'],
    ['a link', '<p><a href="https://x.example/?a=1&amp;b=2">go</a></p>'],
    ['a link with a field', '<p><a href="https://x.example/{{ invoice.number }}">go</a></p>'],
    ['a bold field', '<p><strong>{{ invoice.number }}</strong></p>'],
    ['lists', '<ul><li>a</li><li>b <strong>c</strong><ol><li>d</li></ol></li></ul>'],
    ['headings and a line', '<h1>a</h1>\n<hr>\n<h3>b</h3>'],
    ['letters that HTML reserves', '<p>1 &lt; 2 &amp; 3 &gt; 2 "x" \'y\'</p>'],
    ['letters we do not know', '<p>caf&eacute; &copy;</p>'],
    ['a filter', '<p>{{ customer.name | upcase }}</p>'],
    ['white space control', '<p>a {{- customer.name -}} b</p>'],
    ['a condition in a line', '<p>{% if invoice.part_paid %}a{% else %}b{% endif %}</p>'],
    ['a condition around blocks', '{% if invoice.part_paid %}\n<p>a</p>\n{% endif %}'],
    ['a comment of the language', '{% comment %}<p>{{ x }}</p>{% endcomment %}\n<p>a</p>'],
    ['a raw part', '<p>{% raw %}{{ x }}{% endraw %}</p>'],
    ['a comment of HTML', '<!-- <p>a</p> -->\n<p>b</p>'],
    ['a styled paragraph', '<p style="color:#ff0000">a</p>'],
    ['a styled word', '<p>a <span style="color:#ff0000">b</span></p>'],
    ['an image', '<p><img src="https://x.example/a.png" alt="a"></p>'],
    ['a table', '<table><tr><td><p>a</p></td></tr></table>\n<p>b</p>'],
    ['nested blocks', '<div><div>a</div></div>\n<p>b</p>'],
    ['words outside a paragraph', 'Hello {{ customer.name }}\n<p>a</p>'],
    ['a paragraph that does not end', '<p>a\n<p>b</p>'],
    ['a list with a condition', '<ul>{% if invoice.part_paid %}<li>a</li>{% endif %}</ul>'],
    ['an item with a paragraph', '<ul><li><p>a</p></li></ul>'],
    ['a stray end', '<p>a</p>\n</div>'],
    ['a link with more than an address', '<p><a href="https://x.example" title="t">a</a></p>'],
    ['a lone bracket', '<p>a &lt; b { c } d</p>'],
    ['the table of invoices', '<p>a</p>\n{{ invoices.table }}\n<p>b</p>'],
    ['a name of its own', '{% assign who = customer.name %}\n<p>{{ who }}</p>'],
    ['nothing', ''],
  ])('keeps %s', (_what, source) => {
    expect(roundTrip(source)).toBe(source);
  });

  it.each([
    ['<p>\n  a   b\n</p>\n\n\n<p>c</p>', '<p>a b</p>\n<p>c</p>'],
    ['<P>a</P>', '<p>a</p>'],
    ['<p><b>a</b> <i>b</i></p>', '<p><strong>a</strong> <em>b</em></p>'],
    ['<p>a<br/>b</p>', '<p>a<br>b</p>'],
    ['<p>{{invoice.number}}</p>', '<p>{{ invoice.number }}</p>'],
    ['<p>a&nbsp;b &#39;c&#x27;</p>', "<p>a\u00a0b 'c'</p>"],
    ['<em><strong>a</strong></em>', '<em><strong>a</strong></em>'],
    ['<p><em><strong>a</strong></em></p>', '<p><strong><em>a</em></strong></p>'],
  ])('writes %j as %j', (source, written) => {
    expect(roundTrip(source)).toBe(written);
  });

  it.each([
    ['<p>a</p>{{ invoices.table }}<hr>', ['paragraph', 'invoiceTable', 'horizontalRule']],
    [
      '{% if invoices.is_one %}<p>a</p>{% else %}<p>b</p>{% endif %}',
      ['rawBlock', 'paragraph', 'rawBlock', 'paragraph', 'rawBlock'],
    ],
    ['<div><p>a</p></div>', ['rawBlock']],
    ['', ['paragraph']],
  ])('shows %j as %j', (source, expected) => {
    expect(types(source)).toEqual(expected);
  });

  const inline = fc.oneof(
    fc.constantFrom(
      ...['a', ' ', 'b &amp; c', '{{ invoice.number }}', '{{ x | upcase }}', '<br>', '&euro;'],
      ...['<strong>d</strong>', '<em>e <strong>f</strong></em>', '<span lang="fr">g</span>'],
      ...['{% if invoices.is_one %}', '{% endif %}', '<a href="https://x.example">h</a>', '<', '{'],
    ),
  );
  const block = fc.oneof(
    fc.array(inline, { maxLength: 6 }).map((parts) => `<p>${parts.join('')}</p>`),
    fc
      .array(inline, { minLength: 1, maxLength: 3 })
      .map((parts) => `<ul><li>${parts.join('')}</li></ul>`),
    fc.constantFrom(
      ...['<hr>', '{{ invoices.table }}', '{% if account.has_credit %}', '{% endif %}', 'loose'],
      ...['<div><p>a</p></div>', '<h2>b</h2>', '<p style="color:red">c</p>', '</p>', '<table>'],
    ),
  );
  const source = fc.array(block, { maxLength: 8 }).map((blocks) => blocks.join('\n'));

  it('changes nothing a second time, whatever it is given', () => {
    fc.assert(
      fc.property(source, (given) => {
        const once = roundTrip(given);
        expect(roundTrip(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('loses no field, condition or word', () => {
    const essence = (text: string) =>
      text
        .replace(/&amp;/g, '&')
        .replace(/<\/?(strong|em)>|\s/g, '')
        // Two links to one address side by side are one link.
        .replace(/<\/a><ahref="https:\/\/x\.example">/g, '')
        .replace(/(<p><\/p>)+$/, '')
        .replace(/&lt;|</g, '');
    fc.assert(
      fc.property(source, (given) => {
        expect(essence(roundTrip(given))).toBe(essence(given));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '<p>\n  Hello   <b>{{ customer.name }}</b>,\n</p><p>a<br />b</p>',
    '<p><i><b>x</b> y</i> &nbsp; z</p><ul>\n<li> one </li>\n<li>two</li>\n</ul>',
    '{% unless invoices.is_one %}<p>many</p>{{invoices.table}}{% endunless %}',
  ])('gives the customer the same to read: %j', (given) => {
    expect(readings(roundTrip(given))).toEqual(readings(given));
  });
});
