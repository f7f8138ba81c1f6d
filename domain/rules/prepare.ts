import { conditions, type RuleSettings, type Step } from './rule.ts';
import { foldText } from './token.ts';

export interface RuleFacts {
  id: string;
  version: number;
  enabled: boolean;
  settings: RuleSettings;
}

/** A step with its distance from the due date in days: negative before it, so "later" is greater for either condition. */
export interface PreparedStep {
  step: Step;
  offset: number;
}

/** A rule made ready for many invoices: what would be worked out again for each is worked out once. */
export interface PreparedRule extends RuleFacts {
  /** The settings can be worked with; a rule of which that is not true never fires. */
  usable: boolean;
  /** In the order in which they fall due, whatever order they were saved in. */
  steps: PreparedStep[];
  customerIds: ReadonlySet<string>;
  termsOff: ReadonlySet<string>;
  termsKnown: ReadonlySet<string>;
  /** Folded as the memo is; empty when there is none. */
  token: string;
}

/** Makes a rule ready. Never throws: settings that cannot be read give a rule that is not usable, and the rule-enabled gate holds. */
export function prepareRule(rule: RuleFacts): PreparedRule {
  try {
    return { ...rule, usable: hasUsableSteps(rule.settings), ...derive(rule.settings) };
  } catch (error) {
    if (error instanceof TypeError) return { ...rule, usable: false, ...nothing };
    throw error;
  }
}

export function isPrepared(rule: RuleFacts | PreparedRule): rule is PreparedRule {
  return 'usable' in rule;
}

/** A step's days as a distance from the due date. */
export function offsetOf(days: number, condition: RuleSettings['condition']): number {
  return condition === 'coming_due' ? -days : days;
}

const nothing = {
  steps: [],
  customerIds: new Set<string>(),
  termsOff: new Set<string>(),
  termsKnown: new Set<string>(),
  token: '',
};

function derive(settings: RuleSettings) {
  const { condition, steps, customers, terms, memo } = settings;
  return {
    steps: steps
      .map((step) => ({ step, offset: offsetOf(step.days, condition) }))
      .sort((a, b) => a.offset - b.offset),
    customerIds: new Set(customers.customerIds),
    termsOff: new Set(terms.off),
    termsKnown: new Set(terms.known),
    token: foldText(memo.token.trim()),
  };
}

function hasUsableSteps({ condition, steps }: RuleSettings): boolean {
  const days = steps.map((step) => step.days);
  return (
    conditions.includes(condition) &&
    days.length > 0 &&
    days.every((count) => Number.isInteger(count) && count >= 0) &&
    new Set(days).size === days.length
  );
}
