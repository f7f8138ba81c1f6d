import { describe, expect, it } from '@jest/globals';
import type { MuteFact } from '../../../domain/gates/gate.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { longestMute } from '../../../domain/gates/snooze.ts';
import { answerOf, askGate, makeFacts } from '../support/make-facts.ts';

const mute = (untilOn: string | null, level: MuteFact['level'] = 'invoice'): MuteFact => ({
  level,
  untilOn,
  reason: 'asked for it',
  by: 'Ana',
});
const muted = (...mutes: MuteFact[]) => makeFacts({ silence: { mutes } });

describe('snooze (product 4, idea 15)', () => {
  it.each([
    ['by nobody', muted(), 'pass not-muted'],
    ['up to today', muted(mute('2026-11-22')), 'hold muted'],
    ['up to yesterday', muted(mute('2026-11-21')), 'pass not-muted'],
    ['without an end', muted(mute(null)), 'hold muted'],
    ['for the customer', muted(mute('2026-11-30', 'customer')), 'hold muted'],
    [
      'because the customer replied (E37)',
      muted({ ...mute('2026-11-30', 'customer'), repliedOn: '2026-11-22' }),
      'hold replied',
    ],
    ['for everybody', muted(mute(null, 'organisation')), 'hold muted'],
    ['until a day that is none', muted(mute('soon')), 'hold unreadable'],
    [
      'by one that is over and one that is not',
      muted(mute('2026-11-01'), mute(null)),
      'hold muted',
    ],
  ])('muted %s', (_case, facts, expected) => {
    expect(answerOf('snooze', facts)).toBe(expected);
  });

  it.each([
    ['a day after another', [mute('2026-11-25'), mute('2026-11-28')], '2026-11-29'],
    ['no end after a day', [mute('2026-11-25'), mute(null)], undefined],
  ])('goes by the mute that lasts longest: %s', (_case, mutes, untilOn) => {
    for (const given of [mutes, mutes.toReversed()])
      expect(askGate('snooze', muted(...given)).untilOn).toBe(untilOn);
  });

  it('shows level, last day, reason and person', () => {
    expect(askGate('snooze', muted(mute('2026-11-25', 'customer'))).saw).toEqual({
      level: 'customer',
      untilOn: '2026-11-25',
      why: 'asked for it',
      by: 'Ana',
    });
  });

  it('lets the invoice be looked at again on the day after, and never without an end', () => {
    expect(runGates(muted(mute('2026-11-25')))).toMatchObject({
      decidedBy: 'snooze',
      nextOn: '2026-11-26',
      stepOn: '2026-11-26',
    });
    expect(runGates(muted(mute(null)))).toMatchObject({ nextOn: null, stepOn: null, step: null });
  });
});

describe('longestMute', () => {
  it('is none when all are over, and the widest of equals', () => {
    expect(longestMute([mute('2026-11-21')], '2026-11-22')).toBeNull();
    const equals = [mute(null, 'invoice'), mute(null, 'organisation'), mute(null, 'customer')];
    expect(longestMute(equals, '2026-11-22')?.level).toBe('organisation');
  });
});
