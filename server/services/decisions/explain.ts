import type { WhyJson } from '../../../domain/api/invoices.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { NotFound } from '../../../domain/errors.ts';
import { verdictOf } from '../../../domain/rules/plan-invoice.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { candidateOf } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';

/** Why, and why not: each rule, each gate with the value it saw, for one invoice right now (product.md 4, idea 2). */
export function explainInvoice(ctx: Context, member: Member, id: InvoiceId): Promise<WhyJson> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, member.organisationId, ctx.now());
    const candidate = await candidateOf(tx, today, id);
    if (!candidate) throw new NotFound('invoice.not-found', 'no such invoice');
    const rules = await listPreparedRules(tx, member.organisationId);
    return {
      rules: rules.map((rule) => {
        const verdict = verdictOf(today.facts, rule, candidate);
        const { kind, decidedBy, stepOn, nextOn, recipients, gates } = verdict;
        return {
          ruleId: rule.id,
          ruleName: rule.settings.name,
          ruleVersion: rule.version,
          kind,
          decidedBy,
          stepDays: verdict.step?.days ?? null,
          stepOn,
          nextOn,
          recipients,
          gates,
        };
      }),
    };
  });
}
