import { leadFirst } from '../../../domain/deliveries/lead.ts';
import type { Verdict } from '../../../domain/gates/gate.ts';
import { withoutSuppressed } from '../../../domain/gates/recipient.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { Language, Step } from '../../../domain/rules/rule.ts';
import { verdictOf } from '../../../domain/rules/plan-invoice.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { noteLastLook } from '../../db/decisions.ts';
import { settleClaimed, type DeliveryRecord } from '../../db/deliveries.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import { candidatesOf, type Candidate } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { bundleFor } from '../decisions/new-deliveries.ts';
import { reasonOf } from '../decisions/fold-plans.ts';
import { requestPlan } from '../mirror/upsert.ts';
import type { Look, Outgoing, OutgoingInvoice } from './outgoing.ts';

/** One invoice's part of a reminder that stands. */
interface Part {
  claimed: DeliveryRecord;
  rule: PreparedRule;
  step: Step;
  candidate: Candidate;
  verdict: Verdict;
}

interface Looking {
  ctx: Context;
  tx: Tx;
  organisationId: OrganisationId;
  today: OrganisationToday;
  rules: PreparedRule[];
}

/**
 * All gates once more, over facts read from the books a moment ago and the rules as they are now. Stores what each gate saw. A message
 * that no longer stands is called off, and its invoice is planned again; the others leave.
 */
export function lastLook(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord[],
): Promise<Look> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const rules = await listPreparedRules(tx, organisationId);
    const ids = claimed.map(({ invoiceId }) => invoiceId);
    const candidates = new Map(
      (await candidatesOf(tx, today, ids)).map((one) => [one.invoice.id as string, one]),
    );
    const looking = { ctx, tx, organisationId, today, rules };
    const looks: PartLook[] = [];
    for (const one of claimed)
      looks.push(await lookAt(looking, one, candidates.get(one.invoiceId)));
    return putTogether(looking, looks);
  });
}

type PartLook =
  { kind: 'stands'; part: Part } | { kind: 'stopped'; reason: string } | { kind: 'lost' };

async function lookAt(
  looking: Looking,
  claimed: DeliveryRecord,
  candidate: Candidate | undefined,
): Promise<PartLook> {
  const { tx, organisationId, today, ctx } = looking;
  const rule = looking.rules.find(({ id }) => id === claimed.ruleId);
  if (!rule || !candidate)
    return callOff(looking, claimed, rule ? 'document-status/deleted' : 'rule-deleted');
  const others = {
    ...candidate,
    known: candidate.known.filter((delivery) => delivery.id !== claimed.id),
  };
  const { plannedOn } = claimed;
  const verdict = verdictOf(today.facts, rule, others, { plannedOn });
  await noteLastLook(tx, organisationId, {
    invoiceId: claimed.invoiceId,
    ruleId: rule.id,
    ruleVersion: rule.version,
    stepId: claimed.stepId,
    verdict,
    now: ctx.now(),
  });
  const decider = verdict.gates.find((gate) => gate.gate === verdict.decidedBy);
  if (decider) return callOff(looking, claimed, reasonOf(decider));
  const { step } = verdict;
  if (step?.id !== claimed.stepId) return callOff(looking, claimed, 'newer-step');
  return { kind: 'stands', part: { claimed, rule, step, candidate, verdict } };
}

/** What stands, with the one that sets the tone first. What belongs to another message by now is planned again. */
async function putTogether(looking: Looking, looks: PartLook[]): Promise<Look> {
  const standing = looks.flatMap((look) => (look.kind === 'stands' ? [look.part] : []));
  const [lead, ...others] = leadFirst(standing);
  if (!lead) return looks.find((look) => look.kind === 'stopped') ?? { kind: 'lost' };
  const together: Part[] = [];
  const bundle = bundleOfPart(lead);
  for (const part of others) {
    if (bundle !== null && bundleOfPart(part) === bundle) together.push(part);
    else await putAside(looking, part);
  }
  return { kind: 'go', outgoing: toOutgoing(looking.today, lead, together) };
}

/** Template, language and copies of the one that leads are the message's; each invoice's files are as its own rule says. */
function toOutgoing(today: OrganisationToday, lead: Part, others: Part[]): Outgoing {
  const { facts } = today;
  const { cc, bcc } = lead.rule.settings.email;
  return {
    today,
    claimed: [lead.claimed, ...others.map(({ claimed }) => claimed)],
    invoices: [toInvoice(lead), ...others.map(toInvoice)],
    templateId: lead.step.templateId,
    language: languageOfStep(lead, facts.language),
    to: lead.verdict.recipients,
    cc: withoutSuppressed(cc, facts.suppressed),
    bcc: withoutSuppressed(bcc, facts.suppressed),
  };
}

function toInvoice({ candidate, rule }: Part): OutgoingInvoice {
  const { attachPdf, attachMarkedFiles, missingPdf } = rule.settings.email;
  return { candidate, attachPdf, attachMarkedFiles, missingPdf };
}

/** The step's own language, else the customer's, else the organisation's (E35). */
export function languageOfStep(
  { step, candidate }: Pick<Part, 'step' | 'candidate'>,
  usual: Language,
): Language {
  return step.language === 'customer' ? languageOf(candidate, usual) : step.language;
}

/** The customer's language, else the organisation's (E35). */
export function languageOf({ customer }: Pick<Candidate, 'customer'>, usual: Language): Language {
  return customer?.language ?? usual;
}

function bundleOfPart({ rule, candidate, verdict }: Part): string | null {
  return bundleFor(rule, candidate, verdict.recipients);
}

async function putAside({ ctx, tx, organisationId }: Looking, { claimed }: Part): Promise<void> {
  await settleClaimed(tx, claimed, { state: 'planned', reason: '', claimedAt: null });
  await markForPlanning(ctx, tx, organisationId, [claimed]);
}

/** Calls a claimed message off, with the reason; `lost` when the claim is no longer ours. */
export async function callOff(
  { ctx, tx, organisationId }: Pick<Looking, 'ctx' | 'tx' | 'organisationId'>,
  claimed: DeliveryRecord,
  reason: string,
): Promise<Exclude<PartLook, { kind: 'stands' }>> {
  const isOurs = await settleClaimed(tx, claimed, { state: 'cancelled', reason, claimedAt: null });
  if (!isOurs) return { kind: 'lost' };
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: 'delivery.cancelled',
    actor: dunlin,
    invoiceId: claimed.invoiceId as InvoiceId,
    deliveryId: claimed.id as DeliveryId,
    detail: {
      days: claimed.days,
      type: claimed.reminderClass,
      plannedOn: claimed.plannedOn,
      reason,
    },
  });
  await markForPlanning(ctx, tx, organisationId, [claimed]);
  await announce(tx, organisationId, 'deliveries', 'invoices');
  return { kind: 'stopped', reason };
}

/** Messages of an organisation leave many at a time: one planning for all of them, not one for each. Ours. */
const GATHER_MS = 2_000;

/** The next message of these invoices is worked out again, in a moment. */
export async function markForPlanning(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
  claimed: DeliveryRecord[],
): Promise<void> {
  await markInvoices(
    tx,
    organisationId,
    claimed.map(({ invoiceId }) => invoiceId),
  );
  await requestPlan(tx, organisationId, new Date(ctx.now().getTime() + GATHER_MS));
}
