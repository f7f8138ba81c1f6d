import { describe, expect, it } from '@jest/globals';
import { NeedsPerson } from '../../../domain/errors.ts';
import { languages } from '../../../domain/rules/rule.ts';
import { builtInTemplates, findBuiltIn } from '../../../domain/templates/built-in.ts';
import type { MergeFields } from '../../../domain/templates/template.ts';
import { renderMessage } from '../../../server/render/render-message.ts';
import { makeFields, twoInvoices } from '../../support/make-template-fields.ts';

const company = { name: 'Northwind', email: 'accounts@northwind.example' };

function render(subject: string, body: string, fields: MergeFields = makeFields()) {
  const template = { id: 'own', texts: { en: { subject, body } } };
  return renderMessage({ template, language: 'en', fields, company });
}

/** Code of the task that the work ends in. */
function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof NeedsPerson) return error.code;
    throw error;
  }
  return 'none';
}

describe('renderMessage', () => {
  it('fills subject, HTML and text from the same fields', () => {
    const message = render(
      'Invoice {{ invoice.number }}',
      '<p>Dear {{ customer.name }}, <strong>{{ invoice.open }}</strong> is open.</p>',
    );
    expect(message.subject).toBe('Invoice 1042');
    expect(message.html).toContain('<p>Dear Acme, <strong>$700.00</strong> is open.</p>');
    expect(message.text).toContain('Dear Acme, $700.00 is open.');
    expect(message.text).toContain('Northwind · accounts@northwind.example');
  });

  it('names the language for screen readers and the subject as title', () => {
    const template = findBuiltIn('friendly');
    const { html } = renderMessage({ template, language: 'fr', fields: makeFields(), company });
    expect(html).toContain('<html lang="fr">');
    expect(html).toMatch(/<title>Rappel\u00a0: la facture 1042/);
  });

  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['{{secret}} {% if %}', '{{secret}} {% if %}'],
    ['</p><script>alert(1)</script>', '&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"><a href="javascript:x">', '"&gt;&lt;a href="javascript:x"&gt;'],
    ["O'Brien & Sons", "O'Brien &amp; Sons"],
  ])('shows a customer called %s as those letters', (name, inHtml) => {
    const message = render('For {{ customer.name }}', '<p>{{ customer.name }}</p>', {
      ...makeFields(),
      customer: { name },
    });
    expect(message.html).toContain(`<p>${inHtml}</p>`);
    expect(message.subject).toBe(`For ${name}`);
    expect(message.text).toContain(name);
  });

  it('stays escaped when the template asks for raw', () => {
    const fields = makeFields({ customer: { name: '<b>x</b>' } });
    expect(render('s', '<p>{{ customer.name | raw }}</p>', fields).html).toContain(
      '<p>&lt;b&gt;x&lt;/b&gt;</p>',
    );
  });

  it('keeps a hostile name inside an attribute of the template', () => {
    const fields = makeFields({ invoice: { number: '" onmouseover="x' } });
    const { html } = render('s', '<a href="https://x.example/{{ invoice.number }}">go</a>', fields);
    expect(html).toContain('<a href="https://x.example/&quot; onmouseover=&quot;x">go</a>');
  });

  it.each([
    ['a line break', 'Acme\r\nBcc: evil@example.com', 'For Acme Bcc: evil@example.com'],
    ['a NUL', 'Ac\u0000me', 'For Ac me'],
    ['a line separator', 'Acme\u2028X', 'For Acme X'],
    ['text turned round', 'Acme\u202egpj.exe', 'For Acmegpj.exe'],
  ])('takes %s out of subject, HTML and text', (_what, name, subject) => {
    const message = render(
      'For {{ customer.name }}',
      '<p>{{ customer.name }}</p>',
      makeFields({ customer: { name } }),
    );
    expect(message.subject).toBe(subject);
    expect(message.html + message.text).not.toMatch(/[\u0000\u2028\u202e\r]/);
    expect(message.html).toContain(`<p>${subject.slice('For '.length)}</p>`);
  });

  it.each([
    ['<script>alert(1)</script>', 'script'],
    ['<form action="https://x.example"><input name="a"></form>', '<form'],
    ['<iframe src="https://x.example"></iframe>', 'iframe'],
    ['<svg onload="x"></svg>', 'svg'],
    ['<p onclick="x">a</p>', 'onclick'],
    ['<a href="javascript:alert(1)">a</a>', 'javascript'],
    ['<img src="data:text/html,x">', 'data:'],
    ['<img src="//x.example/a.png">', '//x.example'],
    ['<p style="background:url(https://x.example)">a</p>', 'url('],
    ['<meta http-equiv="refresh" content="0">', 'http-equiv'],
    ['<base href="https://x.example">', '<base'],
  ])('takes %s out of a template', (body, gone) => {
    expect(render('s', `<p>kept</p>${body}`).html).not.toContain(gone);
    expect(render('s', `<p>kept</p>${body}`).html).toContain('<p>kept</p>');
  });

  it('keeps the formatting an e-mail may have', () => {
    const body =
      '<p style="color:#ff0000">a</p><ul><li>b</li></ul><a href="https://x.example/">c</a>';
    expect(render('s', body).html).toContain(body);
  });

  it.each([
    ['a constructor', '{{ customer.constructor }}'],
    ['a prototype', '{{ customer["__proto__"] }}'],
    ['an unknown field', '{{ customer.password }}'],
    ['an unknown filter', '{{ customer.name | shout }}'],
    ['another template', '{% include "x" %}'],
    ['a file', '{% render "/etc/hostname" %}'],
    ['a loop', '{% for i in (1..1000000000) %}x{% endfor %}'],
    ['bad syntax', '{% if customer.name %}'],
    [
      'doubling without end',
      '{% assign a = customer.name %}' + '{% assign a = a | append: a %}'.repeat(60),
    ],
  ])('refuses a template with %s', (_what, body) => {
    expect(failureOf(() => render('s', body))).toBe('template-failed');
  });

  it('refuses a subject that comes out empty', () => {
    const fields = makeFields({ invoice: { memo: '' } });
    expect(failureOf(() => render('{{ invoice.memo }}', '<p>x</p>', fields))).toBe(
      'template-failed',
    );
  });

  it('never falls back on another language (E35)', () => {
    const template = { id: 'own', texts: { en: { subject: 's', body: 'b' } } };
    const french = () => renderMessage({ template, language: 'fr', fields: makeFields(), company });
    expect(failureOf(french)).toBe('template-language-missing');
  });

  it('says so when the template is gone', () => {
    const gone = () =>
      renderMessage({ template: undefined, language: 'en', fields: makeFields(), company });
    expect(failureOf(gone)).toBe('template-missing');
  });

  it('escapes a hostile company name in the page around the message', () => {
    const { html } = renderMessage({
      template: { id: 'own', texts: { en: { subject: 's', body: '<p>x</p>' } } },
      language: 'en',
      fields: makeFields(),
      company: { name: '<script>x</script>', email: '"><img src=x>@a.example' },
    });
    expect(html).not.toMatch(/<script|<img/);
  });
});

describe.each(builtInTemplates)('built-in template $id', (template) => {
  it.each(languages)('says number, due date and open amount (%s)', (language) => {
    const { subject, html, text } = renderMessage({
      template,
      language,
      fields: makeFields(),
      company,
    });
    for (const part of [html, text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('1042');
      expect(part).toMatch(/12 Nov(ember)? 2026/);
      expect(part).toContain('$700.00');
    }
    expect(subject).toMatch(/1042|\$700.00/);
    expect(html).not.toMatch(/\{\{|\{%|undefined|NaN/);
  });

  it.each(languages)('says what was paid only when something was (%s, E1)', (language) => {
    if (template.kind === 'summary') return;
    const paidPart = renderMessage({ template, language, fields: makeFields(), company });
    const whole = makeFields({ invoice: { part_paid: false } });
    const unpaid = renderMessage({ template, language, fields: whole, company });
    expect(paidPart.text).toContain('$500.00');
    expect(unpaid.text).not.toContain('$500.00');
  });
});

/** The mail with an invoice is about this one alone (UF complement 50). */
const aboutAccounts = builtInTemplates.filter(({ kind }) => kind !== 'invoice');

describe.each(aboutAccounts)('built-in template $id, about an account', (template) => {
  it.each(languages)('says of several how many, the sum, and each in a table (%s)', (language) => {
    const fields = makeFields({ invoices: twoInvoices });
    const { subject, html, text } = renderMessage({ template, language, fields, company });
    expect(subject).toMatch(/\b2\b|\$1,000.00/);
    for (const part of [html, text]) {
      expect(part).toContain('$1,000.00');
      for (const number of ['1042', '1043', '30 Nov 2026', '$300.00'])
        expect(part).toContain(number);
    }
    expect(html).not.toMatch(/\{\{|\{%|undefined|NaN|&lt;/);
  });

  it.each(languages)(
    'shows a credit and the net when there is one, and only then (%s, E4)',
    (language) => {
      const account = { credit: '$50.00', net: '$650.00', has_credit: true };
      const render = (fields: MergeFields) =>
        renderMessage({ template, language, fields, company }).text.replace(/\s+/g, ' ');
      expect(render(makeFields({ account }))).toMatch(/\$50\.00.*\$650\.00/);
      expect(render(makeFields({ account: { ...account, has_credit: false } }))).not.toContain(
        '$650',
      );
    },
  );

  it.each(languages)(
    'asks for what is left after a credit that is set off, and leaves out what is in dispute (%s)',
    (language) => {
      const account = { credit: '$50.00', has_credit: true, is_set_off: true };
      const invoices = { asked: '$630.00', disputed: '$20.00', has_disputed: true };
      const fields = makeFields({ account, invoices });
      const { text } = renderMessage({ template, language, fields, company });
      for (const amount of ['$20.00', '$50.00', '$630.00']) expect(text).toContain(amount);
    },
  );
});

describe('the built-in mail with an invoice', () => {
  const say = (language: 'en' | 'fr', invoice: Partial<MergeFields['invoice']>) =>
    renderMessage({
      template: findBuiltIn('invoice'),
      language,
      fields: makeFields({ invoice }),
      company,
    }).text.replace(/\s+/g, ' ');

  it.each([
    ['en', 'It is paid, thank you'],
    ['fr', 'Elle est payée, merci'],
  ] as const)('asks for nothing when it is paid (%s, UF complement 48)', (language, thanks) => {
    const paid = say(language, { is_paid: true, open: '$0.00', part_paid: false });
    expect(paid).toContain(thanks);
    expect(paid).not.toContain('$0.00');
    expect(say(language, {})).not.toContain(thanks);
  });
});

describe('the invoices online', () => {
  const online = [
    { number: '10"><b>42', url: 'https://in.xero.com/a?b=1&c=2' },
    { number: null, url: 'https://in.xero.com/d' },
  ];

  it.each([
    ['en', 'See and pay online: ', 'See and pay online, invoice: https://in.xero.com/d'],
    [
      'fr',
      'Voir et payer en ligne\u00a0: ',
      'Voir et payer en ligne, facture\u00a0: https://in.xero.com/d',
    ],
  ] as const)('stand below the words, in %s', (language, inHtml, inText) => {
    const words = { subject: 's', body: '<p>a</p>' };
    const template = { id: 'own', texts: { en: words, fr: words } };
    const fields = makeFields();
    const { html, text } = renderMessage({
      template,
      language,
      fields,
      company,
      extras: { online },
    });
    expect(html).toContain(`<p>${inHtml}<a href="https://in.xero.com/a?b=1&amp;c=2">`);
    expect(html).not.toContain('<b>');
    expect(text).toContain(inText);
    expect(text).toContain('https://in.xero.com/a?b=1&c=2');
  });
});

describe('the table of invoices', () => {
  const table = '<p>a</p>\n{{ invoices.table }}\n<p>b</p>';

  it('is a table with headings, one row per invoice, also in the text part', () => {
    const { html, text } = render('s', table, makeFields({ invoices: twoInvoices }));
    expect(html).toContain('<table role="table"');
    expect(html.match(/<th scope="col"/g)).toHaveLength(5);
    expect(html.match(/<td align="left" style="padding/g)).toHaveLength(2 * 3);
    expect(text).toMatch(/Invoice +Issued +Due +Days late +Open/);
    expect(text).toMatch(/1043 +23 Oct 2026 +30 Nov 2026 +– +\$300\.00/);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '</td></tr></table><script>alert(1)</script>',
    '{{ company.email }}',
    '"><a href="javascript:x">',
  ])('shows an invoice numbered %s as those letters', (number) => {
    const lines = makeFields().invoices.table.map((line) => ({ ...line, number }));
    const { html, text } = render('s', table, makeFields({ invoices: { table: lines } }));
    expect(html).not.toMatch(/<img|<script|<a href="javascript/);
    expect(html.match(/<td align="(left|right)" style="padding:6px/g)).toHaveLength(5);
    expect(text.replace(/\s+/g, ' ')).toContain(number);
  });

  it.each(['upcase', 'append: "x"', 'json'])(
    'is escaped like any text after the filter %s',
    (f) => {
      const { html } = render('s', `<p>{{ invoices.table | ${f} }}</p>`);
      expect(html).not.toContain('<table role="table"');
    },
  );

  it('inside an attribute opens no way out', () => {
    const body = '<p>k</p><a href="https://x.example/{{ invoices.table }}">go</a>';
    const number = '" onmouseover="x';
    const lines = makeFields().invoices.table.map((line) => ({ ...line, number }));
    const { html } = render('s', body, makeFields({ invoices: { table: lines } }));
    expect(html).not.toMatch(/<[^>]*onmouseover="/);
    expect(html).toContain('<p>k</p>');
  });

  it('leaves nothing in a subject', () => {
    expect(render('Hello {{ invoices.table }}.', '<p>x</p>').subject).toBe('Hello .');
  });
});

describe('built-in days', () => {
  it.each([
    [1, 'en', '1 day late'],
    [10, 'en', '10 days late'],
    [1, 'fr', '1 jour de retard'],
    [10, 'fr', '10 jours de retard'],
  ] as const)('counts %d in %s', (days, language, words) => {
    const { text } = renderMessage({
      template: findBuiltIn('second'),
      language,
      fields: makeFields({ invoice: { days_late: days } }),
      company,
    });
    expect(text.replace(/\s+/g, ' ')).toContain(words);
  });
});
