import { describe, expect, it } from '@jest/globals';
import { type KnownDelivery } from '../../../domain/rules/plan-invoice.ts';
import { type PreparedRule } from '../../../domain/rules/prepare.ts';
import { makeSteps } from '../support/make-facts.ts';
import { rule, known, facts, plan, inWords, type Wanted } from '../support/planning.ts';

const today = '2026-11-22';

describe('one rule', () => {
  it('adds the newest step that was reached, and looks again on the next one’s day (idea 14)', () => {
    expect(inWords(plan([rule('a')]))).toEqual({
      add: ['a 10'],
      keep: [],
      cancel: [],
      held: [],
      nextPlanOn: '2026-12-02',
      next: `${today} a 10`,
    });
  });

  it.each<[string, KnownDelivery[], Partial<ReturnType<typeof inWords>>]>([
    ['an earlier step was sent', [known('a', 3)], { add: ['a 10'], next: `${today} a 10` }],
    [
      'this step was sent',
      [known('a', 10)],
      { add: [], nextPlanOn: '2026-12-02', next: '2026-12-02 a 20' },
    ],
    [
      'this step may have been sent (E44)',
      [known('a', 10, { state: 'unknown' })],
      { add: [], next: '2026-12-02 a 20' },
    ],
    [
      'this step is in a worker’s hands',
      [known('a', 10, { state: 'claimed' })],
      { add: [], keep: [], cancel: [], next: '2026-12-02 a 20' },
    ],
    ['a later step was sent', [known('a', 20)], { add: [], nextPlanOn: null, next: null }],
    [
      'this step is planned already',
      [known('a', 10, { state: 'planned' })],
      { add: [], keep: ['a 10'], next: `${today} a 10` },
    ],
    [
      'an earlier step is still planned',
      [known('a', 3, { state: 'planned' })],
      { add: ['a 10'], keep: [], cancel: ['a 3: newer-step'] },
    ],
    [
      'the mail server refused this step: it is not tried again, the next one is',
      [known('a', 10, { state: 'refused' })],
      { add: [], nextPlanOn: '2026-12-02', next: '2026-12-02 a 20' },
    ],
  ])('when %s', (_case, deliveries, expected) => {
    const words = inWords(plan([rule('a')], facts(deliveries)));
    expect(words).toMatchObject({ cancel: [], ...expected });
  });
});

describe('a rule that was edited while a message is planned (E46)', () => {
  const planned = [known('a', 10, { state: 'planned' })];

  it.each<[string, Wanted, 'kept' | string]>([
    ['nothing that matters', { name: 'Another name' }, 'kept'],
    ['the days of the step, which is still reached', { steps: moved(7) }, 'kept'],
    ['the days of the step, which is now ahead', { steps: moved(15) }, 'not-yet'],
    ['a step before it', { days: [5, 10, 20] }, 'kept'],
    ['a newer step that is still ahead', { days: [3, 10, 11, 20] }, 'kept'],
    ['the step, which is gone', { days: [20] }, 'not-yet'],
    [
      'the customers',
      { customers: { mode: 'except', customerIds: ['c-1'], includeChildren: false } },
      'excluded',
    ],
    ['the switch', { enabled: false }, 'off'],
    [
      'the term',
      { terms: { off: ['net-30'], noTerms: true, newTerms: true, known: ['net-30'] } },
      'term-off',
    ],
  ])('by %s', (_case, wanted, expected) => {
    const words = inWords(plan([rule('a', wanted)], facts(planned)));
    if (expected === 'kept') expect(words).toMatchObject({ keep: ['a 10'], cancel: [], add: [] });
    else expect(words).toMatchObject({ keep: [], cancel: [`a 10: ${expected}`], add: [] });
  });

  it('by a step in between: the planned one makes room for the newer', () => {
    const words = inWords(
      plan([rule('a', { days: [3, 9] })], facts([known('a', 3, { state: 'planned' })])),
    );
    expect(words).toMatchObject({ add: ['a 9'], keep: [], cancel: ['a 3: newer-step'] });
  });

  it('and was deleted: the message goes with it', () => {
    expect(inWords(plan([], facts(planned)))).toMatchObject({
      cancel: ['a 10: rule-deleted'],
      next: null,
    });
  });

  it('leaves alone what a worker has claimed', () => {
    const claimed = [known('a', 10, { state: 'claimed' })];
    expect(plan([rule('a', { enabled: false })], facts(claimed)).cancel).toEqual([]);
  });
});

function moved(days: number) {
  return makeSteps(10).map((step) => ({ ...step, days }));
}

describe('two rules', () => {
  const two = [rule('a'), rule('b', { own: 'b-', days: [9] })];

  it('write one message a day: the first in order does, the other waits for tomorrow (E48)', () => {
    expect(inWords(plan(two))).toMatchObject({
      add: ['a 10'],
      nextPlanOn: '2026-11-23',
      next: `${today} a 10`,
    });
    expect(inWords(plan([...two].reverse()))).toMatchObject({
      add: ['b 9'],
      nextPlanOn: '2026-11-23',
    });
  });

  it.each<[string, KnownDelivery]>([
    ['was sent today', known('a', 3, { onDate: today })],
    ['may have been sent today', known('a', 3, { state: 'unknown', onDate: today })],
    ['is leaving now, although planned on another day', known('a', 3, { state: 'claimed' })],
  ])('and a rule alone keep to one a day when one %s (E48)', (_case, delivery) => {
    for (const rules of [[rule('a')], two])
      expect(inWords(plan(rules, facts([delivery])))).toMatchObject({
        add: [],
        nextPlanOn: '2026-11-23',
        next: '2026-11-23 a 10',
      });
  });

  it('keep to one a day when the second in order already has its message planned', () => {
    const planned = known('b', 9, { stepId: 'b-day-9', state: 'planned' });
    expect(inWords(plan(two, facts([planned])))).toMatchObject({
      add: [],
      keep: ['b 9'],
      nextPlanOn: '2026-11-23',
    });
  });

  it('are not blocked by a message that was refused', () => {
    const refused = known('a', 10, { state: 'refused' });
    expect(inWords(plan(two, facts([refused])))).toMatchObject({ add: ['b 9'] });
  });

  it('of other conditions do not count as each other’s history, but still share the day', () => {
    const comingDue = rule('c', { own: 'c-', condition: 'coming_due', days: [5] });
    const early = facts([], { invoice: { dueOn: '2026-11-25' } });
    expect(inWords(plan([comingDue, rule('a')], early))).toMatchObject({ add: ['c 5'] });
    const sent = known('c', 5, { stepId: 'c-day-5', reminderClass: 'coming_due' });
    expect(inWords(plan([comingDue, rule('a')], facts([sent]))).add).toEqual(['a 10']);
  });

  it('of which one is a copy never chase twice (E47)', () => {
    const copy = rule('copy', { own: 'copy-' });
    expect(inWords(plan([rule('a'), copy], facts([known('a', 10)])))).toMatchObject({
      add: [],
      next: '2026-12-02 a 20',
    });
    expect(plan([copy], facts([known('a', 10)])).add).toEqual([]);
  });

  it('name the earlier of their next messages', () => {
    const next = (rules: PreparedRule[]) => inWords(plan(rules, facts([known('a', 10)]))).next;
    const sooner = rule('b', { own: 'b-', days: [14] });
    expect(next([rule('a'), sooner])).toBe('2026-11-26 b 14');
    expect(next([sooner, rule('a')])).toBe('2026-11-26 b 14');
  });

  it('when the day is taken, name tomorrow', () => {
    const sentToday = known('a', 9, { onDate: today });
    expect(inWords(plan([rule('a')], facts([sentToday])))).toMatchObject({
      add: [],
      next: '2026-11-23 a 10',
      nextPlanOn: '2026-11-23',
    });
  });
});

describe('an invoice without a usable address', () => {
  const unreachable = { customer: { email: null } };

  it('is held when a step is due, and a person is told (E30)', () => {
    expect(inWords(plan([rule('a')], facts([], unreachable)))).toMatchObject({
      add: [],
      held: ['a 10: no-address'],
      next: null,
    });
  });

  it('calls a planned message off, with that reason', () => {
    const planned = [known('a', 10, { state: 'planned' })];
    expect(inWords(plan([rule('a')], facts(planned, unreachable))).cancel).toEqual([
      'a 10: no-address',
    ]);
  });

  it('announces no next message that nobody could receive', () => {
    const ahead = facts([known('a', 10)], unreachable);
    expect(inWords(plan([rule('a')], ahead))).toMatchObject({ held: [], next: null });
    expect(plan([rule('a')], ahead).nextPlanOn).toBe('2026-12-02');
  });

  it('is not held for a rule that is off', () => {
    expect(plan([rule('a', { enabled: false })], facts([], unreachable)).held).toEqual([]);
  });
});
