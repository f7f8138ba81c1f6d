import { type Liquid, LiquidError } from 'liquidjs';
import { findField, isFieldPath } from '../../domain/templates/fields.ts';
import type { TemplateText } from '../../domain/templates/template.ts';
import {
  htmlEngine,
  type Parsed,
  type RenderedFields,
  renderFields,
  textEngine,
} from './engine.ts';

export interface TemplateProblem {
  part: 'subject' | 'body';
  code:
    | 'missing'
    | 'syntax'
    | 'unknown-field'
    | 'fails'
    | 'table-in-subject'
    | 'too-large'
    | 'image-without-text';
  /** Errors would keep the text from being sent as it is meant; warnings do not. */
  severity: 'error' | 'warning';
  /** From 1; null when the problem has no place. */
  line: number | null;
  /** The unknown field, or what the template language said. */
  detail: string;
}

type Part = TemplateProblem['part'];

/** Mail programs cut longer messages off; the template language takes no more either. */
const MAX_BYTES = 100_000;

/** Everything that would keep this text from being sent, asked when it is saved, so that a bad template never reaches sending. */
export function checkTemplate(text: TemplateText): TemplateProblem[] {
  const bytes = Buffer.byteLength(text.subject) + Buffer.byteLength(text.body);
  if (bytes > MAX_BYTES) return [error('body', 'too-large', null, '')];
  return [
    ...checkPart('subject', text.subject, textEngine),
    ...checkPart('body', text.body, htmlEngine),
    ...imagesWithoutText(text.body),
  ];
}

function error(
  part: Part,
  code: TemplateProblem['code'],
  line: number | null,
  detail: string,
): TemplateProblem {
  return { part, code, severity: 'error', line, detail };
}

function checkPart(part: Part, source: string, engine: Liquid): TemplateProblem[] {
  if (source.trim() === '') return [error(part, 'missing', null, '')];
  try {
    const parsed = engine.parse(source);
    const found = misusedFields(part, parsed, engine);
    if (found.length === 0) for (const fields of samples) renderFields(engine, parsed, fields);
    return found;
  } catch (thrown) {
    return [toProblem(part, thrown)];
  }
}

/** Readers who do not see images hear nothing of one without `alt` (WCAG 1.1.1). */
function imagesWithoutText(body: string): TemplateProblem[] {
  return [...body.matchAll(/<img\b[^>]*>/gi)]
    .filter(([tag]) => !/\salt\s*=\s*("\s*[^"\s]|'\s*[^'\s]|[^"'\s>])/i.test(tag))
    .map(({ index }) => ({
      part: 'body',
      code: 'image-without-text',
      severity: 'warning',
      line: body.slice(0, index).split('\n').length,
      detail: '',
    }));
}

function misusedFields(part: Part, parsed: Parsed, engine: Liquid): TemplateProblem[] {
  const named = Object.values(engine.analyzeSync(parsed).globals).flat();
  return named.flatMap((variable) => {
    const path = variable.toString();
    const line = variable.location.row;
    if (!isFieldPath(path)) return [error(part, 'unknown-field', line, path)];
    const isTable = findField(path)?.shape === 'table';
    return isTable && part === 'subject' ? [error(part, 'table-in-subject', line, path)] : [];
  });
}

function toProblem(part: Part, thrown: unknown): TemplateProblem {
  if (!LiquidError.is(thrown))
    return error(part, 'fails', null, thrown instanceof Error ? thrown.message : '');
  const code = thrown.name === 'RenderError' ? 'fails' : 'syntax';
  const line = thrown.token.getPosition()[0] ?? null;
  return error(part, code, line, thrown.originalError?.message ?? thrown.message);
}

/** One value of each kind; what they say does not matter. Tried with every condition true and with every one false. */
const samples = [true, false].map((yes): RenderedFields => ({
  customer: { name: 'Acme' },
  company: { name: 'Northwind', email: 'accounts@northwind.example' },
  invoice: {
    number: '1042',
    issued_on: '23 Oct 2026',
    due_on: '22 Nov 2026',
    total: '1,200.00',
    open: '700.00',
    paid: '500.00',
    part_paid: yes,
    is_paid: !yes,
    days_late: yes ? 10 : 1,
    days_until_due: yes ? 0 : 5,
    memo: 'Order 7781',
  },
  invoices: {
    count: yes ? 1 : 3,
    is_one: yes,
    open: '700.00',
    overdue: '700.00',
    overdue_count: yes ? 1 : 0,
    oldest_days_late: yes ? 10 : 0,
    disputed: '20.00',
    has_disputed: yes,
    has_pdf: yes,
    asked: '650.00',
    table: '',
  },
  account: { credit: '50.00', net: '650.00', has_credit: yes, is_set_off: yes },
}));
