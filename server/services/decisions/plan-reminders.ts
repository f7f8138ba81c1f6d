import type { GateResult } from '../../../domain/gates/gate.ts';
import { asId, type InvoiceId, type OrganisationId } from '../../../domain/ids.ts';
import { planInvoice, type InvoicePlan } from '../../../domain/rules/plan-invoice.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { PatternBook } from '../../db/decision-pattern.ts';
import { heldAlready, noteHeldDecisions, type HeldStep } from '../../db/decisions.ts';
import { noteNextLook } from '../../db/invoice-plan.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { cancelPlanned, insertPlanned, keepPlanned } from '../../db/plan-writes.ts';
import { addWork } from '../../db/outbox.ts';
import {
  allCandidates,
  dueCandidates,
  dueCandidatesOf,
  hasMoreOpenThan,
  type Candidate,
} from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { noteFreshness } from '../freshness/note-freshness.ts';
import { toKept, toNewDeliveries } from './new-deliveries.ts';

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
 * May run twice and side by side: each invoice's plan is locked by one, and the delivery key forbids a second message.
 */
export async function planReminders(
  ctx: Context,
  organisationId: OrganisationId,
  scope: 'due' | 'all',
): Promise<PlanCounts> {
  const total: PlanCounts = { looked: 0, added: 0, kept: 0, dropped: 0 };
  let after = '';
  for (;;) {
    const chunk = await inOrganisation(ctx.store, organisationId, async (tx) => {
      const planning = await openPlanning(tx, organisationId, ctx.now());
      const candidates =
        scope === 'due'
          ? await dueCandidates(tx, planning.today, CHUNK)
          : await allCandidates(tx, planning.today, after, CHUNK);
      return { ...(await planChunk(tx, planning, candidates)), last: candidates.at(-1) };
    });
    total.looked += chunk.looked;
    total.added += chunk.added;
    total.kept += chunk.kept;
    total.dropped += chunk.dropped;
    after = chunk.last?.invoice.id ?? after;
    if (chunk.looked < CHUNK) return total;
  }
}

/** Plans what is due of one customer, so that a message about to leave holds all of its invoices, wherever the day's planning is. */
export function planCustomer(
  ctx: Context,
  organisationId: OrganisationId,
  customerId: string,
): Promise<PlanCounts> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const planning = await openPlanning(tx, organisationId, ctx.now());
    return planChunk(tx, planning, await dueCandidatesOf(tx, planning.today, customerId));
  });
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
  const planning = await openPlanning(tx, organisationId, now);
  return planChunk(tx, planning, await allCandidates(tx, planning.today, '', CHUNK));
}

/** What one planning decides by. */
interface Planning {
  organisationId: OrganisationId;
  today: OrganisationToday;
  rules: PreparedRule[];
  now: Date;
}

async function openPlanning(tx: Tx, organisationId: OrganisationId, now: Date): Promise<Planning> {
  const today = await getOrganisationToday(tx, organisationId, now);
  await noteFreshness(tx, today, now);
  return { organisationId, today, rules: await listPreparedRules(tx, organisationId), now };
}

async function planChunk(tx: Tx, planning: Planning, candidates: Candidate[]): Promise<PlanCounts> {
  const { today, rules } = planning;
  const plans = candidates.map((candidate) => ({
    candidate,
    plan: planInvoice(today.facts, rules, candidate),
  }));
  const counts = await writePlans(tx, { ...planning, plans });
  return { ...counts, looked: candidates.length };
}

interface Planned extends Planning {
  plans: { candidate: Candidate; plan: InvoicePlan }[];
}

async function writePlans(tx: Tx, planned: Planned): Promise<Omit<PlanCounts, 'looked'>> {
  const { organisationId, plans, today, now } = planned;
  const dropped = await cancelPlanned(tx, organisationId, plans.flatMap(toCancelled), now);
  const book = new PatternBook();
  const rows = plans.flatMap((one) => toNewDeliveries(one, { today, book, now }));
  const { todayOn } = today.facts;
  const at = { plannedOn: todayOn, now, patterns: book.patterns };
  const added = await insertPlanned(tx, organisationId, rows, at);
  const kept = plans.flatMap(toKept);
  await keepPlanned(tx, organisationId, kept);
  await noteDroppedContacts(tx, planned);
  await noteHeld(tx, planned);
  await noteNextLook(tx, organisationId, plans.map(toNextLook));
  if (plans.length > 0) await announce(tx, organisationId, 'invoices', 'deliveries');
  return { added, kept: kept.length, dropped };
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
  { organisationId, plans, rules, now }: Planned,
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
async function noteHeld(tx: Tx, { organisationId, plans, now }: Planned): Promise<void> {
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
