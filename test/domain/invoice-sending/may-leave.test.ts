import { describe, expect, it } from '@jest/globals';
import { mayLeave } from '../../../domain/invoice-sending/may-leave.ts';
import { makeFacts } from '../support/make-facts.ts';

const on = { on: true, sendPaid: true };

describe('an invoice that is sent itself', () => {
  it.each([
    ['goes', on, { state: 'open' }, 'to-send', 'go'],
    ['goes although it is paid', on, { state: 'paid' }, 'to-send', 'go'],
    ['stays when paid', { on: true, sendPaid: false }, { state: 'paid' }, 'to-send', 'paid'],
    ['stays when void', on, { state: 'void' }, 'to-send', 'document-status/void'],
    ['stays while sending is off', { on: false, sendPaid: true }, {}, 'to-send', 'off'],
    ['stays when it was sent', on, {}, 'sent', 'not-waiting'],
    ['stays without an address', on, { email: null }, 'to-send', 'recipient/no-address'],
  ] as const)('%s (UF-7, UF-13)', (_case, settings, invoice, sendingMark, expected) => {
    const facts = makeFacts({
      invoice: { email: 'i@a.example', ...invoice },
      customer: { email: null },
    });
    const answer = mayLeave({ ...facts, settings, sendingMark });
    expect(answer.kind === 'go' ? 'go' : answer.reason).toMatch(new RegExp(`${expected}$`));
  });
});
