import { describe, expect, it } from '@jest/globals';
import { Refused } from '../../../domain/errors.ts';
import { createWebhook } from '../../../integrations/quickbooks/webhook.ts';

const key = 'sim-verifier-token-0001';
const legacy =
  '{"eventNotifications":[{"realmId":"9130357900000001","dataChangeEvent":{"entities":[{"name":"Invoice","id":"145","operation":"Update","lastUpdated":"2026-11-02T17:05:09.000Z"}]}}]}';
const cloud =
  '[{"specversion":"1.0","id":"0f6f1c52-6c0e-4d0e-9a55-5c2f6f3b7a10","source":"intuit.c2ltdWxhdG9yLXNvdXJjZS0wMDAwMDAwMDAwMDAwMDA=","type":"qbo.invoice.updated.v1","datacontenttype":"application/json","time":"2026-11-02T17:05:09.123456789Z","intuitentityid":"145","intuitaccountid":"9130357900000001","data":{}}]';
const legacySignature = '7aebtCgY9xvjqJQiBN6AvCKF4fHfhv0VtybFOAWSO88=';
const cloudSignature = '5VNIJKqoSIMH8xqkit9Y9BbkMIFXlz27UU/hNBpLnvw=';
const webhook = createWebhook(['another-token', key]);

const event = (change: object = {}) => ({
  specversion: '1.0',
  id: 'event-1',
  type: 'qbo.invoice.updated.v1',
  time: '2026-11-02T17:05:09Z',
  intuitentityid: '145',
  intuitaccountid: '9130357900000001',
  ...change,
});
const parse = (body: unknown) => webhook.parse(Buffer.from(JSON.stringify(body)));

describe('the signature', () => {
  it.each([
    ['legacy', legacy, legacySignature],
    ['CloudEvents', cloud, cloudSignature],
  ])('of the published %s vector is right', (_form, body, signature) => {
    const headers = { 'intuit-signature': signature };
    expect(webhook.verify(Buffer.from(body), headers)).toBe(true);
    expect(webhook.verify(Buffer.from(`${body} `), headers)).toBe(false);
  });

  it('is never right without a token of ours', () => {
    const headers = { 'intuit-signature': cloudSignature };
    expect(createWebhook([]).verify(Buffer.from(cloud), headers)).toBe(false);
  });
});

describe('events', () => {
  it('are read from CloudEvents', () => {
    expect(webhook.parse(Buffer.from(cloud))).toEqual([
      {
        eventId: '0f6f1c52-6c0e-4d0e-9a55-5c2f6f3b7a10',
        booksId: '9130357900000001',
        kind: 'invoice',
        recordId: '145',
        verb: 'updated',
        at: '2026-11-02T17:05:09.123Z',
      },
    ]);
  });

  it('are read from the old form, with an id made of what they say', () => {
    const [first] = webhook.parse(Buffer.from(legacy));
    expect(first).toMatchObject({
      booksId: '9130357900000001',
      kind: 'invoice',
      recordId: '145',
      verb: 'updated',
      at: '2026-11-02T17:05:09.000Z',
    });
    expect(webhook.parse(Buffer.from(legacy))[0]?.eventId).toBe(first?.eventId);
    const later = legacy.replace('17:05:09', '17:05:10');
    expect(webhook.parse(Buffer.from(later))[0]?.eventId).not.toBe(first?.eventId);
  });

  it.each([
    ['qbo.invoice.void.v1', 'invoice', 'voided'],
    ['qbo.invoice.voided.v1', 'invoice', 'voided'],
    ['QBO.Invoice.Void.v1', 'invoice', 'voided'],
    ['qbo.customer.merged.v1', 'customer', 'merged'],
    ['qbo.creditmemo.created.v1', 'credit', 'created'],
    ['qbo.refundreceipt.created.v1', 'refund', 'created'],
    ['qbo.payment.deleted.v1', 'payment', 'deleted'],
    ['qbo.term.updated.v2', 'term', 'updated'],
    ['qbo.preferences.updated.v1', 'company', 'updated'],
    ['qbo.bill.created.v1', 'other', 'created'],
    ['qbo.invoice.constructor.v1', 'invoice', 'other'],
    ['something', 'other', 'other'],
  ])('of type %s are about %s, %s', (type, kind, verb) => {
    expect(parse([event({ type })])).toEqual([expect.objectContaining({ kind, verb })]);
  });

  it('of several companies may come in one post', () => {
    const other = event({ id: 'event-2', intuitaccountid: '9130357900000002' });
    expect(parse([event(), other]).map((one) => one.booksId)).toEqual([
      '9130357900000001',
      '9130357900000002',
    ]);
  });

  it('of a merge in the old form name both customers', () => {
    const entity = { name: 'Customer', id: '7', operation: 'Merge', deletedId: '12' };
    const entities = [{ ...entity, lastUpdated: '2026-11-02T17:05:09.000Z' }];
    const body = { eventNotifications: [{ realmId: '1', dataChangeEvent: { entities } }] };
    expect(parse(body).map((one) => [one.recordId, one.verb])).toEqual([
      ['7', 'merged'],
      ['12', 'merged'],
    ]);
  });

  it('of an unknown form do not take the others with them', () => {
    expect(parse([event({ intuitaccountid: undefined }), event()])).toHaveLength(1);
  });

  it.each([['[]', 0]])('may be none: %s', (body, count) => {
    expect(webhook.parse(Buffer.from(body))).toHaveLength(count);
  });

  it.each(['[1,2]', '{"eventNotifications":[{}]}'])('cannot be read from %s', (body) => {
    const read = () => webhook.parse(Buffer.from(body));
    expect(read).toThrow(Refused);
    expect(read).toThrow(expect.objectContaining({ code: 'quickbooks.webhook-unreadable' }));
  });
});
