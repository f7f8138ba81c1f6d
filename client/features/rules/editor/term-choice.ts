import { isTermOn } from '../../../../domain/rules/known-terms.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';

type TermFilter = RuleSettings['terms'];
interface Term {
  id: string;
}

export function switchTerm(filter: TermFilter, id: string, on: boolean): TermFilter {
  const others = filter.off.filter((term) => term !== id);
  return { ...filter, off: on ? others : [...others, id] };
}

/** The master switch: every present term and "no terms" at once. */
export function switchAllTerms(
  filter: TermFilter,
  terms: readonly Term[],
  on: boolean,
): TermFilter {
  const present = terms.map((term) => term.id);
  const gone = filter.off.filter((id) => !present.includes(id));
  return { ...filter, off: on ? gone : [...gone, ...present], noTerms: on };
}

export function masterState(filter: TermFilter, terms: readonly Term[]): 'all' | 'some' | 'none' {
  const on = [...terms.map((term) => isTermOn(filter, term.id)), filter.noTerms];
  if (on.every(Boolean)) return 'all';
  return on.some(Boolean) ? 'some' : 'none';
}
