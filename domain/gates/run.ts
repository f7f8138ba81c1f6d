import { fromEpochDay, type LocalDate } from '../local-date.ts';
import { isPrepared, prepareRule, type PreparedRule } from '../rules/prepare.ts';
import { alreadySent } from './already-sent.ts';
import { answersOf } from './answer.ts';
import { autopay } from './autopay.ts';
import { balance } from './balance.ts';
import { booksComplete } from './books-complete.ts';
import { booksFresh } from './books-fresh.ts';
import { contactGap } from './contact-gap.ts';
import { createdBefore } from './created-before.ts';
import { currency } from './currency.ts';
import { customerActive } from './customer-active.ts';
import { customers } from './customers.ts';
import { dispute } from './dispute.ts';
import { documentStatus } from './document-status.ts';
import { firstSync } from './first-sync.ts';
import type {
  Gate,
  GateFacts,
  GateName,
  GateResult,
  OrganisationFacts,
  PreparedFacts,
  Timeline,
  Verdict,
} from './gate.ts';
import { gateNames, isOfCalendar, waitsForDay } from './gate.ts';
import { language } from './language.ts';
import { memo } from './memo.ts';
import { netPosition } from './net-position.ts';
import { notSentYet } from './not-sent-yet.ts';
import { promise } from './promise.ts';
import { recipient } from './recipient.ts';
import { remindersOn } from './reminders-on.ts';
import { ruleEnabled } from './rule-enabled.ts';
import { sendingDay } from './sending-day.ts';
import { snooze } from './snooze.ts';
import { stepDue } from './step-due.ts';
import { tenantLive } from './tenant-live.ts';
import { terms } from './terms.ts';
import { timelineOf } from './timeline.ts';

const gates: Record<GateName, Gate> = {
  'tenant-live': tenantLive,
  'reminders-on': remindersOn,
  'rule-enabled': ruleEnabled,
  'document-status': documentStatus,
  'books-complete': booksComplete,
  'books-fresh': booksFresh,
  'first-sync': firstSync,
  'customer-active': customerActive,
  customers,
  memo,
  'created-before': createdBefore,
  terms,
  currency,
  language,
  autopay,
  balance,
  'net-position': netPosition,
  'not-sent-yet': notSentYet,
  dispute,
  promise,
  snooze,
  'step-due': stepDue,
  'already-sent': alreadySent,
  'sending-day': sendingDay,
  'contact-gap': contactGap,
  recipient,
};

/** Gates that see the organisation and the rule only: asked once for all invoices of one planning. */
export const ofAllInvoices: readonly GateName[] = [
  'tenant-live',
  'reminders-on',
  'rule-enabled',
  'books-fresh',
  'sending-day',
];
const isOfAll = new Set<GateName>(ofAllInvoices);

/**
 * Whether one rule sends a message for one invoice today, and why. Pure: the same facts give the same verdict, in the preview, in the
 * plan, in the explanation and right before sending. The first gate that does not pass decides; all are recorded, unless `stopAtFirst`
 * leaves out those after the one that decided. That changes neither kind, decidedBy, step, stepOn nor nextOn, only `gates`, and
 * `recipients` of a verdict that is not a pass. Never throws.
 */
export function runGates(given: GateFacts, { stopAtFirst = false } = {}): Verdict {
  const facts = hasPreparedRule(given) ? given : prepare(given);
  const timeline = readTimeline(facts);
  const results: GateResult[] = [];
  let decider: GateResult | null = null;
  for (const name of gateNames) {
    const result = ask(name, facts, timeline);
    results.push(result);
    if (result.verdict !== 'pass') decider ??= result;
    if (decider && stopAtFirst) break;
  }
  return toVerdict(results, decider, aheadOf(facts, decider, timeline));
}

function hasPreparedRule(facts: GateFacts): facts is PreparedFacts {
  return isPrepared(facts.rule);
}

function prepare(facts: GateFacts): PreparedFacts {
  return { ...facts, rule: prepareRule(facts.rule) };
}

/** Facts that no timeline can be drawn from have none; the gates that need one then hold. */
function readTimeline(facts: PreparedFacts): Timeline | null {
  try {
    return timelineOf(facts);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** A gate that fails has not let anything through: whatever it met, the answer is to hold. */
function ask(name: GateName, facts: PreparedFacts, timeline: Timeline | null): GateResult {
  if (!isOfAll.has(name)) return askGate(name, facts, timeline);
  const known = answersFor(facts);
  const answer = known.get(name) ?? askGate(name, facts, timeline);
  known.set(name, answer);
  return answer;
}

/** Facts are never changed once they are made, so an answer holds for the same organisation and rule. */
const answered = new WeakMap<OrganisationFacts, WeakMap<PreparedRule, Map<GateName, GateResult>>>();

function answersFor({ organisation, rule }: PreparedFacts): Map<GateName, GateResult> {
  const ofOrganisation =
    answered.get(organisation) ?? new WeakMap<PreparedRule, Map<GateName, GateResult>>();
  answered.set(organisation, ofOrganisation);
  const ofRule = ofOrganisation.get(rule) ?? new Map<GateName, GateResult>();
  ofOrganisation.set(rule, ofRule);
  return ofRule;
}

function askGate(name: GateName, facts: PreparedFacts, timeline: Timeline | null): GateResult {
  try {
    return gates[name](facts, timeline);
  } catch (error) {
    const problem = error instanceof Error ? error.name : typeof error;
    return answersOf(name).hold('unreadable', { problem });
  }
}

type Ahead = Pick<Verdict, 'step' | 'stepOn' | 'occurrenceOn' | 'nextOn'>;

const nothingAhead: Ahead = { step: null, stepOn: null, occurrenceOn: null, nextOn: null };

/** What the calendar brings, as far as the gate that decided leaves it to the calendar. */
function aheadOf(
  facts: PreparedFacts,
  decider: GateResult | null,
  timeline: Timeline | null,
): Ahead {
  if (decider === null) return stepOrNothing(facts, timeline);
  if (waitsForDay(decider)) return onDayOfEnd(facts, decider.untilOn);
  if (!isOfCalendar(decider.gate)) return nothingAhead;
  const ahead = stepOrNothing(facts, timeline);
  const { untilOn } = decider;
  return untilOn === undefined ? ahead : { ...ahead, nextOn: earlier(ahead.nextOn, untilOn) };
}

function stepOrNothing(facts: PreparedFacts, timeline: Timeline | null): Ahead {
  return timeline ? stepIn(facts, timeline) : nothingAhead;
}

/** What stands in the calendar on the day that is waited for, and not before. */
function onDayOfEnd(facts: PreparedFacts, endOn: LocalDate): Ahead {
  const organisation = { ...facts.organisation, todayOn: endOn };
  const then = readTimeline({ ...facts, organisation });
  if (!then) return { ...nothingAhead, nextOn: endOn };
  const ahead = stepIn(facts, then);
  const { stepOn } = ahead;
  return { ...ahead, stepOn: stepOn !== null && stepOn < endOn ? endOn : stepOn, nextOn: endOn };
}

function earlier(a: LocalDate | null, b: LocalDate): LocalDate {
  return a !== null && a < b ? a : b;
}

function stepIn({ rule }: PreparedFacts, timeline: Timeline): Ahead {
  const { due, missed, coveredBy, next, dueOn, nextOn, changesOn } = timeline;
  const isDue = due !== null && coveredBy === null && !missed;
  const shown = isDue ? due : next;
  const isSummary = shown !== null && rule.reminderClass === 'summary';
  return {
    step: shown?.step ?? null,
    stepOn: isDue ? dueOn : nextOn,
    occurrenceOn: isSummary ? fromEpochDay(shown.nominal) : null,
    nextOn: changesOn,
  };
}

function toVerdict(gates: GateResult[], decider: GateResult | null, ahead: Ahead): Verdict {
  return {
    kind: decider?.verdict ?? 'pass',
    decidedBy: decider?.gate ?? null,
    ...ahead,
    recipients: recipientsIn(gates),
    gates,
  };
}

function recipientsIn(gates: GateResult[]): string[] {
  const found = gates[gateNames.length - 1]?.saw.recipients;
  return Array.isArray(found) ? found : [];
}
