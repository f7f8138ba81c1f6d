import { describe, expect, it } from '@jest/globals';
import type { SendingFacts } from '../../../domain/gates/gate.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { askGate, makeFacts, makeSending } from '../support/make-facts.ts';

const today = '2026-11-22';

function ask(
  limits: Partial<SendingFacts>,
  contactedOn: string[],
  settings: Partial<RuleSettings> = {},
) {
  const sending = makeSending(limits);
  const { verdict, reason, untilOn } = askGate(
    'contact-gap',
    makeFacts({ organisation: { todayOn: today, sending }, contactedOn, settings }),
  );
  return [verdict, reason, untilOn].filter(Boolean).join(' ');
}

describe('contact-gap (product.md 4, ideas 5 and 20)', () => {
  it.each([
    ['no limit', {}, [today], 'pass no-limit'],
    ['never written to', { contactGapDays: 3 }, [], 'pass free'],
    ['yesterday, one day apart', { contactGapDays: 1 }, ['2026-11-21'], 'pass free'],
    ['today, one day apart', { contactGapDays: 1 }, [today], 'hold too-soon 2026-11-23'],
    [
      'the newest of several counts, whatever their order',
      { contactGapDays: 3 },
      ['2026-11-20', '2026-11-12'],
      'hold too-soon 2026-11-23',
    ],
    ['the gap is just over', { contactGapDays: 3 }, ['2026-11-19'], 'pass free'],
    [
      'the cap is reached until the oldest no longer counts',
      { contactCap: { messages: 2, days: 7 } },
      ['2026-11-17', '2026-11-20'],
      'hold cap-reached 2026-11-24',
    ],
    [
      'one of them is too old to count',
      { contactCap: { messages: 2, days: 7 } },
      ['2026-11-15', '2026-11-20'],
      'pass free',
    ],
    [
      'one of tomorrow, after a move to a zone further west, counts as one of today',
      { contactGapDays: 1 },
      ['2026-11-23'],
      'hold too-soon 2026-11-23',
    ],
  ])('%s', (_case, limits, contactedOn, expected) => {
    expect(ask(limits, contactedOn)).toBe(expected);
  });

  it('does not count for a notice of a new invoice, which chases nobody', () => {
    expect(ask({ contactGapDays: 7 }, [today], { type: 'new_invoice' })).toBe('pass not-chasing');
  });

  it('lets a rule that writes about each invoice write several times on one day', () => {
    expect(ask({ contactGapDays: 1 }, [today], { bundle: false })).toBe('pass free');
    expect(ask({ contactGapDays: 1 }, ['2026-11-23'], { bundle: false })).toBe('pass free');
    expect(ask({ contactGapDays: 3 }, ['2026-11-21'], { bundle: false })).toBe(
      'hold too-soon 2026-11-24',
    );
  });
});
