import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_B } from '../../../sandbox/quickbooks/index.ts';
import { asText } from '../../../sandbox/kit/json.ts';
import { Receiver, connect, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await Receiver.start();
  sandbox = await startOnDayZero({
    webhookUrl: receiver.url,
    knobs: { webhookGatherMs: 60_000 },
  });
  await connect(sandbox);
  await connect(sandbox, REALM_B);
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

async function touch(...ids: string[]): Promise<void> {
  await sandbox.admin.touchInvoices({ realmId: REALM_A, ids });
  await sandbox.admin.flushWebhooks();
}

const came = (): string[][] =>
  receiver.received.map(({ events }) => events.map((event) => asText(event['intuitentityid'])));

describe('a webhook delivery', () => {
  it.each([
    ['is lost', { kind: 'lose' as const }, [['103']]],
    ['comes twice', { kind: 'double' as const }, [['101', '102'], ['101', '102'], ['103']]],
    ['comes in reverse', { kind: 'reorder' as const }, [['102', '101'], ['103']]],
    ['passes first', { kind: 'lose' as const, skip: 1 }, [['101', '102']]],
    ['is lost with the next', { kind: 'lose' as const, times: 2 }, []],
  ])('%s when a fault says so, the next one is whole', async (_what, fault, expected) => {
    await sandbox.admin.addWebhookFault(fault);
    await touch('101', '102');
    await touch('103');
    expect(came()).toEqual(expected);
  });

  it('comes late and is overtaken', async () => {
    await sandbox.admin.addWebhookFault({ kind: 'delay', delayMs: 3_600_000 });
    await touch('101');
    await touch('102');
    expect(came()).toEqual([['102']]);
    await sandbox.admin.advanceClock({ seconds: 3601 });
    await sandbox.admin.flushWebhooks();
    expect(came()).toEqual([['102'], ['101']]);
  });

  it('is not even planned while webhooks are off', async () => {
    await sandbox.admin.setKnobs({ webhooks: 'off' });
    await touch('101');
    await sandbox.admin.setKnobs({ webhooks: 'on' });
    await touch('102');
    expect(came()).toEqual([['102']]);
  });

  it.each([
    [true, 1],
    [false, 2],
  ])('with mixed companies %s takes %d bodies for two', async (webhookMixRealms, bodies) => {
    await sandbox.admin.setKnobs({ webhookMixRealms });
    await sandbox.admin.touchInvoices({ realmId: REALM_A, ids: ['101'] });
    await sandbox.admin.touchInvoices({ realmId: REALM_B, ids: ['101'] });
    await sandbox.admin.flushWebhooks();
    expect(receiver.received).toHaveLength(bodies);
  });
});
