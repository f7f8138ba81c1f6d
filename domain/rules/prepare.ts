import {
  classOf,
  conditions,
  placeIn,
  type ReminderClass,
  type RuleSettings,
  ruleTypes,
  type Step,
} from './rule.ts';
import { foldText } from './token.ts';

export interface RuleFacts {
  id: string;
  version: number;
  enabled: boolean;
  /** When the rule was first saved: what was in the books before is not news, and no summary of a day before it is made up for. */
  createdAt: Date;
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
  reminderClass: ReminderClass;
  /** In the order in which they fall due, whatever order they were saved in. */
  steps: PreparedStep[];
  customerIds: ReadonlySet<string>;
  termsOff: ReadonlySet<string>;
  termsKnown: ReadonlySet<string>;
  currencies: ReadonlySet<string>;
  languages: ReadonlySet<string>;
  /** Folded as the memo is; empty when there is none. */
  token: string;
  /** Where a step goes that falls on a day without sending (E41). */
  shift: 'after' | 'before' | 'send';
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
export function offsetOf(days: number, reminderClass: ReminderClass): number {
  return reminderClass === 'coming_due' ? -days : days;
}

const none: ReadonlySet<string> = new Set();
const nothing = {
  reminderClass: 'overdue' as const,
  steps: [],
  customerIds: none,
  termsOff: none,
  termsKnown: none,
  currencies: none,
  languages: none,
  token: '',
  shift: 'after' as const,
};

function derive(settings: RuleSettings) {
  const { steps, customers, terms, memo, weekend } = settings;
  const reminderClass = classOf(settings);
  const ordinary = reminderClass === 'coming_due' ? ('before' as const) : ('after' as const);
  return {
    reminderClass,
    steps: steps
      .map((step) => ({ step, offset: offsetOf(step.days, reminderClass) }))
      .sort((a, b) => a.offset - b.offset || a.step.afterMinutes - b.step.afterMinutes),
    customerIds: new Set(customers.customerIds),
    termsOff: new Set(terms.off),
    termsKnown: new Set(terms.known),
    currencies: new Set<string>(settings.currencies),
    languages: new Set<string>(settings.languages),
    token: foldText(memo.token.trim()),
    shift: weekend === 'usual' ? ordinary : weekend,
  };
}

function hasUsableSteps({ type, condition, steps }: RuleSettings): boolean {
  const places = steps.map(placeIn(type));
  return (
    ruleTypes.includes(type) &&
    (type !== 'due' || conditions.includes(condition)) &&
    places.length > 0 &&
    places.every((place) => Number.isInteger(place) && place >= 0) &&
    new Set(places).size === places.length
  );
}
