import { type GateFacts, type GateName, gateNames, type GateResult } from '../gates/gate.ts';
import { runGates } from '../gates/run.ts';
import { organisationAsIfOn, type PreviewedInvoice } from './plan.ts';
import type { Step } from './rule.ts';

/** Gates that say no to a customer whatever the invoice (BJ-22). */
const ofCustomer: readonly GateName[] = [
  'rule-enabled',
  'customer-active',
  'customers',
  'language',
];
/** Gates that stop every rule of the organisation. */
const ofOrganisation: readonly GateName[] = ['tenant-live', 'reminders-on', 'books-fresh'];

/** Whether one rule is processed for one customer. `later`: it would be, but none of the open invoices gives it anything to say now. */
export interface RuleLookup {
  applies: 'yes' | 'later' | 'no';
  /** What stands in the way; null when it applies, and when the customer has no open invoice. */
  gate: GateResult | null;
  next: { step: Step; onDate: string } | null;
  /** Invoices that the rule is going to write about. */
  touched: number;
}

/** Answers for one rule from `probe`, the facts of any invoice of the customer, and what the preview says about each open one. */
export function lookUpRule(probe: GateFacts, seen: readonly PreviewedInvoice[]): RuleLookup {
  const stopped = firstOf(ofCustomer, {
    ...probe,
    organisation: organisationAsIfOn(probe.organisation),
  });
  if (stopped) return { applies: 'no', gate: stopped, next: null, touched: 0 };
  const expected = seen.filter((one) => one.group !== 'excluded');
  const [first] = expected.toSorted((a, b) => (a.onDate < b.onDate ? -1 : 1));
  if (first) {
    const next = { step: first.step, onDate: first.onDate };
    return { applies: 'yes', gate: null, next, touched: expected.length };
  }
  const gate = nearest(seen.flatMap((one) => (one.group === 'excluded' ? [one.gate] : [])));
  const applies = gate?.gate === 'recipient' ? 'no' : 'later';
  return { applies, gate, next: null, touched: 0 };
}

/** What stops all rules at once: the connection, the master switch, or books that are too old; null while nothing does. */
export function stopOfAll(probe: GateFacts): GateResult | null {
  return firstOf(ofOrganisation, probe);
}

/** The gate that comes last in the order of evaluation: whoever failed there was let through by most others, so it is the nearest fix. */
export function nearest<G extends { gate: GateName }>(gates: readonly G[]): G | null {
  const place = ({ gate }: G) => gateNames.indexOf(gate);
  return gates.toSorted((a, b) => place(b) - place(a))[0] ?? null;
}

function firstOf(names: readonly GateName[], facts: GateFacts): GateResult | null {
  const { gates } = runGates(facts);
  return gates.find(({ gate, verdict }) => verdict !== 'pass' && names.includes(gate)) ?? null;
}
