import type { ResponseOf } from '../../../../domain/api/endpoints.ts';
import type { RuleJson } from '../../../../domain/api/rules.ts';
import { withKnownTerms } from '../../../../domain/rules/known-terms.ts';
import { classOf, type RuleSettings, type Step } from '../../../../domain/rules/rule.ts';
import { toAmounts, toRows, type AmountRow } from '../../../ui/amounts.ts';
import { templateAt, type Templates } from './fitting-templates.ts';

export type { Templates };
export type Terms = ResponseOf<'GET /o/:org/terms'>;
export const presets = ['overdue', 'coming-due', 'new-invoice', 'summary'] as const;
export type Preset = (typeof presets)[number];

/** What the editor holds until it is saved. */
export interface Draft {
  enabled: boolean;
  settings: RuleSettings;
  /** The least amounts as they are typed; those of the settings are as they were read. */
  minimum: AmountRow[];
}

interface Choices {
  templates: Templates;
  terms: Terms;
}

type Kind = Pick<RuleSettings, 'type' | 'condition'>;
interface Start extends Kind {
  steps: Partial<Step>[];
}

const due = { type: 'due', condition: 'overdue' } as const;
const starts: Record<Preset | 'none', Start> = {
  overdue: { ...due, steps: [{ days: 3 }, { days: 10 }, { days: 20 }] },
  'coming-due': { ...due, condition: 'coming_due', steps: [{ days: 5 }, { days: 0 }] },
  'new-invoice': { ...due, type: 'new_invoice', steps: [{ afterMinutes: 30 }] },
  summary: { ...due, type: 'summary', steps: [{ days: 1 }] },
  none: { ...due, steps: [{ days: 3 }] },
};

/** A new rule: on, for all customers, with every payment term (ux R2). */
export function newDraft(preset: Preset | undefined, name: string, choices: Choices): Draft {
  const { type, condition, steps } = starts[preset ?? 'none'];
  const known = choices.terms.terms.map((term) => term.id);
  return {
    enabled: true,
    minimum: [],
    settings: {
      name,
      type,
      condition,
      steps: steps.map((step, index) =>
        newStep(templateAt(choices.templates, { type, condition }, index), step),
      ),
      customers: { mode: 'except', customerIds: [], includeChildren: false },
      memo: { mode: 'off', token: '' },
      createdBefore: { on: null, field: 'document' },
      terms: { off: [], noTerms: true, newTerms: true, known },
      autopay: 'any',
      minimum: {},
      currencies: [],
      languages: [],
      email: {
        attachPdf: true,
        attachMarkedFiles: false,
        missingPdf: 'wait',
        cc: [],
        bcc: [],
      },
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
  return {
    enabled,
    minimum: toRows(amountsOf(settings.minimum)),
    settings: { ...settings, terms: withKnownTerms(settings.terms, present) },
  };
}

/** The schema leaves room for currencies without an amount; there are none. */
function amountsOf(minimum: RuleSettings['minimum']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(minimum).map(([currency, minor]) => [currency, minor ?? 0]),
  );
}

/** The settings that a draft stands for: what is saved, previewed and compared. */
export function settingsOf({ settings, minimum }: Draft): RuleSettings {
  return sorted({ ...settings, minimum: toAmounts(minimum) });
}

export function newStep(templateId: string, wanted: Partial<Step> = {}): Step {
  return {
    id: crypto.randomUUID(),
    days: 0,
    templateId,
    language: 'customer',
    afterMinutes: 0,
    hour: 9,
    ...wanted,
  };
}

/** The row that "Add day" makes: a week after the last one; before the due date, closer to it; of a month, the next free day. */
export function nextStep(settings: RuleSettings, templates: Templates, templateId?: string): Step {
  const chosen = templateId ?? settings.steps.at(-1)?.templateId;
  return newStep(chosen ?? templateAt(templates, settings, 0), { days: nextDays(settings) });
}

function nextDays(settings: RuleSettings): number {
  const days = settings.steps.map((step) => step.days).filter(Number.isFinite);
  switch (classOf(settings)) {
    case 'coming_due':
      return Math.max(0, Math.min(12, ...days) - 7);
    case 'summary':
      return nextFree(days);
    default:
      return Math.max(-4, ...days) + 7;
  }
}

function nextFree(days: readonly number[]): number {
  const middle = [15, 1, ...Array.from({ length: 31 }, (_, index) => index + 1)];
  return middle.find((day) => !days.includes(day)) ?? 1;
}

/** Days in the order in which they come up. Rows keep their place while being typed; this is for saving. */
export function sorted(settings: RuleSettings): RuleSettings {
  const direction = classOf(settings) === 'coming_due' ? -1 : 1;
  return { ...settings, steps: settings.steps.toSorted((a, b) => (a.days - b.days) * direction) };
}
