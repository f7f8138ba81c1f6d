import { describe, expect, it } from '@jest/globals';
import type { Quarantine, StepSent } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { addDays } from '../../../domain/local-date.ts';
import { answerOf, askGate, makeFacts, odd } from '../support/make-facts.ts';

/** Due on 12 Nov 2026, seen on the 22nd; steps at 3, 10 and 20 days. */
const old = (quarantine: Partial<Quarantine>, todayOn = '2026-11-22', sent: StepSent[] = []) =>
  makeFacts({
    quarantine: { choice: 'start', stepNumber: 1, startOn: '2026-11-25', ...quarantine },
    organisation: { todayOn },
    sent,
  });

describe('first-sync (E21)', () => {
  it.each<[string, Partial<Quarantine>, string]>([
    ['left alone', { choice: 'skip', stepNumber: null, startOn: null }, 'skip left-alone'],
    ['to begin in three days', {}, 'hold starts-later'],
    ['to follow the rule in three days', { choice: 'by-rule' }, 'hold starts-later'],
    ['begun today', { startOn: '2026-11-22' }, 'pass started'],
    ['begun before', { startOn: '2026-11-15' }, 'pass started'],
    ['due again on the day it was to begin (E16)', { startOn: '2026-11-12' }, 'pass not-late'],
    ['without a day', { startOn: null }, 'hold unreadable'],
    ['with a day that is none', { startOn: 'soon' }, 'hold unreadable'],
    ['chosen about in an unknown way', { choice: odd('later') }, 'hold unreadable'],
  ])('of an invoice %s', (_case, quarantine, expected) => {
    expect(answerOf('first-sync', old(quarantine))).toBe(expected);
  });

  it('lets pass what nobody had to choose about', () => {
    expect(answerOf('first-sync', makeFacts())).toBe('pass new');
  });

  it.each<[string, Partial<Quarantine>, string, string]>([
    ['the step chosen', { stepNumber: 2 }, 'day-10', '2026-11-25'],
    ['its last step when it has fewer', { stepNumber: 7 }, 'day-20', '2026-11-25'],
    ['the step of that day by the rule', { choice: 'by-rule' }, 'day-10', '2026-11-25'],
    [
      'the next step when that day has none of its own',
      { choice: 'by-rule', startOn: '2026-12-03' },
      'day-20',
      '2026-12-03',
    ],
  ])('is looked at again on its day, for %s', (_case, quarantine, step, stepOn) => {
    const nextOn = quarantine.startOn ?? '2026-11-25';
    const verdict = runGates(old(quarantine));
    expect(verdict).toMatchObject({ kind: 'hold', decidedBy: 'first-sync', stepOn, nextOn });
    expect(verdict.step?.id).toBe(step);
    expect(runGates(old(quarantine, nextOn))).toMatchObject({ kind: 'pass', step: { id: step } });
  });

  it('goes on at the spacing of the rule, and never back to an earlier step', () => {
    const sent: StepSent[] = [];
    const timetable: string[] = [];
    for (let ahead = 0; ahead < 60; ahead++) {
      const todayOn = addDays('2026-11-22', ahead);
      const { kind, step } = runGates(old({ stepNumber: 2 }, todayOn, sent));
      if (kind !== 'pass' || !step) continue;
      timetable.push(`${todayOn} ${step.id}`);
      sent.push({ stepId: step.id, days: step.days, state: 'sent', onDate: todayOn });
    }
    expect(timetable).toEqual(['2026-11-25 day-10', '2026-12-05 day-20']);
  });

  it('shows the days it is really late', () => {
    expect(askGate('step-due', old({ startOn: '2026-11-20' }))).toMatchObject({
      reason: 'due',
      saw: { daysLate: 10, dueOn: '2026-11-12', days: 3, stepOn: '2026-11-20' },
    });
  });

  it('holds when the step to begin with cannot be read', () => {
    for (const stepNumber of [null, 0, 1.5, Number.NaN])
      expect(runGates(old({ stepNumber, startOn: '2026-11-20' })).kind).toBe('hold');
  });

  it('moves no rule that writes before the due date', () => {
    const facts = makeFacts({
      quarantine: { choice: 'start', stepNumber: 1, startOn: '2026-11-15' },
      settings: { condition: 'coming_due' },
    });
    expect(runGates(facts)).toMatchObject({ kind: 'skip', decidedBy: 'step-due' });
  });
});
