import type { PreparedRule } from '../prepare.ts';
import { type Finding, findingAbout } from './finding.ts';

/**
 * Two rules of one class that may write to the same invoices (E48). Where the first takes in everything of the second, its step of the
 * same day is never the second's.
 */
export function findOverlaps(rules: readonly PreparedRule[]): Finding[] {
  return rules.flatMap((later, index) =>
    rules
      .slice(0, index)
      .filter((earlier) => mayMeet(earlier, later))
      .flatMap((earlier) => findingsOf(earlier, later)),
  );
}

function findingsOf(earlier: PreparedRule, later: PreparedRule): Finding[] {
  const both = commonDays(earlier, later);
  const about = { section: 'schedule' as const, otherId: earlier.id };
  const saw = { other: earlier.settings.name, days: both.map(String) };
  if (both.length === 0) {
    const days = [...earlier.steps, ...later.steps].map(({ step }) => step.days);
    const all = [...new Set(days)].sort((a, b) => a - b).map(String);
    const found = {
      code: 'overlap',
      severity: 'note',
      ...about,
      saw: { ...saw, days: all },
    } as const;
    // One notice of a new invoice is enough for all rules about it, and summaries have a day each.
    return later.reminderClass === 'overdue' || later.reminderClass === 'coming_due'
      ? [findingAbout(later, found)]
      : [];
  }
  const code = takesInAllOf(earlier, later) ? 'never-first' : 'same-day';
  return [findingAbout(later, { code, severity: 'warning', ...about, saw })];
}

function commonDays(a: PreparedRule, b: PreparedRule): number[] {
  if (a.reminderClass === 'new_invoice') return [0];
  const days = new Set(a.steps.map(({ step }) => step.days));
  return b.steps.map(({ step }) => step.days).filter((one) => days.has(one));
}

/** False only when no invoice can ever pass the filters of both. */
export function mayMeet(a: PreparedRule, b: PreparedRule): boolean {
  return (
    a.reminderClass === b.reminderClass &&
    customersMeet(a, b) &&
    memosMeet(a, b) &&
    setsMeet(a.currencies, b.currencies) &&
    setsMeet(a.languages, b.languages) &&
    termsMeet(a, b) &&
    new Set([a.settings.autopay, b.settings.autopay, 'any']).size < 3
  );
}

function customersMeet(a: PreparedRule, b: PreparedRule): boolean {
  const [first, second] = [a.settings.customers, b.settings.customers];
  // A listed parent stands for customers that nobody sees here.
  if (first.includeChildren || second.includeChildren) return true;
  if (first.mode === 'only')
    return first.customerIds.some((id) => b.customerIds.has(id) === (second.mode === 'only'));
  return second.mode === 'except' || second.customerIds.some((id) => !a.customerIds.has(id));
}

function memosMeet(a: PreparedRule, b: PreparedRule): boolean {
  const modes = new Set([a.settings.memo.mode, b.settings.memo.mode]);
  if (!modes.has('include') || !modes.has('ignore')) return true;
  const [include, ignore] = a.settings.memo.mode === 'include' ? [a, b] : [b, a];
  return !include.token.includes(ignore.token);
}

/** An empty set is all. */
function setsMeet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === 0 || b.size === 0 || [...a].some((one) => b.has(one));
}

function termsMeet(a: PreparedRule, b: PreparedRule): boolean {
  const [first, second] = [a.settings.terms, b.settings.terms];
  if (first.noTerms && second.noTerms) return true;
  if (first.newTerms && second.newTerms) return true;
  const known = new Set([...first.known, ...second.known]);
  return [...known].some((id) => isOn(a, id) && isOn(b, id));
}

function isOn({ termsOff, termsKnown, settings }: PreparedRule, id: string): boolean {
  return !termsOff.has(id) && (termsKnown.has(id) || settings.terms.newTerms);
}

/** Whether every invoice of the second passes the first as well, as far as the filters alone can tell. */
function takesInAllOf(first: PreparedRule, second: PreparedRule): boolean {
  const { customers, memo, createdBefore, terms, autopay, minimum } = first.settings;
  const takesAllCustomers = customers.mode === 'except' && customers.customerIds.length === 0;
  const takesAllTerms = terms.off.length === 0 && terms.noTerms && terms.newTerms;
  const isSame = (part: 'memo' | 'createdBefore' | 'autopay' | 'minimum' | 'terms' | 'customers') =>
    JSON.stringify(first.settings[part]) === JSON.stringify(second.settings[part]);
  return (
    (takesAllCustomers || isSame('customers')) &&
    (memo.mode === 'off' || isSame('memo')) &&
    (createdBefore.on === null || isSame('createdBefore')) &&
    (takesAllTerms || isSame('terms')) &&
    (autopay === 'any' || isSame('autopay')) &&
    (Object.keys(minimum).length === 0 || isSame('minimum')) &&
    holdsAll(first.currencies, second.currencies) &&
    holdsAll(first.languages, second.languages)
  );
}

function holdsAll(all: ReadonlySet<string>, some: ReadonlySet<string>): boolean {
  return all.size === 0 || (some.size > 0 && [...some].every((one) => all.has(one)));
}
