import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_B, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asText, at } from '../../../sandbox/kit/json.ts';
import { signBody } from '../../../sandbox/kit/sign.ts';
import { Receiver, connect, openBooks, startOnDayZero, until } from './support.ts';

const KEY = 'sim-verifier-token-0001';

describe('the signature', () => {
  it.each([
    [
      180,
      '7aebtCgY9xvjqJQiBN6AvCKF4fHfhv0VtybFOAWSO88=',
      '{"eventNotifications":[{"realmId":"9130357900000001","dataChangeEvent":{"entities":[{"name":"Invoice","id":"145","operation":"Update","lastUpdated":"2026-11-02T17:05:09.000Z"}]}}]}',
    ],
    [
      309,
      '5VNIJKqoSIMH8xqkit9Y9BbkMIFXlz27UU/hNBpLnvw=',
      '[{"specversion":"1.0","id":"0f6f1c52-6c0e-4d0e-9a55-5c2f6f3b7a10","source":"intuit.c2ltdWxhdG9yLXNvdXJjZS0wMDAwMDAwMDAwMDAwMDA=","type":"qbo.invoice.updated.v1","datacontenttype":"application/json","time":"2026-11-02T17:05:09.123456789Z","intuitentityid":"145","intuitaccountid":"9130357900000001","data":{}}]',
    ],
  ])('of the %d-byte body of facts 7.4 is right', (length, signature, body) => {
    expect(Buffer.byteLength(body)).toBe(length);
    expect(signBody(Buffer.from(body), KEY)).toBe(signature);
  });
});

describe('webhooks', () => {
  let sandbox: SandboxQuickBooks;
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.start();
    sandbox = await startOnDayZero({
      webhookUrl: receiver.url,
      knobs: { webhookGatherMs: 5, webhookRetryScale: 0.001 },
    });
    await connect(sandbox);
  });
  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  const allEvents = (): JsonObject[] => receiver.received.flatMap(({ events }) => events);
  const types = (): string[] =>
    allEvents().map((event) => `${asText(event['type'])} ${asText(event['intuitentityid'])}`);
  const pay = (id: string, realmId = REALM_A): Promise<unknown> =>
    sandbox.admin.payInvoice({ realmId, id });

  it('announce a payment and its invoice as signed CloudEvents', async () => {
    await pay('101');
    await until(() => allEvents().length === 2);
    expect(types().sort()).toEqual(['qbo.invoice.updated.v1 101', 'qbo.payment.created.v1 1001']);
    const [first] = receiver.received;
    expect(first?.signature).toBe(signBody(Buffer.from(first?.body ?? ''), KEY));
    expect(allEvents()[0]).toMatchObject({
      specversion: '1.0',
      intuitaccountid: REALM_A,
      data: {},
    });
    expect(asText(allEvents()[0]?.['time'])).toMatch(/^2026-11-16T17:\d\d:\d\d\.\d{9}Z$/);
    expect(new Set(allEvents().map((event) => event['id'])).size).toBe(2);
  });

  it.each([
    ['voidInvoice', { id: '103' }, 'qbo.invoice.void.v1 103'],
    ['deleteInvoice', { id: '103' }, 'qbo.invoice.deleted.v1 103'],
    ['emailInvoice', { id: '101' }, 'qbo.invoice.emailed.v1 101'],
    ['deactivateCustomer', { id: '12' }, 'qbo.customer.updated.v1 12'],
  ] as const)('name what %s did', async (action, input, expected) => {
    await sandbox.admin[action]({ realmId: REALM_A, ...input });
    await until(() => types().includes(expected));
    expect(types()).toEqual([expected]);
  });

  it('come for changes that the application itself made', async () => {
    const books = await openBooks(sandbox);
    await books.post('/invoice', {
      Id: '103',
      SyncToken: '1',
      sparse: true,
      EmailStatus: 'EmailSent',
    });
    await until(() => types().includes('qbo.invoice.updated.v1 103'));
  });

  it('never come for attachments, nor for companies that are not connected', async () => {
    await sandbox.admin.attachFile({
      realmId: REALM_A,
      id: '103',
      fileName: 'late.pdf',
      includeOnSend: true,
    });
    await pay('101', REALM_B);
    await pay('101');
    await until(() => allEvents().length === 2);
    expect(allEvents().every((event) => event['intuitaccountid'] === REALM_A)).toBe(true);
    expect(types().join()).not.toContain('attachable');
  });

  it('hold at most a hundred events, of several companies, in one body', async () => {
    await connect(sandbox, REALM_C);
    await sandbox.admin.setKnobs({ webhookGatherMs: 60_000 });
    const ids = Array.from({ length: 140 }, (_none, index) => String(index + 1));
    await sandbox.admin.touchInvoices({ realmId: REALM_A, ids: ['101', '102'] });
    await sandbox.admin.touchInvoices({ realmId: REALM_C, ids });
    expect(await sandbox.admin.flushWebhooks()).toEqual({ waiting: 0 });
    expect(receiver.received.map(({ events }) => events.length)).toEqual([100, 42]);
    expect(
      new Set(receiver.received[0]?.events.map((event) => event['intuitaccountid'])).size,
    ).toBe(2);
  });

  it.each([
    ['a server error', 500],
    ['a redirect', 302],
    ['202, which is not 200', 202],
  ])(
    'come again with the same bytes after %s, and nothing later comes before',
    async (_case, status) => {
      receiver.statuses = [status, status];
      await pay('101');
      await until(() => receiver.received.length === 1);
      await pay('103');
      await until(() => receiver.received.length === 4);
      const [first, second, third, fourth] = receiver.received;
      expect([second?.body, third?.body]).toEqual([first?.body, first?.body]);
      expect(fourth?.events.map((event) => event['intuitentityid'])).toContain('103');
    },
  );

  it('count an answer later than the time limit as a failure', async () => {
    await sandbox.admin.setKnobs({ webhookTimeoutMs: 50 });
    receiver.statuses = [0];
    await pay('101');
    await until(() => receiver.received.length === 2);
    const { history } = await sandbox.admin.webhooks();
    expect(history[0]?.status).toBe('timeout');
  });

  it('wait 10, 20, 30 seconds and 5 minutes between the first attempts', async () => {
    await sandbox.admin.setKnobs({ webhookRetryScale: 1 });
    receiver.statuses = [500, 500, 500, 500];
    await pay('101');
    await sandbox.admin.flushWebhooks();
    for (const [attempt, seconds] of [10, 20, 30, 300].entries()) {
      await sandbox.admin.advanceClock({ seconds: seconds - 2 });
      await sandbox.admin.flushWebhooks();
      expect(receiver.received).toHaveLength(attempt + 1);
      await sandbox.admin.advanceClock({ seconds: 2 });
      await sandbox.admin.flushWebhooks();
      expect(receiver.received).toHaveLength(attempt + 2);
    }
  });

  it('come twice, reversed, in the old form or badly signed when a knob says so', async () => {
    await sandbox.admin.setKnobs({
      webhookGatherMs: 60_000,
      webhookDuplicates: 1,
      webhookReorder: true,
    });
    await sandbox.admin.touchInvoices({ realmId: REALM_A, ids: ['101', '102'] });
    await sandbox.admin.flushWebhooks();
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
    expect(receiver.received[0]?.events.map((event) => event['intuitentityid'])).toEqual([
      '102',
      '101',
    ]);
    await sandbox.admin.setKnobs({
      webhookDuplicates: 0,
      webhookFormat: 'legacy',
      webhookSignature: 'wrong',
    });
    await sandbox.admin.touchInvoices({ realmId: REALM_A, ids: ['103'] });
    await sandbox.admin.flushWebhooks();
    const last = receiver.received[2];
    const body = JSON.parse(last?.body ?? '') as JsonObject;
    expect(at(body, 'eventNotifications')).toMatchObject([
      {
        realmId: REALM_A,
        dataChangeEvent: { entities: [{ name: 'Invoice', id: '103', operation: 'Update' }] },
      },
    ]);
    expect(last?.signature).not.toBe(signBody(Buffer.from(last?.body ?? ''), KEY));
  });
});
