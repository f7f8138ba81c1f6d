import { compile } from 'html-to-text';
import { NeedsPerson } from '../../domain/errors.ts';
import type { Language } from '../../domain/rules/rule.ts';
import type {
  MergeFields,
  RenderedMessage,
  Template,
  TemplateText,
} from '../../domain/templates/template.ts';
import { toOneLine, toPlainText } from './clean-text.ts';
import { htmlEngine, type Parsed, renderFields, textEngine } from './engine.ts';
import { renderInvoiceTable } from './invoice-table.ts';
import { linksAsText, footerAsText, type Extras } from './extras.ts';
import { layOut } from './layout.ts';
import { sanitise } from './sanitise.ts';

export interface ToRender {
  /** Undefined when the rule names a template that is gone. */
  template: Pick<Template, 'id' | 'texts'> | undefined;
  language: Language;
  fields: MergeFields;
  company: { name: string; email: string };
  extras?: Extras;
}

const MAX_SUBJECT = 250;

/**
 * The message as it leaves. Fields come from the books and are hostile: they are cleaned, put in once, and never read as a template.
 * Throws NeedsPerson `template-missing`, `template-language-missing` (E35: never another language instead) or `template-failed`.
 */
export function renderMessage({
  template,
  language,
  fields,
  company,
  extras = {},
}: ToRender): RenderedMessage {
  const written = textOf(template, language);
  const parsed = orTemplateFailed(() => parse(written));
  const clean = cleanFields(fields);
  const subject = renderSubject(parsed.subject, clean);
  const body = sanitise(orTemplateFailed(() => renderBody(parsed.body, clean, language)));
  const sender = { name: toOneLine(company.name), email: toOneLine(company.email) };
  return {
    subject,
    html: layOut({ language, subject, body, company: sender, extras }),
    text: `${toText(body, sender, linksAsText(extras, language))}${footerAsText(extras, language)}`,
    language,
  };
}

function textOf(template: ToRender['template'], language: Language): TemplateText {
  if (!template) throw new NeedsPerson('template-missing', 'the template does not exist');
  const written = template.texts[language];
  if (written) return written;
  throw new NeedsPerson(
    'template-language-missing',
    `template ${template.id} has no text in ${language}`,
  );
}

/** Parsed once per text; a changed template is another object. */
const parsedTexts = new WeakMap<TemplateText, { subject: Parsed; body: Parsed }>();

function parse(written: TemplateText): { subject: Parsed; body: Parsed } {
  const known = parsedTexts.get(written);
  if (known) return known;
  const parsed = {
    subject: textEngine.parse(written.subject),
    body: htmlEngine.parse(written.body),
  };
  parsedTexts.set(written, parsed);
  return parsed;
}

function renderSubject(parsed: Parsed, fields: MergeFields): string {
  // A table is no part of a line of text.
  const flat = { ...fields, invoices: { ...fields.invoices, table: '' } };
  const subject = toOneLine(orTemplateFailed(() => renderFields(textEngine, parsed, flat)));
  if (subject === '') throw new NeedsPerson('template-failed', 'the subject is empty');
  return [...subject].slice(0, MAX_SUBJECT).join('');
}

function renderBody(parsed: Parsed, fields: MergeFields, language: Language): string {
  const table = renderInvoiceTable(fields.invoices.table, language);
  return renderFields(htmlEngine, parsed, { ...fields, invoices: { ...fields.invoices, table } });
}

/** Every text in the fields on one line, whatever the books hold; numbers and answers stay. */
function cleanFields(fields: MergeFields): MergeFields {
  return clean(fields) as MergeFields;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return toOneLine(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one)]));
}

const htmlToText = compile({
  wordwrap: 78,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'skip' },
    {
      selector: 'table[role=table]',
      format: 'dataTable',
      options: { uppercaseHeaderCells: false, colSpacing: 2 },
    },
  ],
});

/** Everything readable without HTML, the sender included (facts: delivery 5.5). */
function toText(body: string, company: { name: string; email: string }, files: string): string {
  const text = htmlToText(body);
  const sender = [company.name, company.email].filter((part) => part !== '').join(' · ');
  const above = files === '' ? text.trim() : `${text.trim()}\n\n${files.trim()}`;
  return toPlainText(`${above}\n\n${sender}\n`);
}

function orTemplateFailed<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new NeedsPerson('template-failed', 'the template cannot be rendered', { cause: error });
  }
}
