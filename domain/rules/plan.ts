import type { GateFacts, GateResult, OrganisationFacts, Verdict } from '../gates/gate.ts';
import { isPause } from '../gates/gate.ts';
import { runGates } from '../gates/run.ts';
import type { LocalDate } from '../local-date.ts';
import type { Step } from './rule.ts';

export interface NextMessage {
  step: Step;
  /** Today when it is due or overdue itself. */
  onDate: LocalDate;
  isDueNow: boolean;
}

/** The next message that this verdict lets one expect, if nothing but the calendar changes; null when there is none. */
export function nextMessage(verdict: Verdict, todayOn: LocalDate): NextMessage | null {
  const { kind, step, stepOn } = verdict;
  if (step === null || stepOn === null) return null;
  if (kind === 'pass') return { step, onDate: todayOn, isDueNow: true };
  const because = verdict.gates.find(({ gate }) => gate === verdict.decidedBy);
  if (because?.untilOn && isPause(because.gate))
    return { step, onDate: because.untilOn, isDueNow: false };
  // A step that was reached but held back after the calendar (no recipient) is not expected on any day.
  return stepOn > todayOn ? { step, onDate: stepOn, isDueNow: false } : null;
}

/** Facts as if connection, master switch and rule were on and the books fresh: what a draft would do, and what going live would send. */
export function asIfOn(facts: GateFacts): GateFacts {
  return {
    ...facts,
    organisation: organisationAsIfOn(facts.organisation),
    rule: { ...facts.rule, enabled: true },
  };
}

/** The organisation as if it were live, read a moment ago, and sending. */
export function organisationAsIfOn(organisation: OrganisationFacts): OrganisationFacts {
  const freshness = { ...organisation.freshness, stale: 'no' as const, since: null };
  return { ...organisation, live: true, liveReason: '', remindersOn: true, freshness };
}

export type PreviewedInvoice =
  | { group: 'dueNow' | 'later'; step: Step; onDate: LocalDate; recipients: string[] }
  | { group: 'excluded'; kind: 'skip' | 'hold'; gate: GateResult };

/**
 * Where one invoice stands in a rule's preview. Uses the same gates as the send itself, and for a later message runs them on the day it
 * falls due, so that a missing address shows today. Planned deliveries do not count as history: they follow the rule as it will be
 * (E46).
 */
export function previewInvoice(given: GateFacts): PreviewedInvoice {
  return previewWhenOn(
    asIfOn({ ...given, sent: given.sent.filter(({ state }) => state !== 'planned') }),
  );
}

/** The same for facts that are as if on already and name no planned delivery, for whoever looks at many invoices. */
export function previewWhenOn(facts: GateFacts): PreviewedInvoice {
  const { todayOn } = facts.organisation;
  const now = runGates(facts, { stopAtFirst: true });
  const next = nextMessage(now, todayOn);
  if (next === null) return excluded(now);
  const then = next.isDueNow ? now : runGates(onDay(facts, next.onDate), { stopAtFirst: true });
  if (then.kind !== 'pass') return excluded(then);
  const group = next.isDueNow ? 'dueNow' : 'later';
  return { group, step: next.step, onDate: next.onDate, recipients: then.recipients };
}

function onDay(facts: GateFacts, todayOn: LocalDate): GateFacts {
  return { ...facts, organisation: { ...facts.organisation, todayOn } };
}

function excluded(verdict: Verdict): PreviewedInvoice {
  const gate = verdict.gates.find(({ verdict: answer }) => answer !== 'pass');
  if (!gate || gate.verdict === 'pass')
    throw new TypeError('a verdict that is not a pass has a gate that decided it');
  return { group: 'excluded', kind: gate.verdict, gate };
}
