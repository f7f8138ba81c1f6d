import { describe, expect, it } from '@jest/globals';
import { runGates } from '../../../domain/gates/run.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { answerOf, makeFacts, makeSteps, odd } from '../support/make-facts.ts';

describe('rule-enabled (BJ-19)', () => {
  it.each([
    [true, 'pass on'],
    [false, 'skip off'],
    [odd<boolean>(1), 'skip off'],
  ])('rule switch %s', (enabled, expected) => {
    expect(answerOf('rule-enabled', makeFacts({ rule: { enabled } }))).toBe(expected);
  });

  it.each<[string, Partial<RuleSettings>]>([
    ['no day', { steps: [] }],
    ['a day twice', { steps: makeSteps(3, 3) }],
    ['a negative day', { steps: makeSteps(-3) }],
    ['half a day', { steps: makeSteps(1.5) }],
    ['an unknown condition', { condition: odd('someday') }],
    ['no filters at all', { terms: odd(undefined) }],
    ['no memo setting', { memo: odd(undefined) }],
  ])('a rule with %s never fires', (_case, settings) => {
    const facts = makeFacts({ settings });
    expect(answerOf('rule-enabled', facts)).toBe('hold invalid-rule');
    expect(runGates(facts)).toMatchObject({ kind: 'hold', step: null, nextOn: null });
  });
});
