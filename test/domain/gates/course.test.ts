import { describe, expect, it } from '@jest/globals';
import { courseOf } from '../../../domain/gates/course.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { fromEpochDay, toEpochDay } from '../../../domain/local-date.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { makeFacts, makeSteps } from '../support/make-facts.ts';

const course = (wanted: Parameters<typeof makeFacts>[0], todayOn = '2026-11-22') => {
  const facts = makeFacts(wanted);
  const days = courseOf({ ...facts, rule: prepareRule(facts.rule) }, toEpochDay(todayOn));
  return days && days.map(({ step, day }) => `${step.days}: ${fromEpochDay(day)}`);
};

describe('courseOf', () => {
  it('counts calendar days from the due date, also over a change of the clocks (E38)', () => {
    expect(course({ invoice: { dueOn: '2027-03-28' }, settings: { steps: makeSteps(3) } })).toEqual(
      ['3: 2027-03-31'],
    );
  });

  it('counts a notice from the day of entry, whole days of its delay included (E19)', () => {
    const [step] = makeSteps(0);
    const steps = [{ ...step, afterMinutes: 2 * 1440 + 5 }] as RuleSettings['steps'];
    expect(course({ createdOn: '2026-11-20', settings: { type: 'new_invoice', steps } })).toEqual([
      '0: 2026-11-22',
    ]);
    expect(course({ createdOn: null, settings: { type: 'new_invoice', steps } })).toBeNull();
  });

  it('of a summary has a day behind and days ahead; a short month uses its last day', () => {
    const settings = { type: 'summary' as const, steps: makeSteps(31) };
    expect(course({ settings }, '2027-02-10')).toEqual([
      '31: 2027-01-31',
      '31: 2027-02-28',
      '31: 2027-03-31',
      '31: 2027-04-30',
    ]);
  });
});

describe('a notice of a new invoice', () => {
  const settings = { type: 'new_invoice' as const, steps: makeSteps(0) };
  const entered = (at: string, sent: Parameters<typeof makeFacts>[0] = {}) =>
    runGates(
      makeFacts({
        settings,
        rule: { createdAt: new Date('2026-11-20T12:00:00Z') },
        invoice: { booksCreatedAt: new Date(at), dueOn: null },
        createdOn: at.slice(0, 10),
        ...sent,
      }),
    );

  it('goes out about an invoice entered after the rule was made, without any due date', () => {
    expect(entered('2026-11-21T12:00:00Z').kind).toBe('pass');
  });

  it('never sees an invoice that was there before the rule (product.md 2.1, item 26)', () => {
    expect(
      entered('2026-11-19T12:00:00Z', { invoice: { booksCreatedAt: new Date('2026-11-19') } }),
    ).toMatchObject({
      kind: 'skip',
      decidedBy: 'step-due',
    });
  });

  it('goes out once, whichever rule sent it (E47)', () => {
    const facts = makeFacts({
      settings,
      rule: { createdAt: new Date('2026-11-20T12:00:00Z') },
      invoice: { booksCreatedAt: new Date('2026-11-21T12:00:00Z') },
      createdOn: '2026-11-21',
    });
    expect(runGates(facts)).toMatchObject({ kind: 'pass', step: { days: 0 } });
    const sent = [{ stepId: 'other', days: 0, state: 'sent' as const, onDate: '2026-11-21' }];
    expect(runGates({ ...facts, sent })).toMatchObject({ kind: 'skip', decidedBy: 'already-sent' });
  });
});

describe('an account summary', () => {
  const settings = { type: 'summary' as const, steps: makeSteps(20) };
  const on = (todayOn: string, sentOn: string[] = [], createdAt = '2026-09-01') =>
    runGates(
      makeFacts({
        settings,
        rule: { createdAt: new Date(createdAt) },
        organisation: { todayOn },
        sent: sentOn.map((onDate) => ({ stepId: 'day-20', days: 20, state: 'sent', onDate })),
      }),
    );

  it('is due on its day of the month, names that day, and comes again next month', () => {
    expect(on('2026-11-20')).toMatchObject({ kind: 'pass', occurrenceOn: '2026-11-20' });
    expect(on('2026-11-21', ['2026-11-20'])).toMatchObject({
      kind: 'skip',
      decidedBy: 'already-sent',
      stepOn: '2026-12-20',
      occurrenceOn: '2026-12-20',
      nextOn: '2026-12-20',
    });
    expect(on('2026-12-20', ['2026-11-20']).kind).toBe('pass');
  });

  it('is not made up for from before the rule was made', () => {
    expect(on('2026-11-22', [], '2026-11-21T12:00:00Z')).toMatchObject({
      kind: 'hold',
      decidedBy: 'step-due',
      nextOn: '2026-12-20',
    });
  });
});

describe('steps that were missed (product.md 4, idea 14; E43)', () => {
  // Ten days late; the steps 3 and 9 were not sent.
  const missed = (wanted: RuleSettings['missed'], plannedOn: string | null = null) => {
    const settings = { steps: makeSteps(3, 9, 20), missed: wanted };
    const { kind, decidedBy, step, nextOn } = runGates(makeFacts({ settings, plannedOn }));
    return `${kind} ${decidedBy ?? ''} ${step?.days ?? ''} ${nextOn ?? ''}`.replace(/ +/g, ' ');
  };

  it.each([
    ['newest', null, 'pass 9 2026-12-02'],
    ['newest', 1, 'pass 9 2026-11-23'],
    ['newest', 0, 'skip step-due 20 2026-12-02'],
    ['all', null, 'pass 3 2026-12-02'],
    ['all', 5, 'pass 9 2026-11-27'],
    ['never', null, 'skip step-due 20 2026-12-02'],
  ] as const)('%s, at most %s days old: %s', (mode, maxDays, expected) => {
    expect(missed({ mode, maxDays })).toBe(expected);
  });

  it('do not include one that was planned in time and leaves later', () => {
    expect(missed({ mode: 'never', maxDays: null }, '2026-11-21')).toMatch(/^pass 9/);
  });
});
