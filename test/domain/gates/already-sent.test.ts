import { describe, expect, it } from '@jest/globals';
import type { StepSent } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { makeFacts, makeSteps, answerOf, askGate } from '../support/make-facts.ts';

const sent = (days: number, wanted: Partial<StepSent> = {}): StepSent => ({
  stepId: `day-${days}`,
  days,
  state: 'sent',
  onDate: '2026-11-15',
  ...wanted,
});

/** Day 10 is due today. */
describe('already-sent', () => {
  it.each<[string, StepSent[], string]>([
    ['nothing', [], 'pass not-sent'],
    ['an earlier step', [sent(3)], 'pass not-sent'],
    ['this step', [sent(3), sent(10)], 'skip already-sent'],
    ['a later step', [sent(20)], 'skip later-sent'],
    ['this step, planned', [sent(10, { state: 'planned' })], 'skip already-sent'],
    ['this step, claimed', [sent(10, { state: 'claimed' })], 'skip already-sent'],
    ['this step, outcome unknown (E44)', [sent(10, { state: 'unknown' })], 'skip already-sent'],
    ['this step, left out by a person', [sent(10, { state: 'skipped' })], 'skip left-out'],
    [
      'this step, stopped for want of a file (E24)',
      [sent(10, { state: 'stopped' })],
      'skip stopped',
    ],
    ['a later step, stopped so', [sent(20, { state: 'stopped' })], 'pass not-sent'],
    ['a later step, left out by a person', [sent(20, { state: 'skipped' })], 'pass not-sent'],
    ['this step at other days (E46)', [sent(3, { stepId: 'day-10' })], 'skip already-sent'],
    ['a step that is gone, of the same day', [sent(10, { stepId: 'gone' })], 'skip later-sent'],
    ['a step that is gone, of an earlier day', [sent(9, { stepId: 'gone' })], 'pass not-sent'],
  ])('after %s', (_case, deliveries, expected) => {
    expect(answerOf('already-sent', makeFacts({ sent: deliveries }))).toBe(expected);
  });

  it('says which, when, and what comes next', () => {
    const result = askGate('already-sent', makeFacts({ sent: [sent(3), sent(10)] }));
    expect(result.saw).toEqual({
      state: 'sent',
      onDate: '2026-11-15',
      days: 10,
      dueDays: 10,
      nextOn: '2026-12-02',
    });
    expect(result.untilOn).toBe('2026-12-02');
  });

  it('shows the next step and its day in the verdict', () => {
    expect(runGates(makeFacts({ sent: [sent(10)] }))).toMatchObject({
      kind: 'skip',
      step: { id: 'day-20' },
      stepOn: '2026-12-02',
      nextOn: '2026-12-02',
    });
  });

  it('ends after the last step', () => {
    const facts = makeFacts({ settings: { steps: makeSteps(3, 10) }, sent: [sent(10)] });
    expect(runGates(facts)).toMatchObject({ kind: 'skip', step: null, stepOn: null, nextOn: null });
  });

  it('does not send a step back that was added behind one that was sent (E46)', () => {
    const facts = makeFacts({
      settings: { steps: makeSteps(3, 8) },
      sent: [sent(10, { stepId: 'gone' })],
    });
    expect(runGates(facts).decidedBy).toBe('already-sent');
  });

  it('does not repeat when the due date moves later (E16)', () => {
    const moved = { dueOn: '2026-11-18' };
    const facts = makeFacts({ invoice: moved, sent: [sent(3), sent(10)] });
    expect(runGates(facts)).toMatchObject({
      decidedBy: 'already-sent',
      step: { id: 'day-20' },
      stepOn: '2026-12-08',
    });
  });

  it('sends at most one step when the due date moves earlier (E16)', () => {
    const facts = makeFacts({ invoice: { dueOn: '2026-09-01' }, sent: [sent(3)] });
    expect(runGates(facts)).toMatchObject({ kind: 'pass', step: { id: 'day-20' } });
  });

  it('counts a later step of a coming-due rule towards the due date', () => {
    const settings = { condition: 'coming_due' as const, steps: makeSteps(14, 7, 2) };
    const on = (deliveries: StepSent[]) =>
      makeFacts({ settings, invoice: { dueOn: '2026-11-29' }, sent: deliveries });
    expect(answerOf('already-sent', on([sent(14)]))).toBe('pass not-sent');
    expect(answerOf('already-sent', on([sent(2)]))).toBe('skip later-sent');
  });

  it('has nothing to say before the first day', () => {
    const facts = makeFacts({ organisation: { todayOn: '2026-11-13' } });
    expect(answerOf('already-sent', facts)).toBe('pass nothing-due');
  });
});
