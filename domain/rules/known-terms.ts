import type { RuleSettings } from './rule.ts';

type TermFilter = RuleSettings['terms'];

export function isTermOn(filter: TermFilter, id: string): boolean {
  return filter.known.includes(id) ? !filter.off.includes(id) : filter.newTerms;
}

/**
 * The same filter with every present term spelled out, so that none of them counts as new any more and each stays as the rule treated it
 * (BJ-13, E51).
 */
export function withKnownTerms(filter: TermFilter, present: readonly string[]): TermFilter {
  const gone = filter.off.filter((id) => !present.includes(id));
  const off = present.filter((id) => !isTermOn(filter, id));
  return { ...filter, off: [...gone, ...off], known: [...new Set([...filter.known, ...present])] };
}
