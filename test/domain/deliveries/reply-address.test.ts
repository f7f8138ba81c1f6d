import { describe, expect, it } from '@jest/globals';
import {
  replyAddress,
  replyTokens,
  threadClues,
} from '../../../domain/deliveries/reply-address.ts';

const token = '0123456789abcdef0123456789abcdef';
const org = '6f1c1f5e-8a53-4b1f-9a53-0a1b2c3d4e5f';
const delivery = 'aaaaaaaa-8a53-4b1f-9a53-0a1b2c3d4e5f';

describe('the address that replies go to', () => {
  it('is found again among the addresses of a mail, in capitals as well', () => {
    const address = replyAddress(token, 'reply.dunlin.example');
    expect(replyTokens(['x@y.example', address.toUpperCase()], 'reply.dunlin.example')).toEqual([
      token,
    ]);
  });

  it.each([
    ['of another host', `r+${token}@reply.other.example`],
    ['too short', `r+${token.slice(1)}@reply.dunlin.example`],
    ['with something before it', `x.r+${token}@reply.dunlin.example`],
    ['without the mark', `${token}@reply.dunlin.example`],
  ])('is none when it is %s', (_name, address) => {
    expect(replyTokens([address], 'reply.dunlin.example')).toEqual([]);
  });
});

describe('the ids of a thread', () => {
  it('tell organisation, deliveries and invoices', () => {
    expect(
      threadClues([
        `<thread.inv.${org}.77@mail.x.example>`,
        `<${delivery}@mail.x.example>`,
        '<z@y>',
      ]),
    ).toEqual({ organisationId: org, deliveryIds: [delivery], invoiceIds: ['77'] });
  });

  it('tell nothing without a thread of ours', () => {
    expect(threadClues([`<${delivery}@mail.x.example>`, '<z@y>'])).toBeNull();
  });
});
