import { describe, expect, it } from '@jest/globals';
import type { GateFacts } from '../../../domain/gates/gate.ts';
import { toEpochDay } from '../../../domain/local-date.ts';
import { timelineOf } from '../../../domain/gates/timeline.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import { makeFacts, makeSteps } from '../support/make-facts.ts';

const timeline = (facts: GateFacts) => timelineOf({ ...facts, rule: prepareRule(facts.rule) });
const onDate = '2026-11-15';

describe('timelineOf', () => {
  it('lays due step, next step and next change over the due date', () => {
    expect(timeline(makeFacts())).toEqual({
      daysLate: 10,
      over: null,
      due: {
        step: makeSteps(10)[0],
        offset: 10,
        day: toEpochDay('2026-11-22'),
        nominal: toEpochDay('2026-11-22'),
      },
      missed: false,
      coveredBy: null,
      next: {
        step: makeSteps(20)[0],
        offset: 20,
        day: toEpochDay('2026-12-02'),
        nominal: toEpochDay('2026-12-02'),
      },
      dueOn: '2026-11-22',
      nextOn: '2026-12-02',
      changesOn: '2026-12-02',
    });
  });

  it('names the furthest of several deliveries that cover the step', () => {
    const sent = [
      { stepId: 'day-10', days: 10, state: 'sent' as const, onDate },
      { stepId: 'day-20', days: 20, state: 'planned' as const, onDate },
    ];
    expect(timeline(makeFacts({ sent }))?.coveredBy?.stepId).toBe('day-20');
    expect(timeline(makeFacts({ sent: sent.toReversed() }))?.coveredBy?.stepId).toBe('day-20');
  });

  it('changes when a step that was sent is reached while an older one is due', () => {
    // Day 3 was sent and then moved to day 15; day 10 is due (E46).
    const steps = [...makeSteps(10), { ...makeSteps(15)[0], id: 'day-3' }] as ReturnType<
      typeof makeSteps
    >;
    const sent = [{ stepId: 'day-3', days: 3, state: 'sent' as const, onDate }];
    expect(timeline(makeFacts({ settings: { steps }, sent }))).toMatchObject({
      coveredBy: null,
      next: null,
      changesOn: '2026-11-27',
    });
  });

  it('looks ahead to every step that a rule makes up for, whatever later one was sent (E43)', () => {
    const sent = [{ stepId: 'day-20', days: 20, state: 'sent' as const, onDate }];
    const facts = (mode: 'newest' | 'all') =>
      makeFacts({
        organisation: { todayOn: '2026-11-14' },
        settings: { missed: { mode, maxDays: null } },
        sent,
      });
    expect(timeline(facts('all'))).toMatchObject({ nextOn: '2026-11-15' });
    expect(timeline(facts('newest'))).toMatchObject({ nextOn: null });
  });

  it.each([
    ['no due date', makeFacts({ invoice: { dueOn: null } })],
    ['a due date that is none', makeFacts({ invoice: { dueOn: '2026-02-99' } })],
    ['a rule without days', makeFacts({ settings: { steps: [] } })],
  ])('is null with %s', (_case, facts) => {
    expect(timeline(facts)).toBeNull();
  });
});
