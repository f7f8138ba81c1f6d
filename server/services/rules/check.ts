import type { z } from 'zod';
import type { RuleCheck } from '../../../domain/api/rules.ts';
import { lintRules } from '../../../domain/rules/lint.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { countMatches } from './count-matches.ts';
import { readLintFacts } from './lint-facts.ts';

/** "Check rules": what is odd about the rules that are on (product.md 4, idea 21). */
export function checkRules(ctx: Context, member: Member): Promise<z.infer<typeof RuleCheck>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const rules = await listPreparedRules(tx, organisationId);
    const { tallies } = await countMatches(ctx, tx, today, rules);
    const readers = new Map([...tallies].map(([id, tally]) => [id, tally.readers]));
    return { findings: lintRules(rules, await readLintFacts(tx, today, rules, readers)) };
  });
}
