import type { PreparedRule } from '../prepare.ts';
import { isTermOn } from '../known-terms.ts';
import { type Finding, findingAbout, type LintFacts } from './finding.ts';

type Check = (rule: PreparedRule, facts: LintFacts) => Finding | null;

/** BJ-9 and E51: who is reached by an only-list, and what happens with customers who come later. */
const customers: Check = (rule, { activeListed }) => {
  const { mode, customerIds } = rule.settings.customers;
  const about = { section: 'customers', field: 'customers.customerIds' } as const;
  const saw = { listed: customerIds.length };
  if (customerIds.length === 0) return null;
  if (mode === 'except')
    return findingAbout(rule, { code: 'new-customers-included', severity: 'note', ...about, saw });
  if (!customerIds.some((id) => activeListed.has(id)))
    return findingAbout(rule, { code: 'no-listed-customer', severity: 'error', ...about, saw });
  return findingAbout(rule, { code: 'new-customers-left-out', severity: 'note', ...about, saw });
};

/** BJ-10: a token that nobody uses, or that everybody does. */
const memo: Check = (rule, { memos }) => {
  const { mode, token } = rule.settings.memo;
  const count = memos.get(rule.id);
  if (mode === 'off' || !count || count.of === 0) return null;
  const about = { section: 'invoices', field: 'memo.token' } as const;
  const saw = { mode, token, matches: count.matches, of: count.of };
  if (count.matches === 0) {
    const severity = mode === 'include' ? 'error' : 'warning';
    return findingAbout(rule, { code: 'memo-nothing', severity, ...about, saw });
  }
  if (count.matches < count.of) return null;
  const severity = mode === 'ignore' ? 'error' : 'warning';
  return findingAbout(rule, { code: 'memo-everything', severity, ...about, saw });
};

/** BJ-12: a day that has not come yet skips everything that exists. */
const createdBefore: Check = (rule, { todayOn }) => {
  const { on } = rule.settings.createdBefore;
  if (on === null || on <= todayOn) return null;
  return findingAbout(rule, {
    code: 'days-ahead',
    severity: 'warning',
    section: 'invoices',
    field: 'createdBefore.on',
    saw: { on },
  });
};

/** BJ-13: nothing but invoices without terms is left, or not even those. */
const terms: Check = (rule, facts) => {
  const filter = rule.settings.terms;
  const about = { section: 'invoices', field: 'terms' } as const;
  const noneOn = facts.terms.every(({ id }) => !isTermOn(filter, id));
  if (noneOn && !filter.noTerms && !filter.newTerms)
    return findingAbout(rule, { code: 'nothing-left', severity: 'error', ...about });
  if (facts.terms.length > 0 && noneOn)
    return findingAbout(rule, { code: 'terms-none', severity: 'warning', ...about });
  if (filter.newTerms) return null;
  return findingAbout(rule, { code: 'new-terms-left-out', severity: 'note', ...about });
};

/** BJ-14 to BJ-16: nobody is on autopay while the company's switch is off. */
const autopay: Check = (rule, { autopayOn }) => {
  const mode = rule.settings.autopay;
  if (mode === 'any' || autopayOn) return null;
  return findingAbout(rule, {
    code: 'autopay-off',
    severity: mode === 'on' ? 'error' : 'note',
    section: 'invoices',
    field: 'autopay',
    saw: { mode },
  });
};

/** E6: a minimum that no open invoice reaches. */
const minimum: Check = (rule, { largestOpen }) => {
  const limits = Object.entries(rule.settings.minimum);
  const above = limits.find(([currency, least = 0]) => least > (largestOpen[currency] ?? Infinity));
  if (!above) return null;
  const [currency, limitMinor = 0] = above;
  return findingAbout(rule, {
    code: 'minimum-above-all',
    severity: 'warning',
    section: 'invoices',
    field: 'minimum',
    saw: { currency, limitMinor, largestMinor: largestOpen[currency] ?? 0 },
  });
};

const checks = [customers, memo, createdBefore, terms, autopay, minimum];

/** What a rule's filters keep it from. */
export function findInFilters(rule: PreparedRule, facts: LintFacts): Finding[] {
  return checks.flatMap((check) => check(rule, facts) ?? []);
}
