import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StepSent } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { asIfOn, nextMessage, previewInvoice } from '../../../domain/rules/plan.ts';
import { arbitraryFacts, onDay } from '../support/arbitrary-facts.ts';
import { makeFacts, makeFreshness } from '../support/make-facts.ts';

const today = '2026-11-22';
const delivery = (days: number, state: StepSent['state']): StepSent => ({
  stepId: `day-${days}`,
  days,
  state,
  onDate: today,
});

describe('nextMessage', () => {
  it.each([
    ['due today', makeFacts(), { days: 10, onDate: today, isDueNow: true }],
    [
      'due before today',
      makeFacts({ invoice: { dueOn: '2026-11-10' } }),
      { days: 10, onDate: today, isDueNow: true },
    ],
    [
      'not due yet',
      makeFacts({ invoice: { dueOn: '2026-11-20' } }),
      { days: 3, onDate: '2026-11-23', isDueNow: false },
    ],
    [
      'sent, next to come',
      makeFacts({ sent: [delivery(10, 'sent')] }),
      { days: 20, onDate: '2026-12-02', isDueNow: false },
    ],
    ['all sent', makeFacts({ sent: [delivery(20, 'sent')] }), null],
    ['paid', makeFacts({ invoice: { state: 'paid' } }), null],
    ['due, nobody to send to', makeFacts({ customer: { email: null } }), null],
  ])('of an invoice that is %s', (_case, facts, expected) => {
    const next = nextMessage(runGates(facts), today);
    expect(next && { days: next.step.days, onDate: next.onDate, isDueNow: next.isDueNow }).toEqual(
      expected,
    );
  });
});

describe('previewInvoice', () => {
  it('shows what is due as if connection, master switch and rule were on', () => {
    const facts = makeFacts({
      organisation: {
        live: false,
        liveReason: 'revoked',
        remindersOn: false,
        freshness: makeFreshness({ stale: 'sync' }),
      },
      rule: { enabled: false },
    });
    expect(previewInvoice(facts)).toMatchObject({
      group: 'dueNow',
      step: { id: 'day-10' },
      onDate: today,
      recipients: ['accounts@acme.example'],
    });
  });

  it('shows what leaves later with its day', () => {
    expect(previewInvoice(makeFacts({ invoice: { dueOn: '2026-11-30' } }))).toMatchObject({
      group: 'later',
      onDate: '2026-12-03',
      recipients: ['accounts@acme.example'],
    });
  });

  it('shows an old invoice on the day on which it begins (E21)', () => {
    const quarantine = { choice: 'start', stepNumber: 1, startOn: '2026-11-25' } as const;
    expect(previewInvoice(makeFacts({ quarantine }))).toMatchObject({
      group: 'later',
      step: { id: 'day-3' },
      onDate: '2026-11-25',
    });
  });

  it('names a missing address today, although the message would leave later (E30)', () => {
    const facts = makeFacts({ invoice: { dueOn: '2026-11-30' }, customer: { email: null } });
    expect(previewInvoice(facts)).toMatchObject({
      group: 'excluded',
      kind: 'hold',
      gate: { gate: 'recipient', reason: 'no-address' },
    });
  });

  it.each([
    ['paid', makeFacts({ invoice: { state: 'paid' } }), 'skip', 'document-status'],
    ['without due date (E20)', makeFacts({ invoice: { dueOn: null } }), 'hold', 'books-complete'],
    [
      'left alone (E21)',
      makeFacts({ quarantine: { choice: 'skip', stepNumber: null, startOn: null } }),
      'skip',
      'first-sync',
    ],
    [
      'of a customer in credit (E4)',
      makeFacts({ position: { currency: 'USD', openMinor: 100_000, creditMinor: 120_000 } }),
      'hold',
      'net-position',
    ],
    ['done', makeFacts({ sent: [delivery(20, 'sent')] }), 'skip', 'already-sent'],
  ])('leaves out an invoice that is %s, with the gate', (_case, facts, kind, gate) => {
    expect(previewInvoice(facts)).toMatchObject({ group: 'excluded', kind, gate: { gate } });
  });

  it.each([
    ['planned', 'dueNow'],
    ['claimed', 'later'],
    ['sent', 'later'],
    ['unknown', 'later'],
  ] as const)(
    'takes a delivery that is %s for history only if it may have left (E46)',
    (state, group) => {
      expect(previewInvoice(makeFacts({ sent: [delivery(10, state)] })).group).toBe(group);
    },
  );

  it('agrees with the send itself on the day it names', () => {
    fc.assert(
      fc.property(arbitraryFacts, (given) => {
        const facts = { ...given, sent: given.sent.filter(({ state }) => state !== 'planned') };
        const preview = previewInvoice(facts);
        if (preview.group === 'excluded')
          return expect(runGates(asIfOn(facts)).kind).not.toBe('pass');
        const verdict = runGates(onDay(asIfOn(facts), preview.onDate));
        expect(verdict).toMatchObject({
          kind: 'pass',
          step: preview.step,
          recipients: preview.recipients,
        });
      }),
      { numRuns: 500 },
    );
  });
});
