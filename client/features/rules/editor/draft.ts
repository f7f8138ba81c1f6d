import type { ResponseOf } from '../../../../domain/api/endpoints.ts';
import type { RuleJson } from '../../../../domain/api/rules.ts';
import { withKnownTerms } from '../../../../domain/rules/known-terms.ts';
import type { Condition, RuleSettings, Step } from '../../../../domain/rules/rule.ts';

export type Templates = ResponseOf<'GET /o/:org/templates/choices'>;
export type Terms = ResponseOf<'GET /o/:org/terms'>;
export type Preset = 'overdue' | 'coming-due';

/** What the editor holds until it is saved. */
export interface Draft {
  enabled: boolean;
  settings: RuleSettings;
}

interface Choices {
  templates: Templates;
  terms: Terms;
}

const presetDays: Record<Preset | 'none', number[]> = {
  overdue: [3, 10, 20],
  'coming-due': [5, 0],
  none: [3],
};

/** A new rule: on, for all customers, with every payment term (ux R2). */
export function newDraft(preset: Preset | undefined, name: string, choices: Choices): Draft {
  const condition: Condition = preset === 'coming-due' ? 'coming_due' : 'overdue';
  const known = choices.terms.terms.map((term) => term.id);
  return {
    enabled: true,
    settings: {
      name,
      type: 'due',
      condition,
      steps: presetDays[preset ?? 'none'].map((days, index) =>
        newStep(days, templateAt(choices.templates, condition, index)),
      ),
      customers: { mode: 'except', customerIds: [], includeChildren: false },
      memo: { mode: 'off', token: '' },
      createdBefore: { on: null, field: 'document' },
      terms: { off: [], noTerms: true, newTerms: true, known },
      autopay: 'any',
      minimum: {},
      currencies: [],
      languages: [],
      email: { attachPdf: true, attachMarkedFiles: false, cc: [], bcc: [] },
      bundle: true,
      weekend: 'usual',
      missed: { mode: 'newest', maxDays: null },
      afterLast: 'task',
    },
  };
}

/** A saved rule as the editor shows it: terms that came later stand as the rule treats them. */
export function draftOf({ enabled, settings }: RuleJson, terms: Terms): Draft {
  const present = terms.terms.map(({ id }) => id);
  return { enabled, settings: { ...settings, terms: withKnownTerms(settings.terms, present) } };
}

export function newStep(days: number, templateId: string): Step {
  return {
    id: crypto.randomUUID(),
    days,
    templateId,
    language: 'customer',
    afterMinutes: 0,
    hour: 9,
  };
}

/** The row that "Add day" makes: a week after the last one, with its template; before the due date, closer to it. */
export function nextStep(settings: RuleSettings, templates: Templates): Step {
  const last = settings.steps.at(-1);
  const days = settings.steps.map((step) => step.days).filter(Number.isFinite);
  const next =
    settings.condition === 'overdue'
      ? Math.max(-4, ...days) + 7
      : Math.max(0, Math.min(12, ...days) - 7);
  return newStep(next, last?.templateId ?? templateAt(templates, settings.condition, 0));
}

/** Days in the order in which they come up. Rows keep their place while being typed; this is for saving. */
export function sorted(settings: RuleSettings): RuleSettings {
  const direction = settings.condition === 'overdue' ? 1 : -1;
  return { ...settings, steps: settings.steps.toSorted((a, b) => (a.days - b.days) * direction) };
}

/** Another condition keeps the days and exchanges templates that only fit the old one. */
export function withCondition(
  settings: RuleSettings,
  condition: Condition,
  templates: Templates,
): RuleSettings {
  const fitting = templatesFor(templates, condition);
  const steps = settings.steps.map((step, index) =>
    fitting.some((template) => template.id === step.templateId)
      ? step
      : { ...step, templateId: templateAt(templates, condition, index) },
  );
  return { ...settings, condition, steps };
}

/** Templates written for the condition. */
export function templatesFor(templates: Templates, condition: Condition): Templates {
  const kind = condition === 'overdue' ? 'reminder' : 'coming-due';
  return templates.filter((template) => template.kind === kind);
}

/** Templates come from gentle to firm; later days take the firmer ones. */
function templateAt(templates: Templates, condition: Condition, index: number): string {
  const fitting = templatesFor(templates, condition);
  return (fitting[index] ?? fitting.at(-1) ?? templates[0])?.id ?? '';
}
