import { useTranslations } from 'use-intl';
import type { Condition, RuleSettings, RuleType } from '../../../domain/rules/rule.ts';

/** Types and conditions in words, alone and together, and a rule's days in short. */
export function useRuleNames() {
  const t = useTranslations();
  const types: Record<RuleType, string> = {
    due: t('r2.typeDue'),
    new_invoice: t('r2.typeNewInvoice'),
    summary: t('r2.typeSummary'),
  };
  const conditions: Record<Condition, string> = {
    overdue: t('r2.overdue'),
    coming_due: t('r2.comingDue'),
  };
  return {
    type: (type: RuleType) => types[type],
    condition: (condition: Condition) => conditions[condition],
    kind: ({ type, condition }: Pick<RuleSettings, 'type' | 'condition'>) =>
      type === 'due'
        ? t('r1.kind', { type: types.due, condition: conditions[condition] })
        : types[type],
    days: ({ type, steps }: Pick<RuleSettings, 'type' | 'steps'>) => {
      const [first] = steps;
      if (type === 'new_invoice')
        return t('r1.afterMinutes', { minutes: first?.afterMinutes ?? 0 });
      if (type === 'summary')
        return steps.map(({ days, hour }) => t('r1.onDay', { day: days, hour })).join(', ');
      return steps.map(({ days }) => (Number.isNaN(days) ? '–' : days)).join(', ');
    },
  };
}
