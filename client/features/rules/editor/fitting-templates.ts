import type { ResponseOf } from '../../../../domain/api/endpoints.ts';
import { classOf, type RuleSettings } from '../../../../domain/rules/rule.ts';

export type Templates = ResponseOf<'GET /o/:org/templates/choices'>;

type Kind = Pick<RuleSettings, 'type' | 'condition'>;

/** Templates written for this kind of rule; all of them while there is none. */
export function templatesFor(templates: Templates, rule: Kind): Templates {
  const reminderClass = classOf(rule);
  const kinds: Record<typeof reminderClass, string> = {
    overdue: 'reminder',
    coming_due: 'coming-due',
    new_invoice: 'new_invoice',
    summary: 'summary',
  };
  const fitting = templates.filter(({ kind }) => kind === kinds[reminderClass]);
  return fitting.length > 0 ? fitting : templates;
}

/** Templates come from gentle to firm; later days take the firmer ones. */
export function templateAt(templates: Templates, rule: Kind, index: number): string {
  const fitting = templatesFor(templates, rule);
  return (fitting[index] ?? fitting.at(-1))?.id ?? '';
}
