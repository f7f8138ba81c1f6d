import { describe, expect, it } from '@jest/globals';
import type { StepSent } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { addDays } from '../../../domain/local-date.ts';
import type { Condition } from '../../../domain/rules/rule.ts';
import { answerOf, askGate, makeFacts, makeSteps, odd } from '../support/make-facts.ts';

const due = '2026-11-12';
/** Facts on a day counted from the due date. */
function onDay(late: number, condition: Condition, days: number[], sent: StepSent[] = []) {
  return makeFacts({
    organisation: { todayOn: addDays(due, late) },
    settings: { condition, steps: makeSteps(...days) },
    sent,
  });
}
const shown = (late: number, condition: Condition, days: number[]) => {
  const { step, stepOn, nextOn } = runGates(onDay(late, condition, days));
  return { days: step?.days ?? null, stepOn, nextOn };
};
const sentAt = (days: number): StepSent => ({
  stepId: `day-${days}`,
  days,
  state: 'sent',
  onDate: '2026-11-01',
});

describe('step-due, overdue (BJ-7, BJ-8)', () => {
  it.each([
    [-5, 'hold not-yet', 3, '2026-11-15', '2026-11-15'],
    [2, 'hold not-yet', 3, '2026-11-15', '2026-11-15'],
    [3, 'pass due', 3, '2026-11-15', '2026-11-22'],
    [9, 'pass due', 3, '2026-11-15', '2026-11-22'],
    [10, 'pass due', 10, '2026-11-22', '2026-12-02'],
    [20, 'pass due', 20, '2026-12-02', null],
    [400, 'pass due', 20, '2026-12-02', null],
  ])('%d days late', (late, answer, days, stepOn, nextOn) => {
    expect(answerOf('step-due', onDay(late, 'overdue', [20, 3, 10]))).toBe(answer);
    expect(shown(late, 'overdue', [20, 3, 10])).toEqual({ days, stepOn, nextOn });
  });

  it('sends period 7 of an invoice due on the 1st on the 8th', () => {
    const settings = { steps: makeSteps(7) };
    const on = (todayOn: string) =>
      makeFacts({ settings, invoice: { dueOn: '2026-11-01' }, organisation: { todayOn } });
    expect(answerOf('step-due', on('2026-11-07'))).toBe('hold not-yet');
    expect(answerOf('step-due', on('2026-11-08'))).toBe('pass due');
  });

  it('is day 3 after 28 March on 31 March, over a change to summer time (E38)', () => {
    const facts = makeFacts({
      invoice: { dueOn: '2026-03-28' },
      organisation: { todayOn: '2026-03-20' },
    });
    expect(runGates(facts).stepOn).toBe('2026-03-31');
  });
});

describe('step-due, coming due', () => {
  it.each([
    [-6, 'hold not-yet', 5, '2026-11-07', '2026-11-07'],
    [-5, 'pass due', 5, '2026-11-07', '2026-11-12'],
    [-1, 'pass due', 5, '2026-11-07', '2026-11-12'],
    [0, 'pass due', 0, '2026-11-12', '2026-11-13'],
    [1, 'skip past-due', null, null, null],
  ])('%d days late', (late, answer, days, stepOn, nextOn) => {
    expect(answerOf('step-due', onDay(late, 'coming_due', [0, 5]))).toBe(answer);
    expect(shown(late, 'coming_due', [0, 5])).toEqual({ days, stepOn, nextOn });
  });

  it('is silent from the day after the due date, and says so the day before', () => {
    expect(shown(-2, 'coming_due', [5])).toEqual({
      days: 5,
      stepOn: '2026-11-07',
      nextOn: '2026-11-13',
    });
  });
});

describe('step-due when the due date moved (E16)', () => {
  it('waits for the first step that was not sent', () => {
    const facts = onDay(-20, 'overdue', [3, 10, 20], [sentAt(3), sentAt(10)]);
    expect(runGates(facts)).toMatchObject({
      kind: 'hold',
      stepOn: '2026-12-02',
      // On this day an answer changes: the step that was sent before is reached again.
      nextOn: '2026-11-15',
    });
  });

  it('has nothing left when all were sent', () => {
    const facts = onDay(-20, 'overdue', [3, 10], [sentAt(3), sentAt(10)]);
    expect(answerOf('step-due', facts)).toBe('skip all-sent');
    expect(runGates(facts)).toMatchObject({ step: null, nextOn: null });
  });
});

describe('step-due with what cannot be read', () => {
  it.each([
    ['no due date (E20)', makeFacts({ invoice: { dueOn: null } }), 'hold no-due-date'],
    ['a due date that is none', makeFacts({ invoice: { dueOn: 'soon' } }), 'hold unreadable'],
    ['no today', makeFacts({ organisation: { todayOn: odd(undefined) } }), 'hold unreadable'],
  ])('holds for %s', (_case, facts, expected) => {
    expect(answerOf('step-due', facts)).toBe(expected);
  });

  it('saw the days it counted with', () => {
    expect(askGate('step-due', makeFacts()).saw).toEqual({
      todayOn: '2026-11-22',
      dueOn: due,
      daysLate: 10,
      type: 'due',
      days: 10,
      stepOn: '2026-11-22',
    });
  });
});

describe('step-due of a step that a person moved', () => {
  it.each([
    ['before that day', 12, '2026-11-25', 'hold', '2026-11-25'],
    ['on that day', 13, '2026-11-25', 'pass', '2026-11-25'],
    ['after it, although sent by no planner', 15, '2026-11-25', 'pass', '2026-11-25'],
    ['to a day before its own: that one counts', 9, '2026-11-20', 'skip', '2026-11-22'],
  ])('%s', (_case, late, toOn, kind, stepOn) => {
    const facts = onDay(late, 'overdue', [3, 10, 20], [sentAt(3)]);
    const verdict = runGates({ ...facts, moved: [{ stepId: 'day-10', occurrenceOn: null, toOn }] });
    expect([verdict.kind, verdict.step?.days, verdict.stepOn]).toEqual([kind, 10, stepOn]);
  });

  it('does not bring back the steps that it had overtaken', () => {
    const facts = onDay(12, 'overdue', [3, 10, 20]);
    const moved = [{ stepId: 'day-10', occurrenceOn: null, toOn: '2026-11-25' }];
    const verdict = runGates({ ...facts, moved });
    expect([verdict.decidedBy, verdict.step?.days, verdict.nextOn]).toEqual([
      'step-due',
      10,
      '2026-11-25',
    ]);
  });

  it('moves one month’s account summary, and not the next', () => {
    const summary = { type: 'summary' as const, steps: makeSteps(15) };
    const moved = [{ stepId: 'day-15', occurrenceOn: '2026-11-15', toOn: '2026-11-20' }];
    const sent = [{ stepId: 'day-15', days: 15, state: 'sent' as const, onDate: '2026-10-15' }];
    const on = (todayOn: string) =>
      runGates({ ...makeFacts({ organisation: { todayOn }, settings: summary, sent }), moved })
        .stepOn;
    expect([on('2026-11-18'), on('2026-11-20'), on('2026-12-15')]).toEqual([
      '2026-11-20',
      '2026-11-20',
      '2026-12-15',
    ]);
  });
});
