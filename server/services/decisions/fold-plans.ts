import type { GateResult } from '../../../domain/gates/gate.ts';
import type { ChaseEnd } from '../../../domain/rules/chase-end.ts';
import { planInvoice } from '../../../domain/rules/plan-invoice.ts';
import type { HeldStep } from '../../db/decisions.ts';
import type { NextLook } from '../../db/invoice-plan.ts';
import type { KeptDelivery, NewDelivery } from '../../db/plan-writes.ts';
import type { Candidate } from '../../db/planning.ts';
import { toKept, toNewDelivery } from './new-deliveries.ts';
import type { Planning } from './planning.ts';

/** What follows from the plans of many invoices, ready to be stored. */
export interface PlanOutcome {
  added: NewDelivery[];
  kept: KeptDelivery[];
  cancelled: { id: string; reason: string }[];
  /** Settled invoices whose announced message will never come. */
  settled: Candidate[];
  held: HeldStep[];
  ended: (ChaseEnd & { candidate: Candidate })[];
  looks: NextLook[];
}

/**
 * Decides about each invoice and keeps only what must be stored: what the gates said is folded at once, so that a million invoices leave
 * little behind for the garbage collector.
 */
export function foldPlans(planning: Planning, candidates: Candidate[]): PlanOutcome {
  const { today, rules } = planning;
  const outcome: PlanOutcome = {
    added: [],
    kept: [],
    cancelled: [],
    settled: [],
    held: [],
    ended: [],
    looks: [],
  };
  for (const candidate of candidates) {
    const invoiceId = candidate.invoice.id;
    const plan = planInvoice(today.facts, rules, candidate);
    for (const step of plan.add) outcome.added.push(toNewDelivery(planning, candidate, step));
    for (const kept of plan.keep) outcome.kept.push(toKept(candidate, kept));
    for (const { delivery, because } of plan.cancel)
      outcome.cancelled.push({ id: delivery.id, reason: reasonOf(because) });
    for (const hold of plan.held) outcome.held.push({ ...hold, invoiceId });
    for (const end of plan.ended) outcome.ended.push({ ...end, candidate });
    if (isSettled(candidate) && plan.cancel.length === 0) outcome.settled.push(candidate);
    outcome.looks.push({
      invoiceId,
      nextPlanOn: plan.nextPlanOn,
      nextContactOn: plan.next?.on ?? null,
      nextRuleId: plan.next?.ruleId ?? null,
      nextDays: plan.next?.days ?? null,
    });
  }
  return outcome;
}

function isSettled({ nextContactOn, invoice }: Candidate): boolean {
  return nextContactOn !== null && invoice.state !== 'open';
}

/** `gate/reason` or a word of its own, as stored on deliveries and shown through its sentence. */
export function reasonOf(because: GateResult | 'newer-step' | 'rule-deleted'): string {
  return typeof because === 'string' ? because : `${because.gate}/${because.reason}`;
}
