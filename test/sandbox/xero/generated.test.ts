import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asText } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { startSandboxXero, TENANT_A, TENANT_C } from '../../../sandbox/xero/index.ts';
import { Books, call, connect, openBooks, refresh, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

describe('a generated organisation', () => {
  const generate = { invoices: 1500, contacts: 40 };

  it('is the same for the same numbers, and its sums hold', async () => {
    const dumps: JsonObject[][] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const bulk = await startOnDayZero({ generate });
      const { records, total } = await bulk.admin.dump({
        tenantId: TENANT_C,
        table: 'invoices',
        limit: 2000,
      });
      expect(total).toBe(1500);
      dumps.push(records);
      await bulk.close();
    }
    expect(dumps[0]).toEqual(dumps[1]);
    for (const one of dumps[0] ?? []) {
      const due = one['Status'] === 'VOIDED' ? 0 : Number(one['Total']) - Number(one['AmountPaid']);
      expect(Number(one['AmountDue'])).toBeCloseTo(due, 2);
    }
    const paid = (dumps[0] ?? []).filter(({ Status }) => Status === 'PAID').length;
    expect(paid / 1500).toBeGreaterThan(0.3);
  });

  it('is read to the end in pages of a thousand', async () => {
    const bulk = await startOnDayZero({ generate });
    const books = await openBooks(bulk, TENANT_C);
    const sizes: number[] = [];
    for (const page of [1, 2, 3])
      sizes.push(
        (await books.records(`/Invoices?page=${page}&pageSize=1000&order=UpdatedDateUTC`)).length,
      );
    expect(sizes).toEqual([1000, 500, 0]);
    await bulk.close();
  });
});

describe('edits by chance', () => {
  it('are the same for the same seed, keep every sum true and show in a delta unless they are quiet', async () => {
    const books = await openBooks(sandbox);
    const twin = await startOnDayZero();
    await sandbox.admin.advanceClock({ seconds: 10 });
    const input = { tenantId: TENANT_A, count: 150, seed: 7 };
    const { edits, counts } = await sandbox.admin.randomEdits(input);
    expect((await twin.admin.randomEdits(input)).counts).toEqual(counts);
    await twin.close();
    expect(Object.keys(counts).length).toBeGreaterThan(8);
    for (const one of await books.records('/Invoices')) {
      if (['VOIDED', 'DELETED'].includes(asText(one['Status']))) continue;
      const due = Number(one['Total']) - Number(one['AmountPaid']) - Number(one['AmountCredited']);
      expect(Number(one['AmountDue'])).toBeCloseTo(due, 2);
      if (one['Status'] === 'PAID') expect(one['AmountDue']).toBe(0);
    }
    const since = { 'if-modified-since': '2026-11-15T20:00:09' };
    const changed = await books.column('/Invoices', 'InvoiceID', since);
    const loud = edits.filter(({ action }) =>
      ['createInvoice', 'voidInvoice', 'approveInvoice'].includes(action),
    );
    for (const { id } of loud) expect(changed).toContain(id);
  });
});

describe('a restart', () => {
  it('keeps changes, organisations, tokens, key, clock, limits and day zero', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-xero-'));
    const dataFile = join(folder, 'state', 'xero.json');
    const first = await startOnDayZero({ dataFile });
    const tokens = await connect(first);
    await first.admin.payInvoice({ tenantId: TENANT_A, id: 'INV-0105', amount: 100 });
    await first.admin.attachFile({
      tenantId: TENANT_A,
      id: 'INV-0103',
      fileName: 'a.txt',
      content: 'aGVsbG8=',
    });
    const more = await first.admin.addOrganisations({ count: 3 });
    const keys = (await call(`${first.url}/.well-known/openid-configuration/jwks`)).text;
    await first.close();
    expect(statSync(dataFile).mode & 0o777).toBe(0o600);

    const second = await startSandboxXero({ dataFile, dayZero: '2020-01-01' });
    const books = new Books(second, tokens.access);
    expect(await books.one('/Invoices/INV-0105')).toMatchObject({ AmountPaid: 900 });
    expect((await books.records('/Invoices/INV-0105/History'))[0]).toMatchObject({
      Changes: 'Payment Received',
    });
    expect((await books.request('/Invoices/INV-0103/Attachments/a.txt')).text).toBe('hello');
    expect((await call(`${second.url}/.well-known/openid-configuration/jwks`)).text).toBe(keys);
    expect((await refresh(second, tokens.refresh)).status).toBe(200);
    expect((await second.admin.state()).dayZero).toBe('2026-11-16');
    // As many as there were, the same ones.
    expect(await second.admin.addOrganisations({ count: 1 })).toEqual(more);
    await second.admin.reset();
    expect(await books.one('/Invoices/INV-0105')).toMatchObject({ AmountPaid: 800 });
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
