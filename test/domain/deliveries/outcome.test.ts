import { describe, expect, it } from '@jest/globals';
import { outcomeOf, outcomes, worstOutcome } from '../../../domain/deliveries/outcome.ts';

const START = Date.parse('2026-11-20T09:00:00Z');
/** `delivered@5`: heard of five seconds after the start. */
const heardOf = (said: string) =>
  said
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [kind = '', seconds = '0'] = one.split('@');
      return { kind, at: new Date(START + Number(seconds) * 1000).toISOString() };
    });

const cases: [string, string, string | null][] = [
  ['nothing was heard', '', null],
  ['the provider took it', 'accepted@0 processed@1', 'taken'],
  ['only an opening was heard of, which is a hint', 'opened@9', 'taken'],
  ['the provider goes on trying', 'processed@1 deferred@5', 'deferred'],
  ['it arrived', 'processed@1 delivered@5', 'delivered'],
  ['it arrived after a delay', 'deferred@2 delivered@5', 'delivered'],
  ['a delay is reported after the arrival', 'delivered@5 deferred@7', 'delivered'],
  ['the provider’s first word comes last', 'delivered@5 processed@7', 'delivered'],
  ['it was opened', 'delivered@5 opened@9 clicked@10', 'delivered'],
  ['a reader complained', 'delivered@5 spam-report@9', 'delivered'],
  ['it bounced', 'processed@1 bounced@5', 'bounced'],
  ['a delay is reported after the bounce', 'bounced@5 deferred@7', 'bounced'],
  ['this recipient was refused at the hand-over', 'accepted@0 refused@0', 'bounced'],
  ['it was blocked', 'deferred@2 blocked@5', 'blocked'],
  ['it was not tried', 'dropped@1', 'dropped'],
  ['it was blocked and bounced', 'blocked@2 bounced@5', 'bounced'],
  ['it bounced after it had arrived (E59)', 'delivered@5 bounced@60', 'returned'],
  ['it bounced in the second of the arrival (E59)', 'delivered@5 bounced@5', 'returned'],
  ['it arrived after it had bounced (E59)', 'bounced@5 delivered@60', 'late'],
  ['it arrived after it had been blocked (E59)', 'blocked@5 delivered@60', 'late'],
  [
    'a block is reported after the arrival, which it does not take back',
    'delivered@5 blocked@60',
    'late',
  ],
  ['it bounced, arrived and bounced again', 'bounced@5 delivered@60 bounced@90', 'returned'],
  ['kinds that this version does not know', 'foreseen@1', null],
];

describe('the shown state of one copy', () => {
  it.each(cases)('when %s', (_name, said, outcome) => {
    const heard = heardOf(said);
    expect(outcomeOf(heard)).toBe(outcome);
    expect(outcomeOf(heard.toReversed())).toBe(outcome);
  });

  it('never depends on the order in which words come in', () => {
    for (const [, said, outcome] of cases) {
      const heard = heardOf(said);
      for (let turn = 0; turn < heard.length; turn += 1) {
        heard.push(...heard.splice(0, 1));
        expect([said, outcomeOf(heard)]).toEqual([said, outcome]);
      }
    }
  });
});

describe('the worst of several copies', () => {
  it('is the one that failed for good', () => {
    expect(worstOutcome(['delivered', 'bounced', null])).toBe('bounced');
    expect(worstOutcome(['late', 'delivered'])).toBe('delivered');
    expect(worstOutcome([...outcomes])).toBe('returned');
  });

  it('is unknown while nothing was heard of any', () => {
    expect(worstOutcome([null, null])).toBeNull();
    expect(worstOutcome([])).toBeNull();
  });
});
