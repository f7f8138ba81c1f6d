import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';
import type { GateResult, OrganisationFacts } from '../../../domain/gates/gate.ts';
import { asId, type InvoiceId, type OrganisationId } from '../../../domain/ids.ts';
import { planInvoice, type InvoicePlan } from '../../../domain/rules/plan-invoice.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { heldAlready, noteHeldDecisions, type HeldStep } from '../../db/decisions.ts';
import { noteNextLook } from '../../db/invoice-plan.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import {
  cancelPlanned,
  insertPlanned,
  wakePlanned,
  type NewDelivery,
} from '../../db/plan-writes.ts';
import { addWork } from '../../db/outbox.ts';
import {
  allCandidates,
  dueCandidates,
  hasMoreOpenThan,
  type Candidate,
} from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { noteFreshness } from '../freshness/note-freshness.ts';

/** Invoices per transaction: large enough that the round trips do not count, small enough that memory stays flat. */
const CHUNK = 2_000;

export interface PlanCounts {
  looked: number;
  added: number;
  kept: number;
  dropped: number;
}

/**
 * Decides about invoices and stores what follows: messages planned, messages called off, and when to look again. `due` looks at those
 * whose answer can have changed (by the calendar or by the books), `all` at every open one, after a rule or a switch changed.
 * May run twice and side by side: a lock per organisation orders the chunks, and the delivery key forbids a second message.
 */
export async function planReminders(
  ctx: Context,
  organisationId: OrganisationId,
  scope: 'due' | 'all',
): Promise<PlanCounts> {
  const total: PlanCounts = { looked: 0, added: 0, kept: 0, dropped: 0 };
  let after = '';
  for (;;) {
    const chunk = await inOrganisation(ctx.store, organisationId, (tx) =>
      planChunk(tx, ctx.now(), organisationId, scope, after),
    );
    total.looked += chunk.looked;
    total.added += chunk.added;
    total.kept += chunk.kept;
    total.dropped += chunk.dropped;
    after = chunk.last;
    if (chunk.looked < CHUNK) return total;
  }
}

/**
 * Plans every open invoice again in the caller's transaction, so that a saved rule and its queue change together. An organisation too
 * large for that is planned by a job, noted in the same transaction; the answer is null then.
 */
export async function replanNow(
  tx: Tx,
  now: Date,
  organisationId: OrganisationId,
): Promise<PlanCounts | null> {
  if (await hasMoreOpenThan(tx, organisationId, CHUNK - 1)) {
    const payload = { organisationId, scope: 'all' as const };
    await addWork(tx, {
      organisationId,
      name: 'reminders.plan',
      key: 'all',
      payload,
      availableAt: now,
    });
    return null;
  }
  return planChunk(tx, now, organisationId, 'all', '');
}

async function planChunk(
  tx: Tx,
  now: Date,
  organisationId: OrganisationId,
  scope: 'due' | 'all',
  after: string,
): Promise<PlanCounts & { last: string }> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('plan'), hashtext(${organisationId}))`,
  );
  const today = await getOrganisationToday(tx, organisationId, now);
  const { record, facts } = today;
  await noteFreshness(tx, today, now);
  const rules = await listPreparedRules(tx, organisationId);
  const candidates =
    scope === 'due'
      ? await dueCandidates(tx, organisationId, record.timeZone, facts.todayOn, CHUNK)
      : await allCandidates(tx, organisationId, record.timeZone, after, CHUNK);
  const plans = candidates.map((candidate) => ({
    candidate,
    plan: planInvoice(facts, rules, candidate),
  }));
  const counts = await writePlans(tx, organisationId, { plans, facts, rules, now });
  return { ...counts, looked: candidates.length, last: candidates.at(-1)?.invoice.id ?? after };
}

interface Planned {
  plans: { candidate: Candidate; plan: InvoicePlan }[];
  facts: OrganisationFacts;
  rules: PreparedRule[];
  now: Date;
}

async function writePlans(
  tx: Tx,
  organisationId: OrganisationId,
  planned: Planned,
): Promise<Omit<PlanCounts, 'looked'>> {
  const { plans, facts, now } = planned;
  const dropped = await cancelPlanned(tx, organisationId, plans.flatMap(toCancelled), now);
  const added = await insertPlanned(tx, organisationId, plans.flatMap(toNewDeliveries), {
    plannedOn: facts.todayOn,
    now,
  });
  const kept = plans.flatMap(({ plan }) => plan.keep.map((delivery) => delivery.id));
  await wakePlanned(tx, organisationId, kept, now);
  await noteDroppedContacts(tx, organisationId, planned);
  await noteHeld(tx, organisationId, planned);
  await noteNextLook(tx, organisationId, plans.map(toNextLook));
  if (plans.length > 0) await announce(tx, organisationId, 'invoices', 'deliveries');
  return { added, kept: kept.length, dropped };
}

function toNewDeliveries({ candidate, plan }: Planned['plans'][number]): NewDelivery[] {
  return plan.add.map(({ rule, step, gates }) => ({
    id: randomUUID(),
    key: deliveryKey({
      invoiceId: candidate.invoice.id,
      ruleId: rule.id,
      stepId: step.id,
      channel: 'email',
    }),
    invoiceId: candidate.invoice.id,
    ruleId: rule.id,
    ruleName: rule.settings.name,
    ruleVersion: rule.version,
    stepId: step.id,
    days: step.days,
    condition: rule.settings.condition,
    gates,
  }));
}

function toCancelled({ plan }: Planned['plans'][number]): { id: string; reason: string }[] {
  return plan.cancel.map(({ delivery, because }) => ({
    id: delivery.id,
    reason: reasonOf(because),
  }));
}

/** `gate/reason` or a word of its own, as stored on deliveries and shown through its sentence. */
export function reasonOf(because: GateResult | 'newer-step' | 'rule-deleted'): string {
  return typeof because === 'string' ? because : `${because.gate}/${because.reason}`;
}

function toNextLook({ candidate, plan }: Planned['plans'][number]) {
  return {
    invoiceId: candidate.invoice.id,
    nextPlanOn: plan.nextPlanOn,
    nextContactOn: plan.next?.on ?? null,
    nextRuleId: plan.next?.ruleId ?? null,
    nextDays: plan.next?.days ?? null,
  };
}

/** A settled invoice had a next reminder that will now never come: say so, with the reason. */
async function noteDroppedContacts(
  tx: Tx,
  organisationId: OrganisationId,
  { plans, rules, now }: Planned,
): Promise<void> {
  const dropped = plans.filter(
    ({ candidate, plan }) =>
      candidate.nextContactOn !== null &&
      candidate.invoice.state !== 'open' &&
      plan.cancel.length === 0,
  );
  await addActivity(
    tx,
    ...dropped.map(({ candidate }) => ({
      organisationId,
      at: now,
      kind: 'delivery.cancelled',
      actor: dunlin,
      invoiceId: candidate.invoice.id,
      detail: {
        days: candidate.nextDays,
        plannedOn: candidate.nextContactOn,
        reason: `document-status/${candidate.invoice.state}`,
        ruleName: rules.find((rule) => rule.id === candidate.nextRuleId)?.settings.name ?? '',
      },
    })),
  );
}

/** A due step that waits for an address is told once, not every time the plan is made (E30). */
async function noteHeld(
  tx: Tx,
  organisationId: OrganisationId,
  { plans, now }: Planned,
): Promise<void> {
  const held: HeldStep[] = plans.flatMap(({ candidate, plan }) =>
    plan.held.map((hold) => ({ ...hold, invoiceId: candidate.invoice.id })),
  );
  if (held.length === 0) return;
  const known = await heldAlready(
    tx,
    organisationId,
    held.map((hold) => hold.invoiceId),
  );
  const fresh = held.filter(
    (hold) => !known.has(`${hold.invoiceId} ${hold.step.id} ${hold.because.reason}`),
  );
  await noteHeldDecisions(tx, organisationId, fresh, now);
  await addActivity(
    tx,
    ...fresh.map((hold) => ({
      organisationId,
      at: now,
      kind: 'delivery.held',
      actor: { kind: 'rule' as const, name: hold.rule.settings.name },
      invoiceId: asId<InvoiceId>(hold.invoiceId),
      detail: { days: hold.step.days, reason: reasonOf(hold.because) },
    })),
  );
}
