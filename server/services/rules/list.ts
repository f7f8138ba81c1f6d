import type { z } from 'zod';
import type { RuleJson, RulePage } from '../../../domain/api/rules.ts';
import type { RuleId } from '../../../domain/ids.ts';
import { lintRules } from '../../../domain/rules/lint.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { getRule, listRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { countMatches } from './count-matches.ts';
import { readLintFacts } from './lint-facts.ts';
import { RuleTally } from './tally.ts';
import { toRuleJson } from './to-json.ts';

/** Rules in order of priority, with what each would write to now and how much the linter has against it. */
export function listRulesWithMatches(
  ctx: Context,
  member: Member,
): Promise<z.infer<typeof RulePage>> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, member.organisationId, ctx.now());
    const rows = await listRules(tx, member.organisationId);
    const rules = rows.map(prepareRule);
    const { tallies, countedAt } = await countMatches(ctx, tx, today, rules);
    const readers = new Map([...tallies].map(([id, tally]) => [id, tally.readers]));
    const found = lintRules(rules, await readLintFacts(tx, today, rules, readers));
    const counting = found.filter(({ severity }) => severity !== 'note');
    return {
      rows: rows.map((row) => {
        const { customers, invoices, nextSendOn } = tallies.get(row.id) ?? new RuleTally();
        const warnings = counting.filter(({ ruleId }) => ruleId === row.id).length;
        return { ...toRuleJson(row), matches: { customers, invoices }, nextSendOn, warnings };
      }),
      countedAt: countedAt.toISOString(),
      next: null,
    };
  });
}

export function readRule(ctx: Context, member: Member, id: RuleId): Promise<RuleJson> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) =>
    toRuleJson(await getRule(tx, member.organisationId, id)),
  );
}
