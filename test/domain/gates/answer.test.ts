import { describe, expect, it } from '@jest/globals';
import { answersOf } from '../../../domain/gates/answer.ts';

describe('answersOf', () => {
  const { pass, skip, hold } = answersOf('step-due');

  it('names the gate in every answer', () => {
    expect([pass('due'), skip('past-due'), hold('not-yet')].map(({ gate }) => gate)).toEqual([
      'step-due',
      'step-due',
      'step-due',
    ]);
  });

  it('says until when only where a day is known, so that a stored answer never holds an empty day', () => {
    expect(hold('not-yet', { days: 3 }, '2026-11-25')).toEqual({
      gate: 'step-due',
      verdict: 'hold',
      reason: 'not-yet',
      saw: { days: 3 },
      untilOn: '2026-11-25',
    });
    expect(skip('past-due')).not.toHaveProperty('untilOn');
  });
});
