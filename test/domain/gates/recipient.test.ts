import { describe, expect, it } from '@jest/globals';
import { answerOf, askGate, makeFacts } from '../support/make-facts.ts';

const mails = (invoice: string | null, customer: string | null, parent?: string | null) =>
  makeFacts({
    invoice: { email: invoice },
    customer: { email: customer, billWithParent: parent !== undefined },
    ...(parent === undefined ? {} : { parent: { email: parent } }),
  });

describe('recipient', () => {
  it.each([
    ['the invoice’s own', mails('i@a.example', 'c@a.example'), 'invoice', ['i@a.example']],
    ['the customer’s', mails(null, 'c@a.example'), 'customer', ['c@a.example']],
    ['the customer’s, invoice empty', mails(' ', 'c@a.example'), 'customer', ['c@a.example']],
    ['the parent’s (E28)', mails(null, null, 'p@a.example'), 'parent', ['p@a.example']],
    [
      'the child’s before the parent’s',
      mails(null, 'c@a.example', 'p@a.example'),
      'customer',
      ['c@a.example'],
    ],
    [
      'each once (E31)',
      mails('a@a.example; A@A.example,b@a.example', null),
      'invoice',
      ['a@a.example', 'b@a.example'],
    ],
    [
      'the customer’s when the invoice’s is bad',
      mails('nobody', 'c@a.example'),
      'customer',
      ['c@a.example'],
    ],
  ])('takes %s', (_case, facts, source, recipients) => {
    expect(askGate('recipient', facts)).toMatchObject({
      verdict: 'pass',
      saw: { source, recipients },
    });
  });

  it.each([
    ['no address anywhere (UF-7, E30)', mails(null, null), 'hold no-address'],
    ['only a bad address', mails(null, 'nobody'), 'hold bad-address'],
    ['a customer who is not known', makeFacts({ customer: null }), 'hold no-address'],
  ])('holds with %s', (_case, facts, expected) => {
    expect(answerOf('recipient', facts)).toBe(expected);
  });

  it('never takes the parent when the customer is billed alone', () => {
    const facts = makeFacts({
      customer: { email: null, billWithParent: false },
      parent: { email: 'p@a.example' },
    });
    expect(answerOf('recipient', facts)).toBe('hold no-address');
  });

  it('lets one bad address block no other, and tells of it (E31)', () => {
    expect(askGate('recipient', mails('a@a.example, oops', null)).saw).toEqual({
      source: 'invoice',
      recipients: ['a@a.example'],
      bad: ['oops'],
    });
  });

  const stopped = (invoice: string | null, customer: string | null, ...suppressed: string[]) =>
    makeFacts({
      invoice: { email: invoice },
      customer: { email: customer },
      organisation: { suppressed: new Set(suppressed) },
    });
  it.each([
    [
      'the others of the same field',
      stopped('A@a.example, b@a.example', null, 'a@a.example'),
      { recipients: ['b@a.example'], suppressed: ['A@a.example'] },
    ],
    [
      'the customer’s',
      stopped('a@a.example', 'c@a.example', 'a@a.example'),
      { source: 'customer', recipients: ['c@a.example'], suppressed: ['a@a.example'] },
    ],
  ])('takes %s when nothing more is sent to one', (_case, facts, saw) => {
    expect(askGate('recipient', facts)).toMatchObject({ verdict: 'pass', saw });
  });

  it('holds when nothing more is sent to any address that is left', () => {
    const facts = stopped('a@a.example, oops', 'B@a.example', 'a@a.example', 'b@a.example');
    expect(askGate('recipient', facts)).toMatchObject({
      verdict: 'hold',
      reason: 'suppressed',
      saw: { suppressed: ['a@a.example', 'B@a.example'], bad: ['oops'] },
    });
  });
});
