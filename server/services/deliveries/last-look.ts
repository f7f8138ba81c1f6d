import type { Verdict } from '../../../domain/gates/gate.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { prepareRule, type PreparedRule } from '../../../domain/rules/prepare.ts';
import { verdictOf } from '../../../domain/rules/plan-invoice.ts';
import type { Step } from '../../../domain/rules/rule.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { noteLastLook } from '../../db/decisions.ts';
import { settleClaimed, type DeliveryRecord } from '../../db/deliveries.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import { candidateOf, type Candidate } from '../../db/planning.ts';
import { listRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { requestPlan } from '../mirror/upsert.ts';
import { reasonOf } from '../decisions/plan-reminders.ts';

export interface Go {
  kind: 'go';
  today: OrganisationToday;
  rule: PreparedRule;
  step: Step;
  candidate: Candidate;
  verdict: Verdict;
}

/** `lost`: the claim is no longer ours, so nothing was decided here. */
export type Look = Go | { kind: 'stopped'; reason: string } | { kind: 'lost' };

/**
 * All gates once more, over facts read from the books a moment ago and the rule as it is now. Stores what each gate saw. A message that
 * no longer stands is called off, and the invoice is planned again.
 */
export function lastLook(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord,
): Promise<Look> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const rule = await findRule(tx, organisationId, claimed.ruleId);
    const candidate = await candidateOf(
      tx,
      organisationId,
      today.record.timeZone,
      claimed.invoiceId as InvoiceId,
    );
    if (!rule || !candidate)
      return callOff(ctx, tx, claimed, rule ? 'document-status/deleted' : 'rule-deleted');
    const others = {
      ...candidate,
      known: candidate.known.filter((delivery) => delivery.id !== claimed.id),
    };
    const verdict = verdictOf(today.facts, rule, others);
    await noteLastLook(tx, organisationId, {
      ...claimed,
      ruleVersion: rule.version,
      verdict,
      now: ctx.now(),
    });
    const decider = verdict.gates.find((gate) => gate.gate === verdict.decidedBy);
    if (decider) return callOff(ctx, tx, claimed, reasonOf(decider));
    if (verdict.step?.id !== claimed.stepId) return callOff(ctx, tx, claimed, 'newer-step');
    return { kind: 'go', today, rule, step: verdict.step, candidate, verdict };
  });
}

async function findRule(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<PreparedRule | undefined> {
  const found = (await listRules(tx, organisationId)).find((rule) => rule.id === id);
  return found && prepareRule(found);
}

async function callOff(
  ctx: Context,
  tx: Tx,
  claimed: DeliveryRecord,
  reason: string,
): Promise<Look> {
  const organisationId = claimed.organisationId as OrganisationId;
  const isOurs = await settleClaimed(tx, claimed, { state: 'cancelled', reason, claimedAt: null });
  if (!isOurs) return { kind: 'lost' };
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: 'delivery.cancelled',
    actor: dunlin,
    invoiceId: claimed.invoiceId as InvoiceId,
    deliveryId: claimed.id as DeliveryId,
    detail: { days: claimed.days, plannedOn: claimed.plannedOn, reason },
  });
  await markForPlanning(ctx, tx, claimed);
  await announce(tx, organisationId, 'deliveries', 'invoices');
  return { kind: 'stopped', reason };
}

/** The invoice's next message is worked out again. */
export async function markForPlanning(
  ctx: Context,
  tx: Tx,
  claimed: DeliveryRecord,
): Promise<void> {
  const organisationId = claimed.organisationId as OrganisationId;
  await markInvoices(tx, organisationId, [claimed.invoiceId]);
  await requestPlan(tx, organisationId, ctx.now());
}
