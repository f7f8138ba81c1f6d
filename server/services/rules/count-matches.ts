import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import { hasMoreOpenThan } from '../../db/planning.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { tallyRules, type RuleTally } from './tally.ts';

/** Up to so many open invoices are counted anew each time; it takes a fraction of a second. */
const SMALL = 5_000;
const FRESH_MS = 5 * 60_000;
/** Organisations whose counts are kept; the one that was counted longest ago goes first. */
const MOST_KEPT = 200;

export interface RuleCounts {
  tallies: Map<string, RuleTally>;
  /** When they were counted: now, or for a large organisation up to five minutes ago. */
  countedAt: Date;
}

/** Kept per process and per database. A rule that was changed is another version, so its counts are never those of the old one. */
const kept = new WeakMap<object, Map<string, RuleCounts & { key: string }>>();

/** What each rule is going to write about. The counts of a large organisation are used for some minutes. */
export async function countMatches(
  ctx: Context,
  tx: Tx,
  today: OrganisationToday,
  rules: readonly PreparedRule[],
): Promise<RuleCounts> {
  const organisationId = today.record.id as OrganisationId;
  const countedAt = ctx.now();
  if (!(await hasMoreOpenThan(tx, organisationId, SMALL)))
    return { tallies: await tallyRules(tx, today, rules), countedAt };
  const key = keyOf(today, rules);
  const counts = countsOf(ctx.store);
  const known = counts.get(organisationId);
  if (known?.key === key && countedAt.getTime() - known.countedAt.getTime() < FRESH_MS)
    return known;
  const made = { key, tallies: await tallyRules(tx, today, rules), countedAt };
  counts.delete(organisationId);
  counts.set(organisationId, made);
  const [oldest] = counts.keys();
  if (counts.size > MOST_KEPT && oldest !== undefined) counts.delete(oldest);
  return made;
}

function countsOf(store: object) {
  const found = kept.get(store) ?? new Map<string, RuleCounts & { key: string }>();
  kept.set(store, found);
  return found;
}

function keyOf({ facts, record }: OrganisationToday, rules: readonly PreparedRule[]): string {
  return [
    facts.todayOn,
    record.version,
    ...rules.map(({ id, version }) => `${id} ${version}`),
  ].join();
}
