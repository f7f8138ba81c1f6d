import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { SignedReceiver, until } from './receiver.ts';
import { connect, KEY, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
let receiver: SignedReceiver;
let careless: SignedReceiver | undefined;
beforeEach(async () => {
  sandbox = await startOnDayZero({ knobs: { webhookGatherMs: 20, webhookHandshakeRetryMs: 0 } });
  receiver = await SignedReceiver.start(KEY);
  await connect(sandbox);
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
  await careless?.close();
  careless = undefined;
});

async function subscribe(): Promise<void> {
  await sandbox.admin.setWebhookUrl({ url: receiver.url });
  expect(await sandbox.admin.handshake()).toEqual({ passed: true, status: 'active' });
  receiver.received.length = 0;
}

const pay = () => sandbox.admin.payInvoice({ tenantId: TENANT_A, id: 'INV-0104', amount: 60 });

describe('intent to receive (facts: Xero 6.3)', () => {
  it('sends bodies without events and with sequences of 0, some signed right and some wrong', async () => {
    await sandbox.admin.setWebhookUrl({ url: receiver.url });
    expect((await sandbox.admin.handshake()).passed).toBe(true);
    expect(receiver.received.map(({ isSigned }) => isSigned)).toEqual([false, true, false, false]);
    for (const { json } of receiver.received)
      expect(json).toEqual({
        events: [],
        firstEventSequence: 0,
        lastEventSequence: 0,
        entropy: expect.stringMatching(/^.{20}$/),
      });
  });

  it.each([
    ['a wrong signature is accepted', { key: 'another key', text: '' }],
    ['something stands in the answer', { key: KEY, text: 'OK' }],
  ])('does not pass when %s, and nothing is delivered', async (_case, { key, text }) => {
    careless = await SignedReceiver.start(key);
    careless.text = text;
    await sandbox.admin.setWebhookUrl({ url: careless.url });
    expect(await sandbox.admin.handshake()).toEqual({ passed: false, status: 'intent-required' });
    await pay();
    expect((await sandbox.admin.flushWebhooks()).waiting).toBeGreaterThan(0);
    expect(careless.deliveries).toEqual([]);
  });

  it('asks again by itself until the receiver is there', async () => {
    await sandbox.admin.setKnobs({ webhookHandshakeRetryMs: 20 });
    await sandbox.admin.setWebhookUrl({ url: receiver.url });
    await pay();
    await until(() => receiver.deliveries.length > 0);
  });
});

describe('deliveries (facts: Xero 6.1, 6.4)', () => {
  it('tells of an invoice that was paid: signed, with its own id and address, without a zone', async () => {
    await subscribe();
    const invoice = await sandbox.admin.readInvoice({ tenantId: TENANT_A, id: 'INV-0104' });
    await pay();
    await sandbox.admin.flushWebhooks();
    const id = invoice.invoice?.['InvoiceID'];
    const [delivery] = receiver.deliveries;
    expect(delivery).toMatchObject({ isSigned: true });
    expect(delivery?.json).toMatchObject({ firstEventSequence: 1, lastEventSequence: 1 });
    expect(delivery?.events).toEqual([
      {
        resourceUrl: `${sandbox.url}/api.xro/2.0/Invoices/${String(id)}`,
        resourceId: id,
        tenantId: TENANT_A,
        tenantType: 'ORGANISATION',
        eventCategory: 'INVOICE',
        eventType: 'UPDATE',
        eventDateUtc: expect.stringMatching(/^2026-11-15T20:0\d:\d\d\.\d{3}$/),
      },
    ]);
  });

  it('tells of credit with its type and status', async () => {
    await subscribe();
    const contactId = 'Summit Dental';
    await sandbox.admin.createCredit({ tenantId: TENANT_A, contactId, amount: 5 });
    await sandbox.admin.createCredit({
      tenantId: TENANT_A,
      contactId,
      amount: 6,
      kind: 'Prepayment',
    });
    await sandbox.admin.flushWebhooks();
    const events = receiver.deliveries.flatMap((delivery) => delivery.events);
    expect(
      events.map(({ eventCategory, eventType, data }) => [eventCategory, eventType, data]),
    ).toEqual([
      ['CREDITNOTE', 'CREATE', { Type: 'ACCRECCREDIT', Status: 'AUTHORISED' }],
      [
        'PREPAYMENT',
        'CREATE',
        {
          Type: 'RECEIVE-PREPAYMENT',
          Status: 'AUTHORISED',
          UpdatedDateUTCString: expect.stringMatching(/Z$/),
        },
      ],
    ]);
  });

  it('says nothing of organisations that are not connected, and mixes those that are', async () => {
    await subscribe();
    const inB = { tenantId: TENANT_B, id: 'TF-2001', amount: 1 };
    await sandbox.admin.payInvoice(inB);
    await connect(sandbox, { tenantId: TENANT_B });
    await sandbox.admin.payInvoice(inB);
    await pay();
    await sandbox.admin.flushWebhooks();
    expect(receiver.deliveries.map(({ events }) => events.map(({ tenantId }) => tenantId))).toEqual(
      [[TENANT_B, TENANT_A]],
    );
  });

  it('tries again at once, then every fifteen minutes', async () => {
    await subscribe();
    receiver.statuses = [500, 503, 200];
    await pay();
    await sandbox.admin.flushWebhooks();
    expect(receiver.deliveries).toHaveLength(2);
    await sandbox.admin.advanceClock({ seconds: 14 * 60 });
    await sandbox.admin.flushWebhooks();
    expect(receiver.deliveries).toHaveLength(2);
    await sandbox.admin.advanceClock({ seconds: 61 });
    await sandbox.admin.flushWebhooks();
    expect(receiver.deliveries).toHaveLength(3);
    expect(new Set(receiver.deliveries.map(({ body }) => body)).size).toBe(1);
  });

  it('is switched off after a day, keeps what happened and replays it in order after a new handshake', async () => {
    await subscribe();
    receiver.statuses = Array.from({ length: 200 }, () => 500);
    await pay();
    await sandbox.admin.flushWebhooks();
    await sandbox.admin.advanceClock({ seconds: 26 * 3600 });
    await sandbox.admin.flushWebhooks();
    expect((await sandbox.admin.webhooks()).status).toBe('disabled');
    await sandbox.admin.voidInvoice({ tenantId: TENANT_A, id: 'INV-0103' });
    receiver.statuses = [];
    receiver.received.length = 0;
    await sandbox.admin.handshake();
    await sandbox.admin.flushWebhooks();
    const sequences = receiver.deliveries.map(({ json }) => json['firstEventSequence']);
    expect(sequences).toEqual([1, 2]);
  });

  it.each([
    ['doubles', { webhookDuplicates: 1 }, 2, 'UPDATE'],
    ['spells the type as samples do', { webhookTypeCase: 'title' }, 1, 'Update'],
  ])('%s when a knob says so', async (_case, knobs, deliveries, eventType) => {
    await subscribe();
    await sandbox.admin.setKnobs(knobs);
    await pay();
    await sandbox.admin.flushWebhooks();
    expect(receiver.deliveries).toHaveLength(deliveries);
    expect(receiver.deliveries.at(-1)?.events[0]).toMatchObject({ eventType });
  });

  it('replays what was delivered, and delivers late and out of order when a fault says so', async () => {
    await subscribe();
    await sandbox.admin.addWebhookFault({ kind: 'delay', delayMs: 60_000 });
    await pay();
    await sandbox.admin.flushWebhooks();
    await sandbox.admin.voidInvoice({ tenantId: TENANT_A, id: 'INV-0103' });
    await sandbox.admin.flushWebhooks();
    await sandbox.admin.advanceClock({ seconds: 61 });
    await sandbox.admin.flushWebhooks();
    const sequences = () => receiver.deliveries.map(({ json }) => json['firstEventSequence']);
    expect(sequences()).toEqual([2, 1]);
    expect(await sandbox.admin.replayWebhooks({ count: 2 })).toEqual({ sent: 2 });
    expect(sequences()).toEqual([2, 1, 2, 1]);
  });

  it.each(['wrong', 'missing'])('can leave with a %s signature', async (webhookSignature) => {
    await subscribe();
    await sandbox.admin.setKnobs({ webhookSignature });
    await pay();
    await sandbox.admin.flushWebhooks();
    expect(receiver.deliveries[0]).toMatchObject({ isSigned: false });
  });
});
