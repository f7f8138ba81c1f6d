import type { LintFacts } from '../../../../domain/rules/lint/finding.ts';
import { prepareRule, type PreparedRule } from '../../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import { makeSettings } from '../../support/make-facts.ts';

/** A rule whose name and id are the same; it knows both terms of `factsForLint`. */
export function ruleNamed(
  id: string,
  wanted: Partial<RuleSettings> = {},
  enabled = true,
): PreparedRule {
  const terms = { off: [], noTerms: true, newTerms: true, known: ['t1', 't2'] };
  const settings = { ...makeSettings({ name: id, terms, ...wanted }) };
  return prepareRule({
    id,
    version: 1,
    enabled,
    createdAt: new Date('2026-01-01T00:00:00Z'),
    settings,
  });
}

interface Wanted extends Partial<Omit<LintFacts, 'memos' | 'readers' | 'activeListed'>> {
  /** By rule: how many memos hold its token, of how many. */
  memos?: Record<string, [number, number]>;
  /** By rule: customers who read English and French. */
  readers?: Record<string, [number, number]>;
  activeListed?: string[];
}

/** Two terms with 4 and 7 open invoices, two without; templates in both languages but `english-only`. */
export function factsForLint({
  memos = {},
  readers = {},
  activeListed,
  ...rest
}: Wanted = {}): LintFacts {
  const both = ['en', 'fr'] as const;
  return {
    todayOn: '2026-11-22',
    terms: [
      { id: 't1', name: 'Net 15', openInvoices: 4 },
      { id: 't2', name: 'Net 60', openInvoices: 7 },
    ],
    withoutTerms: 2,
    memos: new Map(Object.entries(memos).map(([id, [matches, of]]) => [id, { matches, of }])),
    templates: new Map([
      ['friendly', { name: { en: 'Friendly', fr: 'Amical' }, languages: both }],
      ['english-only', { name: { en: 'Plain', fr: 'Simple' }, languages: ['en'] }],
    ]),
    readers: new Map(Object.entries(readers).map(([id, [en, fr]]) => [id, { en, fr }])),
    autopayOn: false,
    largestOpen: { CAD: 150_000 },
    activeListed: new Set(activeListed ?? ['c1', 'c2']),
    ...rest,
  };
}
