import type { z } from 'zod';
import type { RuleJson, RulePage } from '../../../domain/api/rules.ts';
import type { RuleId } from '../../../domain/ids.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { getRule, listRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { countMatches } from './preview.ts';
import { toRuleJson } from './to-json.ts';

/** Rules in order of priority, with what each would write to now. */
export function listRulesWithMatches(
  ctx: Context,
  member: Member,
): Promise<z.infer<typeof RulePage>> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, member.organisationId, ctx.now());
    const rows = [];
    for (const row of await listRules(tx, member.organisationId))
      rows.push({
        ...toRuleJson(row),
        ...(await countMatches(tx, today, prepareRule(row))),
      });
    return { rows, next: null };
  });
}

export function readRule(ctx: Context, member: Member, id: RuleId): Promise<RuleJson> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) =>
    toRuleJson(await getRule(tx, member.organisationId, id)),
  );
}
