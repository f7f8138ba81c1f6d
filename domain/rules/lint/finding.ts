import type { Seen } from '../../gates/gate.ts';
import type { PreparedRule } from '../prepare.ts';
import type { Language } from '../rule.ts';

/** Everything the linter can find. `sentences-en.ts` and `sentences-fr.ts` must have words for each, or they do not compile. */
export const findingCodes = [
  'not-usable',
  'same-day',
  'overlap',
  'never-first',
  'after-due-date',
  'days-ahead',
  'minimum-above-all',
  'no-listed-customer',
  'new-customers-left-out',
  'new-customers-included',
  'memo-nothing',
  'memo-everything',
  'terms-none',
  'nothing-left',
  'new-terms-left-out',
  'terms-uncovered',
  'autopay-off',
  'template-gone',
  'template-language',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** `error`: the rule, or a part of it, never sends; `warning`: probably not what was meant; `note`: good to know. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

export const sections = ['basics', 'schedule', 'customers', 'invoices', 'email', 'more'] as const;
/** Parts of the rule editor (ux R2). */
export type Section = (typeof sections)[number];

export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** Null: it is about all rules together. */
  ruleId: string | null;
  ruleName: string | null;
  /** The other rule, of a finding about two. */
  otherId: string | null;
  section: Section | null;
  /** Path of the field in the settings, such as `memo.token`; null without one. */
  field: string | null;
  /** Values for the sentence. */
  saw: Seen;
}

/** What the linter is told besides the rules. Counts are of now, memos of the last twelve months. */
export interface LintFacts {
  todayOn: string;
  /** Payment terms of the books, with the open invoices behind each. */
  terms: readonly { id: string; name: string; openInvoices: number }[];
  withoutTerms: number;
  /** Of each rule with a memo filter: how many invoices hold its token, and how many there are. */
  memos: ReadonlyMap<string, { matches: number; of: number }>;
  /** Templates by id, with the languages that each has a text in. */
  templates: ReadonlyMap<
    string,
    { name: Record<Language, string>; languages: readonly Language[] }
  >;
  /** Of each rule: how many of the customers it matches read which language. */
  readers: ReadonlyMap<string, Record<Language, number>>;
  autopayOn: boolean;
  /** Largest open amount by currency, in minor units. */
  largestOpen: Readonly<Record<string, number>>;
  /** Customers that rules list and that are still active in the books. */
  activeListed: ReadonlySet<string>;
}

/** One thing found about a rule. */
export function findingAbout(
  rule: PreparedRule,
  found: Pick<Finding, 'code' | 'severity' | 'section'> & Partial<Finding>,
): Finding {
  const name = rule.settings.name;
  return { ruleId: rule.id, ruleName: name, otherId: null, field: null, saw: {}, ...found };
}
