import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Freshness, GateFacts, StepSent, Verdict } from '../../../domain/gates/gate.ts';
import { gateNames } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { addDays, localDateOf, startOfDay } from '../../../domain/local-date.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import {
  arbitraryFacts,
  arbitraryQuarantine,
  arbitrarySilence,
  onDay,
} from '../support/arbitrary-facts.ts';
import { makeFacts, odd } from '../support/make-facts.ts';

const runs = { numRuns: 500 };
const answer = ({ kind, decidedBy, step, stepOn, nextOn }: Verdict) => ({
  kind,
  decidedBy,
  step: step?.id ?? null,
  stepOn,
  nextOn,
});

describe('runGates', () => {
  it('passes when every gate does, with the step and who gets it', () => {
    expect(runGates(makeFacts())).toMatchObject({
      kind: 'pass',
      decidedBy: null,
      step: { id: 'day-10' },
      stepOn: '2026-11-22',
      nextOn: '2026-12-02',
      recipients: ['accounts@acme.example'],
    });
  });

  it('lets the first gate decide, and records all of them in order', () => {
    const verdict = runGates(
      makeFacts({ organisation: { remindersOn: false }, invoice: { state: 'paid', openMinor: 0 } }),
    );
    expect(verdict).toMatchObject({ kind: 'hold', decidedBy: 'reminders-on' });
    expect(verdict.gates.map(({ gate }) => gate)).toEqual(gateNames);
    expect(
      verdict.gates.filter((gate) => gate.verdict !== 'pass').map((gate) => gate.reason),
    ).toEqual(['off', 'paid', 'nothing-open']);
  });

  it('leaves out the gates after the one that decided when asked to', () => {
    const facts = makeFacts({ invoice: { state: 'paid' } });
    expect(runGates(facts, { stopAtFirst: true }).gates.at(-1)?.gate).toBe('document-status');
  });

  it('names no step and no day when a gate decides that no day can change', () => {
    expect(runGates(makeFacts({ invoice: { state: 'paid' } }))).toMatchObject({
      step: null,
      stepOn: null,
      nextOn: null,
    });
  });

  it('keeps the step that is due when only the recipient is missing', () => {
    expect(runGates(makeFacts({ customer: { email: null } }))).toMatchObject({
      kind: 'hold',
      decidedBy: 'recipient',
      step: { id: 'day-10' },
      nextOn: '2026-12-02',
      recipients: [],
    });
  });

  it('holds, and goes on, when a gate fails', () => {
    const facts = makeFacts({ customer: { email: odd(42) } });
    const verdict = runGates(facts);
    expect(verdict).toMatchObject({ kind: 'hold', decidedBy: 'recipient' });
    expect(verdict.gates.at(-1)).toEqual({
      gate: 'recipient',
      verdict: 'hold',
      reason: 'unreadable',
      saw: { problem: 'TypeError' },
    });
  });

  it('never throws, whatever is missing', () => {
    const facts = makeFacts();
    const keys = ['invoice', 'customer', 'parent', 'termName', 'createdOn'] as const;
    for (const key of [...keys, 'quarantine', 'position', 'silence'] as const) {
      const verdict = runGates({ ...facts, [key]: odd(undefined) });
      expect(verdict.gates).toHaveLength(gateNames.length);
    }
    expect(runGates({ ...facts, invoice: odd(undefined) }).kind).toBe('hold');
    for (const key of ['sent', 'quarantine', 'position', 'sendingMark', 'silence'] as const)
      expect(runGates({ ...facts, [key]: odd(undefined) }).kind).toBe('hold');
    const organisation = { ...facts.organisation, freshness: odd<Freshness>(undefined) };
    expect(runGates({ ...facts, organisation }).kind).toBe('hold');
  });
});

describe('runGates, for all facts', () => {
  it('is asked about facts that every kind of answer comes from', () => {
    const verdicts = fc
      .sample(arbitraryFacts, { numRuns: 12_000, seed: 1 })
      .map((f) => runGates(f));
    const deciders = new Set<string>(verdicts.map(({ decidedBy }) => decidedBy ?? 'pass'));
    expect([...gateNames, 'pass'].filter((name) => !deciders.has(name))).toEqual([]);
  });

  it('answers the same with stopAtFirst', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const whole = runGates(facts);
        const short = runGates(facts, { stopAtFirst: true });
        expect(answer(short)).toEqual(answer(whole));
        expect(short.gates).toEqual(whole.gates.slice(0, short.gates.length));
        if (whole.kind === 'pass') expect(short).toEqual(whole);
      }),
      runs,
    );
  });

  it('answers the same with a rule prepared before', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        expect(runGates({ ...facts, rule: prepareRule(facts.rule) })).toEqual(runGates(facts));
      }),
      runs,
    );
  });

  it('does not depend on the order of steps, deliveries or lists', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        expect(runGates(turnedRound(facts))).toEqual(runGates(facts));
      }),
      runs,
    );
  });

  it('changes neither kind nor step before nextOn, and never at all without one', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        let seen = runGates(facts);
        const early: string[] = [];
        for (let ahead = 1; ahead <= 95; ahead++) {
          const todayOn = addDays(facts.organisation.todayOn, ahead);
          const now = runGates(onDay(facts, todayOn), { stopAtFirst: true });
          const isExpected = seen.nextOn !== null && todayOn >= seen.nextOn;
          const isSame = now.kind === seen.kind && now.step?.id === seen.step?.id;
          // A message that is due leaves today; what it would meet on a later weekend, or after today's messages, is no news.
          const isPaused =
            seen.kind === 'pass' &&
            (now.decidedBy === 'sending-day' || now.decidedBy === 'contact-gap');
          if (!isSame && !isExpected && !isPaused) early.push(todayOn);
          if (isExpected) seen = now;
        }
        expect(early).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('names a next day that lies ahead', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { nextOn } = runGates(facts);
        expect(nextOn === null || nextOn > facts.organisation.todayOn).toBe(true);
      }),
      runs,
    );
  });

  it('sends nothing for what is paid, void, deleted or unknown, nor without money open', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { state, openMinor } = facts.invoice;
        const isOwed = state === 'open' && openMinor > 0;
        expect(runGates(facts).kind === 'pass' && !isOwed).toBe(false);
      }),
      runs,
    );
  });

  it('never chases a customer who owes nothing on the whole (E4, E5)', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { position } = facts;
        const isOwed =
          position === null ||
          position.openMinor - position.creditMinor > 0 ||
          facts.organisation.sending.credits === 'show';
        expect(runGates(facts).kind === 'pass' && !isOwed).toBe(false);
      }),
      runs,
    );
  });

  it('never passes what is muted, wholly disputed or promised (product 4, ideas 6, 7, 15)', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitrarySilence, (facts, silence) => {
        const { todayOn } = facts.organisation;
        const lasts = (on: string | null) => on === null || on >= todayOn;
        const { mutes, promise, dispute } = silence;
        const isSilent =
          mutes.some(({ untilOn }) => lasts(untilOn)) ||
          (promise !== null && lasts(addDays(promise.promisedOn, promise.graceDays))) ||
          (dispute !== null && lasts(dispute.untilOn) && dispute.amountMinor === null);
        expect(runGates({ ...facts, silence }).kind === 'pass' && isSilent).toBe(false);
      }),
      runs,
    );
  });

  it('begins an old invoice on its day with the step chosen, never before and never lower (E21)', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryQuarantine, (facts, quarantine) => {
        const { startOn, stepNumber, choice } = quarantine;
        const old = { ...facts, quarantine, sent: [] };
        const { dueOn } = facts.invoice;
        const own = liveThrough(old, 95);
        if (choice === 'skip') expect(own).toEqual([]);
        if (startOn === null || dueOn === null || dueOn >= startOn) return;
        expect(own.filter(({ onDate }) => onDate < startOn)).toEqual([]);
        if (choice !== 'start' || facts.rule.settings.condition !== 'overdue') return;
        const days = facts.rule.settings.steps.map((step) => step.days).sort((a, b) => a - b);
        const first = days[Math.min(stepNumber ?? 0, days.length) - 1] ?? Infinity;
        expect(own.filter((one) => one.days < first)).toEqual([]);
        const offBeat = own.filter(
          ({ days: count, onDate }) => onDate < addDays(startOn, count - first),
        );
        expect(offBeat).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('never sends a step twice, nor an earlier one after a later one, day by day', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        // A summary comes again every month.
        fc.pre(facts.rule.settings.type !== 'summary');
        const sent = liveThrough(facts, 95);
        const own = sent.slice(facts.sent.length);
        const before = facts.sent.map(({ stepId }) => stepId);
        expect(new Set([...before, ...own.map(({ stepId }) => stepId)]).size).toBe(
          new Set(before).size + own.length,
        );
        const sign = facts.rule.settings.condition === 'overdue' ? 1 : -1;
        const order = own.map(({ days }) => days * sign);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  it('sends at most one step after a pause of any length (E43)', () => {
    fc.assert(
      fc.property(arbitraryFacts, fc.integer({ min: 0, max: 90 }), (facts, pause) => {
        // A rule that makes up for every missed step sends them one a day, which is the planner's business.
        fc.pre(facts.rule.settings.missed.mode !== 'all');
        const woken = onDay(facts, addDays(facts.organisation.todayOn, pause));
        const first = runGates(woken);
        if (first.kind !== 'pass') return;
        const again = runGates({ ...woken, sent: [...woken.sent, deliveryOf(first, woken)] });
        expect(again.kind).not.toBe('pass');
      }),
      runs,
    );
  });
});

describe('runGates, days in zones (E38, E39, E40)', () => {
  it.each([
    ['Europe/Brussels', '2026-03-28'],
    ['Europe/Brussels', '2026-10-24'],
    ['America/Toronto', '2026-03-07'],
    ['America/Toronto', '2026-10-31'],
    ['Australia/Sydney', '2026-10-03'],
    ['Asia/Kolkata', '2026-03-28'],
    ['America/Sao_Paulo', '2018-11-03'],
    ['Pacific/Apia', '2011-12-28'],
  ])('in %s day 3 after %s is reached with the third midnight', (zone, dueOn) => {
    const reachedOn = addDays(dueOn, 3);
    const midnight = startOfDay(reachedOn, zone);
    const at = (instant: Date) =>
      runGates(
        makeFacts({ invoice: { dueOn }, organisation: { todayOn: localDateOf(instant, zone) } }),
      ).decidedBy;
    expect(at(new Date(midnight.getTime() - 1))).toBe('step-due');
    expect(at(midnight)).toBeNull();
  });
});

function turnedRound(facts: GateFacts): GateFacts {
  const { settings } = facts.rule;
  return {
    ...facts,
    sent: facts.sent.toReversed(),
    rule: {
      ...facts.rule,
      settings: {
        ...settings,
        steps: settings.steps.toReversed(),
        customers: {
          ...settings.customers,
          customerIds: settings.customers.customerIds.toReversed(),
        },
        terms: {
          ...settings.terms,
          off: settings.terms.off.toReversed(),
          known: settings.terms.known.toReversed(),
        },
      },
    },
  };
}

/** Sends whenever the verdict says so, and returns the history. */
function liveThrough(facts: GateFacts, days: number): StepSent[] {
  const sent = [...facts.sent];
  for (let ahead = 0; ahead < days; ahead++) {
    const now = onDay({ ...facts, sent }, addDays(facts.organisation.todayOn, ahead));
    const verdict = runGates(now);
    if (verdict.kind === 'pass') sent.push(deliveryOf(verdict, now));
  }
  return sent;
}

function deliveryOf({ step }: Verdict, { organisation }: GateFacts): StepSent {
  if (!step) throw new Error('a verdict that passes has a step');
  return { stepId: step.id, days: step.days, state: 'sent', onDate: organisation.todayOn };
}
