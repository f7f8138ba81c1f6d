import { describe, expect, it } from '@jest/globals';
import { toReport } from '../../../integrations/sendgrid/to-report.ts';
import { makeEvent, type EventFields } from '../../support/sendgrid-posts.ts';

const of = {
  organisationId: '7f0d0d5e-0d0c-4a0f-8b6e-2f6a3f1c9a11',
  deliveryId: 'a3b0b0de-4f0f-4b7a-9f0e-0a6d2a5b7c22',
  address: 'AP@rose.example',
};
const report = (change: EventFields = {}) => toReport(makeEvent(of, change));
const bounce = (change: EventFields) => ({ event: 'bounce', type: 'bounce', ...change });

describe('an event of SendGrid', () => {
  it('names organisation, delivery, address, time and what was said', () => {
    expect(report({ event: 'bounce', status: '5.1.1', reason: '550 no such user' })).toMatchObject({
      ...of,
      kind: 'bounced',
      at: new Date(1_795_000_000_000),
      raw: 'AP@rose.example: 5.1.1 550 no such user',
    });
  });

  it.each([
    [{ event: 'processed' }, 'processed', false],
    [{ event: 'deferred', attempt: '5' }, 'deferred', false],
    [{ event: 'delivered' }, 'delivered', false],
    [bounce({ bounce_classification: 'Invalid Address' }), 'bounced', true],
    [bounce({ bounce_classification: 'Mailbox Unavailable' }), 'bounced', true],
    [bounce({ bounce_classification: 'Reputation', status: '5.1.1' }), 'bounced', false],
    [bounce({ bounce_classification: 'Unclassified' }), 'bounced', false],
    [bounce({ status: '5.1.1' }), 'bounced', true],
    [bounce({ status: '5.7.1' }), 'bounced', false],
    [bounce({}), 'bounced', false],
    [{ event: 'bounce', type: 'blocked', status: '5.1.1' }, 'blocked', false],
    [{ event: 'dropped', reason: 'Bounced Address' }, 'dropped', true],
    [{ event: 'dropped', reason: 'Spam Reporting Address' }, 'dropped', true],
    [{ event: 'dropped', reason: 'Invalid' }, 'dropped', true],
    [{ event: 'dropped', reason: 'Unsubscribed Address' }, 'dropped', true],
    [{ event: 'dropped', reason: 'Spam Content' }, 'dropped', false],
    [{ event: 'spamreport' }, 'spam-report', true],
    [{ event: 'unsubscribe' }, 'unsubscribed', true],
    [{ event: 'group_unsubscribe' }, 'unsubscribed', true],
    [{ event: 'group_resubscribe' }, 'resubscribed', false],
    [{ event: 'open' }, 'opened', false],
    [{ event: 'click', url: 'https://pay.example/secret' }, 'clicked', false],
  ])('%j is %s; stops the address: %s', (event, kind, suppresses) => {
    expect(report(event)).toMatchObject({ kind, suppresses });
  });

  it.each([
    [{ event: 'dropped', reason: 'Spam Reporting Address' }, 'spam-report'],
    [{ event: 'dropped', reason: 'Unsubscribed Address' }, 'unsubscribed'],
    [{ event: 'dropped', reason: 'Bounced Address' }, undefined],
    [{ event: 'spamreport' }, undefined],
  ])('%j goes back to an earlier wish of the reader: %s', (event, wish) => {
    expect(report(event)?.wish).toBe(wish);
  });

  it('has the same key when it is repeated under a new id, another one when it happened again', () => {
    const key = report()?.rawKey;
    expect(report({ sg_event_id: 'new' })?.rawKey).toBe(key);
    for (const change of [
      { timestamp: 1_795_000_001 },
      { event: 'open' },
      { email: 'b@c.example' },
    ])
      expect(report(change)?.rawKey).not.toBe(key);
  });

  it.each([
    ['without a delivery', { delivery_id: undefined }],
    ['whose organisation is no id', { org: "x'; drop table" }],
    ['without an address', { email: undefined }],
    ['without a time', { timestamp: undefined }],
    ['with a time that is none', { timestamp: 'soon' }],
    ['of an unknown kind', { event: 'constructor' }],
  ])('%s is none of ours', (_case, change) => {
    expect(report(change)).toBeNull();
  });

  it('without the vendor’s message id, as after a late bounce, is still known by ours', () => {
    expect(report({ sg_message_id: undefined })).toMatchObject({ deliveryId: of.deliveryId });
  });

  it('says nothing about the reader’s device or the link', () => {
    const raw = report({
      event: 'click',
      url: 'https://x.example/t',
      ip: '203.0.113.9',
      useragent: 'M',
    })?.raw;
    expect(raw).toBe('AP@rose.example:');
  });
});
