import { describe, expect, it } from '@jest/globals';
import { isToSend, type SendingMark } from '../../../domain/invoice-sending/to-send.ts';
import { makeInvoice } from '../support/make-facts.ts';

const since = new Date('2026-11-20T09:00:00Z');
const on = { on: true, sendPaid: false, since };
const sendsPaid = { ...on, sendPaid: true };
const off = { ...on, on: false };
const fresh = makeInvoice({ booksCreatedAt: since, sentState: 'not-set' });
const inSecond = new Date(since.getTime() + 999);
const before = new Date(since.getTime() - 1);

describe('an invoice is to send', () => {
  it.each([
    ['new since the feature is on', fresh, on, null, true],
    ['that the books want sent', { ...fresh, sentState: 'need-to-send' as const }, on, null, true],
    [
      'that the books sent already (UF-2)',
      { ...fresh, sentState: 'sent' as const },
      on,
      null,
      false,
    ],
    ['entered in the second of turning on', fresh, { ...on, since: inSecond }, null, true],
    ['entered before (UF-3)', { ...fresh, booksCreatedAt: before }, on, null, false],
    ['paid when it came', { ...fresh, state: 'paid' as const }, on, null, false],
    [
      'paid when it came, sent all the same',
      { ...fresh, state: 'paid' as const },
      sendsPaid,
      null,
      true,
    ],
    ['void when it came', { ...fresh, state: 'void' as const }, on, null, false],
    ['while the feature is off', fresh, off, null, false],
    ['while it was never turned on', fresh, { ...on, since: null }, null, false],
    [
      'marked to send, then sent in the books (UF-18)',
      makeInvoice({ sentState: 'sent' }),
      on,
      'to-send',
      true,
    ],
    ['marked to send, then paid (E56)', makeInvoice({ state: 'paid' }), on, 'to-send', true],
    ['marked to send, feature off now', fresh, off, 'to-send', false],
    ['marked as sent (UF-14)', fresh, on, 'marked', false],
    ['sent by Dunlin', fresh, on, 'sent', false],
  ] as const)('%s', (_case, invoice, settings, mark: SendingMark | null, expected) => {
    expect(isToSend(invoice, settings, mark)).toBe(expected);
  });
});
