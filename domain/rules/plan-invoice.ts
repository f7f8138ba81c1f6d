import type { GateFacts, GateResult, OrganisationFacts, Verdict } from '../gates/gate.ts';
import { recipient } from '../gates/recipient.ts';
import { runGates } from '../gates/run.ts';
import { addDays, type LocalDate } from '../local-date.ts';
import type { PreparedRule } from './prepare.ts';
import type { Condition, Step } from './rule.ts';

/** A delivery about this invoice that is planned, claimed, sent or unknown. */
export interface KnownDelivery {
  id: string;
  ruleId: string;
  stepId: string;
  days: number;
  condition: Condition;
  state: 'planned' | 'claimed' | 'sent' | 'unknown';
  onDate: LocalDate;
}

export type InvoiceFacts = Omit<GateFacts, 'organisation' | 'rule' | 'sent'> & {
  known: KnownDelivery[];
};

export interface PlannedStep {
  rule: PreparedRule;
  step: Step;
  stepOn: LocalDate;
  gates: GateResult[];
  recipients: string[];
}

export interface InvoicePlan {
  /** Messages that leave today and are not planned yet. At most one per day and invoice. */
  add: PlannedStep[];
  /** Planned messages that still stand. */
  keep: KnownDelivery[];
  /** Planned messages that no longer stand, with the gate that says so; null when a newer step took their place. */
  cancel: { delivery: KnownDelivery; because: GateResult | null }[];
  /** Held although a step is due: a person should know. */
  held: { rule: PreparedRule; step: Step; because: GateResult }[];
  /** Next day on which looking again can change anything by itself. */
  nextPlanOn: LocalDate | null;
  /** The next message ahead. */
  next: { on: LocalDate; ruleId: string; days: number } | null;
}

/**
 * What one invoice's messages should be today, over all rules in order of priority. Pure. Two rules never write on the same day: the one
 * with priority does, the other looks again tomorrow (E48). Steps count as done whichever rule of the same condition sent them, so that a
 * copied rule never chases twice (E47).
 */
export function planInvoice(
  organisation: OrganisationFacts,
  rules: PreparedRule[],
  facts: InvoiceFacts,
): InvoicePlan {
  const plan: InvoicePlan = {
    add: [],
    keep: [],
    cancel: [],
    held: [],
    nextPlanOn: null,
    next: null,
  };
  for (const rule of rules) {
    const verdict = verdictOf(organisation, rule, facts, { stopAtFirst: true });
    settlePlanned(plan, rule, verdict, facts.known);
    if (verdict.kind === 'pass' && verdict.step)
      placeStep(plan, organisation.todayOn, rule, verdict, facts.known);
    noteHeld(plan, rule, verdict);
    plan.nextPlanOn = earlier(plan.nextPlanOn, verdict.nextOn);
    noteNext(plan, organisation.todayOn, rule, verdict, facts);
  }
  cancelOrphans(plan, rules, facts.known);
  return plan;
}

/** The verdict for one rule, as if planned messages did not exist: they are what is being decided. */
export function verdictOf(
  organisation: OrganisationFacts,
  rule: PreparedRule,
  facts: InvoiceFacts,
  options: { stopAtFirst?: boolean } = {},
): Verdict {
  const { known, ...rest } = facts;
  const sent = known.filter(
    (delivery) => delivery.state !== 'planned' && delivery.condition === rule.settings.condition,
  );
  return runGates({ ...rest, organisation, rule, sent } as GateFacts, options);
}

function settlePlanned(
  plan: InvoicePlan,
  rule: PreparedRule,
  verdict: Verdict,
  known: KnownDelivery[],
): void {
  for (const delivery of known) {
    if (delivery.state !== 'planned' || delivery.ruleId !== rule.id) continue;
    if (verdict.kind === 'pass' && verdict.step?.id === delivery.stepId) plan.keep.push(delivery);
    else plan.cancel.push({ delivery, because: decider(verdict) });
  }
}

function placeStep(
  plan: InvoicePlan,
  todayOn: LocalDate,
  rule: PreparedRule,
  verdict: Verdict,
  known: KnownDelivery[],
): void {
  const { step, stepOn } = verdict;
  if (
    !step ||
    plan.keep.some((delivery) => delivery.ruleId === rule.id && delivery.stepId === step.id)
  )
    return;
  const isDayTaken =
    plan.add.length > 0 ||
    plan.keep.length > 0 ||
    known.some((delivery) => delivery.state !== 'planned' && delivery.onDate === todayOn);
  if (isDayTaken) plan.nextPlanOn = earlier(plan.nextPlanOn, addDays(todayOn, 1));
  else
    plan.add.push({
      rule,
      step,
      stepOn: stepOn ?? todayOn,
      gates: verdict.gates,
      recipients: verdict.recipients,
    });
}

/** A step is due and only an address is missing: a person should know (E30). The gate is the last one, so all others passed. */
function noteHeld(plan: InvoicePlan, rule: PreparedRule, verdict: Verdict): void {
  const because = decider(verdict);
  if (because?.gate === 'recipient' && verdict.step)
    plan.held.push({ rule, step: verdict.step, because });
}

function noteNext(
  plan: InvoicePlan,
  todayOn: LocalDate,
  rule: PreparedRule,
  verdict: Verdict,
  facts: InvoiceFacts,
): void {
  const on = nextMessageOn(verdict, todayOn);
  if (!on || !verdict.step || (plan.next && plan.next.on <= on) || !hasRecipient(facts)) return;
  plan.next = { on, ruleId: rule.id, days: verdict.step.days };
}

/** A message that nobody could receive is not announced as the next one. */
function hasRecipient(facts: InvoiceFacts): boolean {
  return recipient(facts).verdict === 'pass';
}

/** The day of the next message: today when all gates pass, later when only the calendar is in the way; else null. */
function nextMessageOn(verdict: Verdict, todayOn: LocalDate): LocalDate | null {
  if (verdict.kind === 'pass') return todayOn;
  const waitsForDay = verdict.decidedBy === 'step-due' || verdict.decidedBy === 'already-sent';
  return waitsForDay ? verdict.stepOn : null;
}

function cancelOrphans(plan: InvoicePlan, rules: PreparedRule[], known: KnownDelivery[]): void {
  const living = new Set(rules.map((rule) => rule.id));
  for (const delivery of known)
    if (delivery.state === 'planned' && !living.has(delivery.ruleId))
      plan.cancel.push({ delivery, because: null });
}

function decider(verdict: Verdict): GateResult | null {
  return verdict.gates.find((gate) => gate.gate === verdict.decidedBy) ?? null;
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
