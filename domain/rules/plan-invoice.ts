import {
  type GateFacts,
  type GateResult,
  type OrganisationFacts,
  type Verdict,
  waitsForDay,
} from '../gates/gate.ts';
import { recipient } from '../gates/recipient.ts';
import { runGates } from '../gates/run.ts';
import { addDays, type LocalDate } from '../local-date.ts';
import type { PreparedRule } from './prepare.ts';
import type { Condition, Step } from './rule.ts';

/** A delivery about this invoice that was not called off. */
export interface KnownDelivery {
  id: string;
  ruleId: string;
  stepId: string;
  days: number;
  condition: Condition;
  state: 'planned' | 'claimed' | 'sent' | 'unknown' | 'refused';
  /** When it left, may have left, or was planned to leave. */
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
  /** Planned messages that no longer stand, with the gate that says so, or what took their ground away. */
  cancel: { delivery: KnownDelivery; because: GateResult | 'newer-step' | 'rule-deleted' }[];
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
  const { todayOn } = organisation;
  const verdicts = rules.map((rule) => ({
    rule,
    verdict: verdictOf(organisation, rule, facts, { stopAtFirst: true }),
  }));
  for (const { rule, verdict } of verdicts) settlePlanned(plan, rule, verdict, facts.known);
  for (const { rule, verdict } of verdicts) {
    if (verdict.kind === 'pass') placeStep(plan, todayOn, rule, verdict, facts.known);
    noteHeld(plan, rule, verdict);
    plan.nextPlanOn = earlier(plan.nextPlanOn, verdict.nextOn);
    noteNext(plan, organisation, rule, verdict, facts);
  }
  cancelOrphans(plan, rules, facts.known);
  return plan;
}

/** The verdict for one rule, as if planned messages did not exist: they are what is being decided. Refused ones never left. */
export function verdictOf(
  organisation: OrganisationFacts,
  rule: PreparedRule,
  facts: InvoiceFacts,
  options: { stopAtFirst?: boolean } = {},
): Verdict {
  const { known, ...rest } = facts;
  const sent = known.filter(
    (delivery) => hasLeft(delivery) && delivery.condition === rule.settings.condition,
  );
  return runGates({ ...rest, organisation, rule, sent } as GateFacts, options);
}

const hasLeft = ({ state }: KnownDelivery): boolean => state !== 'planned' && state !== 'refused';

function settlePlanned(
  plan: InvoicePlan,
  rule: PreparedRule,
  verdict: Verdict,
  known: KnownDelivery[],
): void {
  for (const delivery of known) {
    if (delivery.state !== 'planned' || delivery.ruleId !== rule.id) continue;
    if (verdict.kind === 'pass' && verdict.step?.id === delivery.stepId) plan.keep.push(delivery);
    else plan.cancel.push({ delivery, because: decider(verdict) ?? 'newer-step' });
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
  if (!step || isKept(plan, rule, step) || isRefused(rule, step, known)) return;
  // A claimed message leaves now, whenever it was planned.
  const isDayTaken =
    plan.add.length > 0 ||
    plan.keep.length > 0 ||
    known.some((one) => hasLeft(one) && (one.state === 'claimed' || one.onDate === todayOn));
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

function isKept(plan: InvoicePlan, rule: PreparedRule, step: Step): boolean {
  return plan.keep.some((one) => one.ruleId === rule.id && one.stepId === step.id);
}

/** The provider said no to this very message: it is not tried again, and it takes no day from another one. */
function isRefused(rule: PreparedRule, step: Step, known: KnownDelivery[]): boolean {
  return known.some(
    (one) => one.state === 'refused' && one.ruleId === rule.id && one.stepId === step.id,
  );
}

/** A step is due and only an address is missing: a person should know (E30). The gate is the last one, so all others passed. */
function noteHeld(plan: InvoicePlan, rule: PreparedRule, verdict: Verdict): void {
  const because = decider(verdict);
  if (because?.gate === 'recipient' && verdict.step)
    plan.held.push({ rule, step: verdict.step, because });
}

function noteNext(
  plan: InvoicePlan,
  organisation: OrganisationFacts,
  rule: PreparedRule,
  verdict: Verdict,
  facts: InvoiceFacts,
): void {
  const because = decider(verdict);
  const next =
    because && waitsForDay(because)
      ? firstMessage(organisation, rule, verdict, facts)
      : nextMessage(plan, organisation.todayOn, rule, verdict, facts.known);
  if (!next || (plan.next && plan.next.on <= next.on) || !hasRecipient(facts)) return;
  plan.next = { ...next, ruleId: rule.id };
}

/** A message that nobody could receive is not announced as the next one. */
function hasRecipient(facts: InvoiceFacts): boolean {
  return recipient(facts).verdict === 'pass';
}

/** The next message: today or tomorrow when all gates pass, later when only the calendar is in the way; else null. */
function nextMessage(
  plan: InvoicePlan,
  todayOn: LocalDate,
  rule: PreparedRule,
  verdict: Verdict,
  known: KnownDelivery[],
): { on: LocalDate; days: number } | null {
  const { kind, step, decidedBy } = verdict;
  if (!step) return null;
  if (kind === 'pass' && isRefused(rule, step, known)) return stepAfter(rule, step, verdict.nextOn);
  if (kind === 'pass') {
    const isToday = isKept(plan, rule, step) || plan.add.some((one) => one.step === step);
    return { on: isToday ? todayOn : addDays(todayOn, 1), days: step.days };
  }
  const waitsForDay = decidedBy === 'step-due' || decidedBy === 'already-sent';
  return waitsForDay && verdict.stepOn ? { on: verdict.stepOn, days: step.days } : null;
}

/** Of an invoice that waits for a day (E21, or a silence that ends), as long as nothing but that day is in its way. */
function firstMessage(
  organisation: OrganisationFacts,
  rule: PreparedRule,
  { step, stepOn, nextOn }: Verdict,
  facts: InvoiceFacts,
): { on: LocalDate; days: number } | null {
  if (!step || stepOn === null || nextOn === null) return null;
  const then = verdictOf({ ...organisation, todayOn: stepOn }, rule, facts, { stopAtFirst: true });
  return then.kind === 'pass' ? { on: stepOn, days: step.days } : null;
}

function stepAfter(
  rule: PreparedRule,
  step: Step,
  on: LocalDate | null,
): { on: LocalDate; days: number } | null {
  const after = rule.steps[rule.steps.findIndex((one) => one.step === step) + 1];
  return after && on ? { on, days: after.step.days } : null;
}

function cancelOrphans(plan: InvoicePlan, rules: PreparedRule[], known: KnownDelivery[]): void {
  const living = new Set(rules.map((rule) => rule.id));
  for (const delivery of known)
    if (delivery.state === 'planned' && !living.has(delivery.ruleId))
      plan.cancel.push({ delivery, because: 'rule-deleted' });
}

function decider(verdict: Verdict): GateResult | null {
  return verdict.gates.find((gate) => gate.gate === verdict.decidedBy) ?? null;
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
