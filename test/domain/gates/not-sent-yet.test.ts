import { describe, expect, it } from '@jest/globals';
import { runGates } from '../../../domain/gates/run.ts';
import type { SendingMark } from '../../../domain/invoice-sending/to-send.ts';
import { answerOf, makeFacts, odd } from '../support/make-facts.ts';

describe('not-sent-yet (UF-16)', () => {
  it.each([
    ['no mark', null, 'pass not-waiting'],
    ['sent by Dunlin', 'sent', 'pass sent'],
    ['marked as sent', 'marked', 'pass marked'],
    ['to send', 'to-send', 'hold to-send'],
    ['a mark of a newer version', odd<SendingMark>('lost'), 'hold unreadable'],
  ] as const)('of an invoice with %s', (_case, sendingMark, expected) => {
    expect(answerOf('not-sent-yet', makeFacts({ sendingMark }))).toBe(expected);
  });

  it('leaves no step and no day: only a person brings the reminder', () => {
    expect(runGates(makeFacts({ sendingMark: 'to-send' }))).toMatchObject({
      kind: 'hold',
      decidedBy: 'not-sent-yet',
      step: null,
      nextOn: null,
    });
  });

  it('is asked after what makes a rule not concern the invoice, a paid one above all (E56)', () => {
    const paid = makeFacts({ sendingMark: 'to-send', invoice: { state: 'paid', openMinor: 0 } });
    expect(runGates(paid)).toMatchObject({ kind: 'skip', decidedBy: 'document-status' });
  });
});
