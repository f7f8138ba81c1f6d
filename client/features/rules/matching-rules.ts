import { ruleTypes, type RuleType } from '../../../domain/rules/rule.ts';
import { folded } from '../../ui/folded.ts';
import type { RuleRow } from './rule-line.tsx';

const ruleStates = ['on', 'off', 'warnings'] as const;

/** Filters of the list; undefined leaves all. */
export interface RuleFilter {
  q?: string | undefined;
  type?: RuleType | undefined;
  state?: (typeof ruleStates)[number] | undefined;
}

export const asType = (value: string) => ruleTypes.find((one) => one === value);
export const asState = (value: string) => ruleStates.find((one) => one === value);

/** Rules that the filters of the list leave; the text is looked for in names, without regard to case and accents. */
export function matchingRules(rules: RuleRow[], { q, type, state }: RuleFilter): RuleRow[] {
  return rules.filter(
    (rule) =>
      (q === undefined || folded(rule.settings.name).includes(folded(q))) &&
      (type === undefined || rule.settings.type === type) &&
      (state === undefined || states[state](rule)),
  );
}

const states = {
  on: ({ enabled }: RuleRow) => enabled,
  off: ({ enabled }: RuleRow) => !enabled,
  warnings: ({ warnings }: RuleRow) => warnings > 0,
};
