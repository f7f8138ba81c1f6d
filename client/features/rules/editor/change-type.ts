import type { RuleSettings, Step } from '../../../../domain/rules/rule.ts';
import type { Templates } from './draft.ts';
import { templateAt, templatesFor } from './fitting-templates.ts';

type Kind = Pick<RuleSettings, 'type' | 'condition'>;

/** What a change of type or condition took away. */
export interface Dropped {
  /** Days that the new type has no place for. */
  days: number[];
  /** Steps whose template was exchanged. */
  templates: number;
}

/**
 * The rule with another type or condition: everything that still fits is kept, templates that only fit the old one are exchanged, and steps
 * that mean nothing to the new type are dropped (ux R2).
 */
export function withKind(
  settings: RuleSettings,
  kind: Kind,
  templates: Templates,
): { settings: RuleSettings; dropped: Dropped } {
  const kept = stepsFor(settings, kind);
  const fitting = new Set(templatesFor(templates, kind).map(({ id }) => id));
  const steps = kept.map((step, index) =>
    fitting.has(step.templateId)
      ? step
      : { ...step, templateId: templateAt(templates, kind, index) },
  );
  const isSameType = kind.type === settings.type;
  const days = isSameType ? [] : settings.steps.map((step) => step.days).filter(isNumber);
  const exchanged = steps.filter(({ templateId }, index) => templateId !== kept[index]?.templateId);
  return {
    settings: { ...settings, ...kind, steps },
    dropped: {
      days: settings.type === 'new_invoice' ? [] : days,
      templates: exchanged.length,
    },
  };
}

/** Days before or after the due date are days for either condition; days of a month and minutes are something else. */
function stepsFor(settings: RuleSettings, kind: Kind): Step[] {
  if (kind.type === settings.type) return settings.steps;
  const first = settings.steps[0];
  if (!first) return [];
  const fresh = { ...first, id: crypto.randomUUID(), hour: 9 };
  const starts = {
    due: { days: kind.condition === 'overdue' ? 3 : 5, afterMinutes: 0 },
    new_invoice: { days: 0, afterMinutes: 30 },
    summary: { days: 1, afterMinutes: 0 },
  };
  return [{ ...fresh, ...starts[kind.type] }];
}

const isNumber = (value: number) => Number.isFinite(value);
