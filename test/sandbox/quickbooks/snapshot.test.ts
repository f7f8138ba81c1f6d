import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_C, startSandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { asText, at } from '../../../sandbox/kit/json.ts';
import {
  Books,
  Receiver,
  call,
  connect,
  faultCode,
  postToken,
  startOnDayZero,
  until,
} from './support.ts';

let folder: string;
let dataFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-quickbooks-'));
  dataFile = join(folder, 'state', 'quickbooks.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const again = (more = {}): Promise<SandboxQuickBooks> =>
  startSandboxQuickBooks({ dataFile, knobs: { webhookGatherMs: 5 }, ...more });

describe('a restart', () => {
  it('keeps changes, deletions, tokens, key, clock and day zero', async () => {
    const first = await startOnDayZero({ dataFile });
    const tokens = await connect(first);
    await first.admin.payInvoice({ realmId: REALM_A, id: '101' });
    await first.admin.deleteInvoice({ realmId: REALM_A, id: '103' });
    const file = await first.admin.attachFile({
      realmId: REALM_A,
      id: '104',
      fileName: 'a.txt',
      contentType: 'text/plain',
      content: 'aGVsbG8=',
    });
    const keys = (await call(`${first.url}/op/v1/jwks`)).text;
    await first.close();

    const second = await again({ dayZero: '2020-01-01' });
    const books = new Books(second, tokens.access);
    expect(await books.invoice('101')).toMatchObject({ Balance: 0, SyncToken: '4' });
    expect(faultCode(await books.request('/invoice/103'))).toBe('610');
    expect((await call(`${second.url}/op/v1/jwks`)).text).toBe(keys);
    expect(
      (await postToken(second, { grant_type: 'refresh_token', refresh_token: tokens.refresh }))
        .status,
    ).toBe(200);
    expect(await second.admin.state()).toMatchObject({
      dayZero: '2026-11-16',
      now: expect.stringMatching(/^2026-11-16T17/),
    });
    const { json } = await books.request(`/attachable/${asText(file['Id'])}`);
    expect((await call(asText(at(json, 'Attachable', 'TempDownloadUri')))).text).toBe('hello');
    const created = await second.admin.createInvoice({
      realmId: REALM_A,
      customerId: '1',
      amount: 1,
    });
    expect(created['Id']).toBe('1002');
    await second.close();
    expect(readdirSync(join(folder, 'state'))).toEqual(['quickbooks.json']);
  });

  it('goes on delivering the webhook that was waiting', async () => {
    const receiver = await Receiver.start();
    receiver.statuses = [500];
    const first = await startOnDayZero({
      dataFile,
      webhookUrl: receiver.url,
      knobs: { webhookGatherMs: 5 },
    });
    await connect(first);
    await first.admin.payInvoice({ realmId: REALM_A, id: '101' });
    await until(() => receiver.received.length === 1);
    await first.close();
    const second = await again();
    await second.admin.advanceClock({ seconds: 10 });
    await until(() => receiver.received.length === 2);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
    await second.close();
    await receiver.close();
  });

  it('keeps a generated company as its size and its changes, not as a hundred megabytes', async () => {
    const generate = { realmId: REALM_C, invoices: 5000, customers: 50 };
    const first = await startOnDayZero({ dataFile, generate });
    await first.admin.payInvoice({ realmId: REALM_C, id: '4' });
    await first.close();
    expect(statSync(dataFile).size).toBeLessThan(50_000);
    const second = await again();
    expect(
      (await second.admin.read({ realmId: REALM_C, entity: 'Invoice', id: '4' })).entity,
    ).toMatchObject({ Balance: 0 });
    expect(
      (await second.admin.list({ realmId: REALM_C, entity: 'Invoice' })).entities,
    ).toHaveLength(5000);
    await second.close();
  });
});
