import { type Liquid, LiquidError } from 'liquidjs';
import { isFieldPath } from '../../domain/templates/fields.ts';
import type { MergeFields, TemplateText } from '../../domain/templates/template.ts';
import { htmlEngine, type Parsed, renderFields, textEngine } from './engine.ts';

export interface TemplateProblem {
  part: 'subject' | 'body';
  code: 'missing' | 'syntax' | 'unknown-field' | 'fails';
  /** From 1; null when the problem has no place. */
  line: number | null;
  /** The unknown field, or what the template language said. */
  detail: string;
}

/** Everything that would keep this text from being sent, asked when it is saved, so that a bad template never reaches sending. */
export function checkTemplate(text: TemplateText): TemplateProblem[] {
  return [
    ...checkPart('subject', text.subject, textEngine),
    ...checkPart('body', text.body, htmlEngine),
  ];
}

function checkPart(
  part: TemplateProblem['part'],
  source: string,
  engine: Liquid,
): TemplateProblem[] {
  if (source.trim() === '') return [{ part, code: 'missing', line: null, detail: '' }];
  try {
    const parsed = engine.parse(source);
    const unknown = unknownFields(part, parsed, engine);
    if (unknown.length === 0) renderFields(engine, parsed, sample);
    return unknown;
  } catch (error) {
    return [toProblem(part, error)];
  }
}

function unknownFields(
  part: TemplateProblem['part'],
  parsed: Parsed,
  engine: Liquid,
): TemplateProblem[] {
  const named = Object.values(engine.analyzeSync(parsed).globals).flat();
  return named
    .filter((variable) => !isFieldPath(variable.toString()))
    .map((variable) => ({
      part,
      code: 'unknown-field',
      line: variable.location.row,
      detail: variable.toString(),
    }));
}

function toProblem(part: TemplateProblem['part'], error: unknown): TemplateProblem {
  if (!LiquidError.is(error))
    return { part, code: 'fails', line: null, detail: error instanceof Error ? error.message : '' };
  const code = error.name === 'RenderError' ? 'fails' : 'syntax';
  return {
    part,
    code,
    line: error.token.getPosition()[0] ?? null,
    detail: error.originalError?.message ?? error.message,
  };
}

/** One value of each kind; what they say does not matter. */
const sample: MergeFields = {
  customer: { name: 'Acme' },
  company: { name: 'Northwind', email: 'accounts@northwind.example' },
  invoice: {
    number: '1042',
    issued_on: '23 Oct 2026',
    due_on: '22 Nov 2026',
    total: '1,200.00',
    open: '700.00',
    paid: '500.00',
    part_paid: true,
    days_late: 10,
    days_until_due: 0,
    memo: 'Order 7781',
  },
};
