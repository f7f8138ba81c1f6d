import { isTermOn } from './known-terms.ts';
import { findInFilters } from './lint/filters.ts';
import { type Finding, findingAbout, type LintFacts, severities } from './lint/finding.ts';
import { findOverlaps } from './lint/overlap.ts';
import { findInSteps } from './lint/steps.ts';
import type { PreparedRule } from './prepare.ts';

/**
 * What is odd about these rules, in order of priority, the worst first (product.md 4, idea 21). Pure. Rules that are off are left out:
 * they send nothing.
 */
export function lintRules(given: readonly PreparedRule[], facts: LintFacts): Finding[] {
  const rules = given.filter(({ enabled }) => enabled);
  const usable = rules.filter((rule) => rule.usable);
  const found = [
    ...rules.filter((rule) => !rule.usable).map(notUsable),
    ...findOverlaps(usable),
    ...usable.flatMap((rule) => [...findInSteps(rule, facts), ...findInFilters(rule, facts)]),
    ...findUncoveredTerms(usable, facts),
  ];
  return found.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** What concerns one rule: found about it, or about another one because of it. */
export function findingsOf(findings: readonly Finding[], ruleId: string): Finding[] {
  return findings.filter((found) => found.ruleId === ruleId || found.otherId === ruleId);
}

function notUsable(rule: PreparedRule): Finding {
  return findingAbout(rule, { code: 'not-usable', severity: 'error', section: 'basics' });
}

/** Terms with open invoices that no overdue rule looks at: nobody is chased about those (BJ-13). */
function findUncoveredTerms(
  rules: readonly PreparedRule[],
  { terms, withoutTerms }: LintFacts,
): Finding[] {
  const chasing = rules.filter(({ reminderClass }) => reminderClass === 'overdue');
  if (chasing.length === 0) return [];
  const filters = chasing.map(({ settings }) => settings.terms);
  const open = terms.filter(
    ({ id, openInvoices }) => openInvoices > 0 && !filters.some((one) => isTermOn(one, id)),
  );
  const isWithoutCovered = withoutTerms === 0 || filters.some(({ noTerms }) => noTerms);
  if (open.length === 0 && isWithoutCovered) return [];
  const count = open.reduce((sum, one) => sum + one.openInvoices, 0);
  return [
    {
      code: 'terms-uncovered',
      severity: 'warning',
      ruleId: null,
      ruleName: null,
      otherId: null,
      section: 'invoices',
      field: 'terms',
      saw: {
        terms: open.map(({ name }) => name),
        withoutTerms: !isWithoutCovered,
        invoices: count + (isWithoutCovered ? 0 : withoutTerms),
      },
    },
  ];
}
