import { describe, expect, it } from '@jest/globals';
import { offsetOf, prepareRule } from '../../../domain/rules/prepare.ts';
import { makeSettings, makeSteps, odd } from '../support/make-facts.ts';

const rule = (settings = makeSettings()) => ({
  id: 'r',
  version: 3,
  enabled: true,
  createdAt: new Date('2026-09-01T12:00:00Z'),
  settings,
});

describe('prepareRule', () => {
  it.each([
    ['overdue', [3, 10, 20]],
    ['coming_due', [20, 10, 3]],
  ] as const)('orders the days of an %s rule as they fall due', (condition, days) => {
    const prepared = prepareRule(rule(makeSettings({ condition, steps: makeSteps(10, 20, 3) })));
    expect(prepared.steps.map(({ step }) => step.days)).toEqual(days);
    expect(prepared.usable).toBe(true);
  });

  it('trims and folds the token once', () => {
    const memo = { mode: 'ignore' as const, token: '  #NO ' };
    expect(prepareRule(rule(makeSettings({ memo }))).token).toBe('#no');
  });

  it('keeps what was saved and changes nothing of it', () => {
    const saved = rule(makeSettings({ steps: makeSteps(10, 3) }));
    const before = JSON.stringify(saved);
    expect(prepareRule(saved)).toMatchObject(saved);
    expect(JSON.stringify(saved)).toBe(before);
  });

  it.each([null, {}, { steps: 3 }, makeSettings({ customers: odd(null) })])(
    'makes a rule that never fires of settings it cannot read (%#)',
    (settings) => {
      expect(prepareRule(rule(odd(settings)))).toMatchObject({ usable: false, steps: [] });
    },
  );
});

describe('offsetOf', () => {
  it('counts coming-due days backwards', () => {
    expect([offsetOf(5, 'overdue'), offsetOf(5, 'coming_due')]).toEqual([5, -5]);
  });
});
