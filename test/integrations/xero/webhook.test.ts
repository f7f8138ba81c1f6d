import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { Refused } from '../../../domain/errors.ts';
import { createWebhook } from '../../../integrations/xero/webhook.ts';

const { verify, parse } = createWebhook(['old key', 'bmV3IGtleQ==']);
const sign = (body: Buffer, key: string) => createHmac('sha256', key).update(body).digest('base64');
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

const event = {
  resourceUrl: 'https://api.xero.com/api.xro/2.0/Invoices/55d8',
  resourceId: '55d8',
  tenantId: 'aef8',
  tenantType: 'ORGANISATION',
  eventCategory: 'INVOICE',
  eventType: 'UPDATE',
  eventDateUtc: '2026-11-16T00:44:09.9234567',
};
const post = (...events: unknown[]) =>
  bytes({ events, firstEventSequence: 76, lastEventSequence: 76, entropy: 'FXNG' });

describe('the signature (facts: Xero 6.2)', () => {
  const body = post(event);
  it.each([
    ['of either key, as text though it looks like base64', sign(body, 'bmV3IGtleQ=='), true],
    ['of the former key', sign(body, 'old key'), true],
    ['of another key', sign(body, 'new key'), false],
    ['of another length', 'short', false],
    ['that is missing', undefined, false],
  ])('%s', (_name, signature, expected) => {
    expect(verify(body, { 'x-xero-signature': signature })).toBe(expected);
  });

  it('is of exactly these bytes', () => {
    const changed = Buffer.from(body.toString().replace('55d8', '55d9'));
    expect(verify(changed, { 'x-xero-signature': sign(body, 'old key') })).toBe(false);
  });
});

describe('the events of a post', () => {
  it('of the handshake are none, with sequence numbers of zero (facts: Xero 6.3)', () => {
    const handshake = bytes({
      events: [],
      firstEventSequence: 0,
      lastEventSequence: 0,
      entropy: '',
    });
    expect(parse(handshake)).toEqual([]);
  });

  it.each([
    [{}, { kind: 'invoice', recordId: '55d8', verb: 'updated' }],
    [{ eventType: 'Create' }, { kind: 'invoice', verb: 'created' }],
    [{ eventCategory: 'CONTACT' }, { kind: 'customer', recordId: '55d8' }],
    [{ eventCategory: 'CreditNote' }, { kind: 'credit', recordId: '55d8' }],
    [{ eventCategory: 'OVERPAYMENT' }, { kind: 'payment', recordId: 'overpayment/55d8' }],
    [{ eventCategory: 'PREPAYMENT' }, { kind: 'payment', recordId: 'prepayment/55d8' }],
    [{ eventCategory: 'SUBSCRIPTION' }, { kind: 'other' }],
    [
      { eventCategory: 'QUOTE', eventType: 'SENT' },
      { kind: 'other', verb: 'other' },
    ],
  ])('%j is %j', (change, expected) => {
    const [read] = parse(post({ ...event, ...change }));
    expect(read).toMatchObject({ booksId: 'aef8', at: '2026-11-16T00:44:09.923Z', ...expected });
  });

  it('have the same id when they are delivered again, whatever the case of their words', () => {
    const idOf = (change: object) => parse(post({ ...event, ...change }))[0]?.eventId;
    expect(idOf({ eventType: 'Update', resourceUrl: 'https://api.xero.com/' })).toBe(idOf({}));
    for (const change of [
      { resourceId: '55d9' },
      { tenantId: 'aef9' },
      { eventType: 'CREATE' },
      { eventDateUtc: '2026-11-16T00:44:10' },
    ])
      expect(idOf(change)).not.toBe(idOf({}));
  });

  it('of an unknown form take no others with them', () => {
    expect(parse(post({ hello: 1 }, event))).toHaveLength(1);
    expect(() => parse(post({ hello: 1 }))).toThrow(Refused);
  });
});
