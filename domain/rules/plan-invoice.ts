import {
  isPause,
  type GateFacts,
  type GateName,
  type GateResult,
  type OrganisationFacts,
  type Verdict,
} from '../gates/gate.ts';
import { recipient } from '../gates/recipient.ts';
import { runGates } from '../gates/run.ts';
import { addDays, type LocalDate } from '../local-date.ts';
import { chaseEnd, type ChaseEnd } from './chase-end.ts';
import type { KnownDelivery } from './known-delivery.ts';
import type { PreparedRule } from './prepare.ts';

import type { Step } from './rule.ts';

export type { KnownDelivery };

export type InvoiceFacts = Omit<GateFacts, 'organisation' | 'rule' | 'sent' | 'plannedOn'> & {
  known: KnownDelivery[];
};

export interface PlannedStep {
  rule: PreparedRule;
  step: Step;
  stepOn: LocalDate;
  /** Of a summary, the monthly day it is for. */
  occurrenceOn: LocalDate | null;
  gates: GateResult[];
  recipients: string[];
}

/** A step that is due, and the gate that keeps it. */
export interface HeldStep {
  rule: PreparedRule;
  step: Step;
  /** Of a summary, the monthly day it is for. */
  occurrenceOn: LocalDate | null;
  because: GateResult;
}

export interface InvoicePlan {
  /** Messages that leave today and are not planned yet. At most one per day and invoice. */
  add: PlannedStep[];
  /** Planned messages that still stand, with who gets them as of today. */
  keep: { rule: PreparedRule; delivery: KnownDelivery; recipients: string[] }[];
  /** Planned messages that no longer stand, with the gate that says so, or what took their ground away. */
  cancel: { delivery: KnownDelivery; because: GateResult | 'newer-step' | 'rule-deleted' }[];
  /** Held although a step is due: a person should know. */
  held: HeldStep[];
  /** A step is due and only the calendar puts it off: a day without sending, or a customer who was written to just now. */
  paused: HeldStep[];
  /** Rules whose last step was sent some time ago without success: a person takes over (product.md 4, idea 25). */
  ended: ChaseEnd[];
  /** Next day on which looking again can change anything by itself. */
  nextPlanOn: LocalDate | null;
  /** The next message ahead; null as well for a caller that does not ask for it. */
  next: { on: LocalDate; ruleId: string; days: number } | null;
}

/**
 * What one invoice's messages should be today, over all rules in order of priority. Pure. Two rules never write on the same day: the one
 * with priority does, the other looks again tomorrow (E48); an account summary goes before reminders, because it says what they say
 * (E53). Steps count as done whichever rule of the same class sent them, so that a copied rule never chases twice (E47).
 */
export function planInvoice(
  organisation: OrganisationFacts,
  rules: PreparedRule[],
  facts: InvoiceFacts,
  { withNext = true } = {},
): InvoicePlan {
  const plan: InvoicePlan = {
    add: [],
    keep: [],
    cancel: [],
    held: [],
    paused: [],
    ended: [],
    nextPlanOn: null,
    next: null,
  };
  const { todayOn } = organisation;
  const verdicts = inOrder(rules).map((rule) => ({
    rule,
    verdict: verdictOf(organisation, rule, facts, { stopAtFirst: true }),
  }));
  for (const { rule, verdict } of verdicts) settlePlanned(plan, rule, verdict, facts.known);
  for (const { rule, verdict } of verdicts) {
    if (verdict.kind === 'pass') placeStep(plan, todayOn, rule, verdict, facts.known);
    noteHeld(plan, rule, verdict);
    noteEnd(plan, todayOn, rule, verdict, facts);
    plan.nextPlanOn = earlier(plan.nextPlanOn, verdict.nextOn);
    if (withNext) noteNext(plan, organisation, rule, verdict, facts);
  }
  cancelOrphans(plan, rules, facts.known);
  return plan;
}

const isSummary = ({ reminderClass }: PreparedRule): boolean => reminderClass === 'summary';

function inOrder(rules: PreparedRule[]): PreparedRule[] {
  if (!rules.some(isSummary)) return rules;
  return [...rules.filter(isSummary), ...rules.filter((rule) => !isSummary(rule))];
}

/**
 * The verdict for one rule, as if planned messages did not exist: they are what is being decided. Refused ones never left. `plannedOn`
 * is the day for which the message in question was planned; without it, that of the rule's planned message.
 */
export function verdictOf(
  organisation: OrganisationFacts,
  rule: PreparedRule,
  facts: InvoiceFacts,
  options: { stopAtFirst?: boolean; plannedOn?: LocalDate } = {},
): Verdict {
  const { known } = facts;
  if (known.length === 0)
    return runGates(
      { ...facts, organisation, rule, sent: [], plannedOn: options.plannedOn ?? null },
      options,
    );
  const sent = known.filter(
    (delivery) => isDone(delivery) && delivery.reminderClass === rule.reminderClass,
  );
  const plannedOn = options.plannedOn ?? plannedDay(rule, known);
  return runGates({ ...facts, organisation, rule, sent, plannedOn } as GateFacts, options);
}

function plannedDay(rule: PreparedRule, known: KnownDelivery[]): LocalDate | null {
  return known.find((one) => one.state === 'planned' && one.ruleId === rule.id)?.onDate ?? null;
}

const hasLeft = ({ state }: KnownDelivery): boolean =>
  state === 'claimed' || state === 'sent' || state === 'unknown';
const isDone = (delivery: KnownDelivery): boolean =>
  hasLeft(delivery) || delivery.state === 'skipped' || delivery.state === 'stopped';

function settlePlanned(
  plan: InvoicePlan,
  rule: PreparedRule,
  verdict: Verdict,
  known: KnownDelivery[],
): void {
  for (const delivery of known) {
    if (delivery.state !== 'planned' || delivery.ruleId !== rule.id) continue;
    if (verdict.kind === 'pass' && verdict.step?.id === delivery.stepId)
      plan.keep.push({ rule, delivery, recipients: verdict.recipients });
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
      occurrenceOn: verdict.occurrenceOn,
      gates: verdict.gates,
      recipients: verdict.recipients,
    });
}

function isKept(plan: InvoicePlan, rule: PreparedRule, step: Step): boolean {
  return plan.keep.some(
    ({ delivery }) => delivery.ruleId === rule.id && delivery.stepId === step.id,
  );
}

/** The provider said no to this very message: it is not tried again, and it takes no day from another one. */
function isRefused(rule: PreparedRule, step: Step, known: KnownDelivery[]): boolean {
  return known.some(
    (one) => one.state === 'refused' && one.ruleId === rule.id && one.stepId === step.id,
  );
}

/**
 * A step is due and only an address is missing: a person should know (E30). The gate is the last one, so all others passed. One that the
 * calendar puts off is for whoever asks what is coming.
 */
function noteHeld(plan: InvoicePlan, rule: PreparedRule, verdict: Verdict): void {
  const because = decider(verdict);
  const { step, occurrenceOn } = verdict;
  if (!because || !step) return;
  if (because.gate === 'recipient') plan.held.push({ rule, step, occurrenceOn, because });
  if (because.verdict === 'hold' && isPause(because.gate))
    plan.paused.push({ rule, step, occurrenceOn, because });
}

function noteEnd(
  plan: InvoicePlan,
  todayOn: LocalDate,
  rule: PreparedRule,
  verdict: Verdict,
  { known }: InvoiceFacts,
): void {
  const end = chaseEnd(rule, verdict, known);
  if (!end) return;
  if (end.on <= todayOn) plan.ended.push(end);
  else plan.nextPlanOn = earlier(plan.nextPlanOn, end.on);
}

function noteNext(
  plan: InvoicePlan,
  organisation: OrganisationFacts,
  rule: PreparedRule,
  verdict: Verdict,
  facts: InvoiceFacts,
): void {
  const endOn = endOfHold(verdict);
  const next =
    endOn === null
      ? nextMessage(plan, organisation.todayOn, rule, verdict, facts.known)
      : messageAfterHold(organisation, rule, verdict, { facts, endOn });
  if (!next || (plan.next && plan.next.on <= next.on) || !hasRecipient(organisation, facts)) return;
  plan.next = { ...next, ruleId: rule.id };
}

const ofSteps: GateName[] = ['step-due', 'already-sent'];

/** The day on which a hold ends by itself that is not the step's own day: an old invoice begins (E21), a pause is over. */
function endOfHold(verdict: Verdict): LocalDate | null {
  const because = decider(verdict);
  if (!because?.untilOn || ofSteps.includes(because.gate)) return null;
  return verdict.stepOn !== null && verdict.stepOn > because.untilOn
    ? verdict.stepOn
    : because.untilOn;
}

/** A message that nobody could receive is not announced as the next one. */
function hasRecipient(organisation: OrganisationFacts, facts: InvoiceFacts): boolean {
  return recipient({ ...facts, organisation }).verdict === 'pass';
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

/** What leaves when the hold ends, as long as nothing but that day is in its way. */
function messageAfterHold(
  organisation: OrganisationFacts,
  rule: PreparedRule,
  { step }: Verdict,
  { facts, endOn }: { facts: InvoiceFacts; endOn: LocalDate },
): { on: LocalDate; days: number } | null {
  if (!step) return null;
  const then = verdictOf({ ...organisation, todayOn: endOn }, rule, facts, { stopAtFirst: true });
  return then.kind === 'pass' ? { on: endOn, days: then.step?.days ?? step.days } : null;
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
