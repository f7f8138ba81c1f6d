import { asId, type InvoiceId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { heldAlready, noteHeldDecisions } from '../../db/decisions.ts';
import { noteNextLook } from '../../db/invoice-plan.ts';
import { cancelPlanned, insertPlanned, keepPlanned } from '../../db/plan-writes.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin } from '../context.ts';
import { addTask } from '../tasks/add.ts';
import { reasonOf, type PlanOutcome } from './fold-plans.ts';
import type { Planning } from './planning.ts';

export interface PlanCounts {
  looked: number;
  added: number;
  kept: number;
  dropped: number;
}

/** Everything that follows from the plans of one chunk, in the caller's transaction. */
export async function storePlans(
  tx: Tx,
  planning: Planning,
  outcome: PlanOutcome,
): Promise<PlanCounts> {
  const { organisationId, today, now, book } = planning;
  const { added, kept, cancelled, looks } = outcome;
  const at = { plannedOn: today.facts.todayOn, now, patterns: book.unsaved };
  const counts = {
    looked: looks.length,
    dropped: await cancelPlanned(tx, organisationId, cancelled, now),
    added: await insertPlanned(tx, organisationId, added, at),
    kept: kept.length,
  };
  await keepPlanned(tx, organisationId, kept);
  await tellSettled(tx, planning, outcome);
  await tellHeld(tx, planning, outcome);
  await handOverEnded(tx, planning, outcome);
  await noteNextLook(tx, organisationId, looks);
  if (looks.length > 0) await announce(tx, organisationId, 'invoices', 'deliveries');
  return counts;
}

/** A settled invoice had a next reminder that will now never come: say so, with the reason. */
async function tellSettled(
  tx: Tx,
  { organisationId, rules, now }: Planning,
  { settled }: PlanOutcome,
): Promise<void> {
  await addActivity(
    tx,
    ...settled.map((candidate) => ({
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

/** A chase that came to its end without success is a person's (product.md 4, idea 25). */
async function handOverEnded(
  tx: Tx,
  { organisationId, now }: Planning,
  { ended }: PlanOutcome,
): Promise<void> {
  for (const { rule, on, candidate } of ended)
    await addTask(tx, organisationId, now, {
      kind: 'end-of-chase',
      key: `end-of-chase:${rule.id}:${candidate.invoice.id}`,
      dueOn: on,
      customerId: candidate.customer?.id ?? null,
      invoiceId: candidate.invoice.id,
      note: rule.settings.name,
    });
}

/** A due step that waits for an address is told once, not every time the plan is made (E30). */
async function tellHeld(
  tx: Tx,
  { organisationId, now, today }: Planning,
  { held }: PlanOutcome,
): Promise<void> {
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
  for (const { invoiceId } of fresh)
    await addTask(tx, organisationId, now, {
      kind: 'no-address',
      key: `no-address:${invoiceId}`,
      dueOn: today.facts.todayOn,
      invoiceId,
    });
}
