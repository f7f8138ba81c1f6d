import { describe, expect, it } from '@jest/globals';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import { runGates } from '../../../domain/gates/run.ts';
import { askGate, makeFacts, makeSending, makeSteps } from '../support/make-facts.ts';

// 2026-11-22 is a Sunday; Monday the 23rd is a holiday here.
const days = prepareCalendar({ weekdays: [1, 2, 3, 4, 5] }, new Set(['2026-11-23']));
const sending = makeSending({ days });

const onDay = (todayOn: string, settings = {}) =>
  makeFacts({ organisation: { todayOn, sending }, settings });

describe('sending-day', () => {
  it('holds on a weekend until the next sending day (E41)', () => {
    expect(askGate('sending-day', onDay('2026-11-22'))).toMatchObject({
      verdict: 'hold',
      reason: 'no-sending-day',
      untilOn: '2026-11-24',
    });
  });

  it.each([
    ['a working day', '2026-11-20', {}, 'sending-day'],
    ['a rule that sends all the same', '2026-11-22', { weekend: 'send' as const }, 'any-day'],
  ])('passes on %s', (_case, todayOn, settings, reason) => {
    expect(askGate('sending-day', onDay(todayOn, settings))).toMatchObject({
      verdict: 'pass',
      reason,
    });
  });
});

describe('a step on a day without sending (E41)', () => {
  // Due on Thursday the 12th; day 10 is Sunday the 22nd.
  const stepOn = (settings: object) => {
    const { step, stepOn: on } = runGates(onDay('2026-11-19', settings));
    return `${step?.days} ${on}`;
  };
  it.each([
    ['waits for the next sending day', { steps: makeSteps(10) }, '10 2026-11-24'],
    [
      'goes out on the one before',
      { steps: makeSteps(10), weekend: 'before' as const },
      '10 2026-11-20',
    ],
    ['leaves all the same', { steps: makeSteps(10), weekend: 'send' as const }, '10 2026-11-22'],
  ])('%s', (_case, settings, expected) => {
    expect(stepOn(settings)).toBe(expected);
  });

  it('before the due date moves backwards, never past it', () => {
    const facts = makeFacts({
      organisation: { todayOn: '2026-11-18', sending },
      settings: { condition: 'coming_due', steps: makeSteps(2) },
      // Due on Tuesday the 24th: two days before is Sunday, so it goes out on Friday.
      invoice: { dueOn: '2026-11-24' },
    });
    expect(runGates(facts)).toMatchObject({ step: { days: 2 }, stepOn: '2026-11-20' });
  });

  it('collapses with the next one into the newest when both land on one day', () => {
    const facts = onDay('2026-11-24', { steps: makeSteps(10, 11, 12) });
    expect(runGates(facts)).toMatchObject({ kind: 'pass', step: { days: 12 }, nextOn: null });
  });
});
