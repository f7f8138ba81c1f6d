import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A } from '../../../sandbox/xero/index.ts';
import { SignedReceiver } from './receiver.ts';
import type { Tokens } from './support.ts';
import { Books, connect, KEY, refresh, startOnDayZero } from './support.ts';

const FOLDER = fileURLToPath(new URL('../../../sandbox/xero/scenarios/', import.meta.url));
const files = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));

let sandbox: SandboxXero;
let receiver: SignedReceiver;
let tokens: Tokens;
let books: Books;
beforeEach(async () => {
  receiver = await SignedReceiver.start(KEY);
  // Events leave only when a step or the test says so.
  sandbox = await startOnDayZero({
    knobs: { webhookGatherMs: 60_000, webhookHandshakeRetryMs: 0 },
  });
  tokens = await connect(sandbox);
  books = new Books(sandbox, tokens.access);
  await sandbox.admin.setWebhookUrl({ url: receiver.url });
  await sandbox.admin.handshake();
  receiver.received.length = 0;
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

async function play(file: string): Promise<void> {
  const scenario = JSON.parse(readFileSync(`${FOLDER}${file}.json`, 'utf8')) as JsonObject;
  await sandbox.admin.playScenario({ scenario, file });
  await sandbox.admin.advance({});
}

async function freshBooks(): Promise<Books> {
  return new Books(sandbox, (await connect(sandbox)).access);
}

const statuses = async (path: string, times: number): Promise<number[]> => {
  const all: number[] = [];
  for (let turn = 0; turn < times; turn += 1) all.push((await books.request(path)).status);
  return all;
};

const sequences = async (): Promise<unknown[]> => {
  await sandbox.admin.flushWebhooks();
  return receiver.deliveries.map(({ json }) => json['firstEventSequence']);
};

/** What an app sees once the file has played (facts: Xero 9.4). */
const outcomes: Record<string, () => Promise<void>> = {
  'refresh-answer-lost': async () => {
    await expect(refresh(sandbox, tokens.refresh)).rejects.toThrow();
    await sandbox.admin.advanceClock({ seconds: 29 * 60 });
    expect((await refresh(sandbox, tokens.refresh)).status).toBe(200);
    await sandbox.admin.advanceClock({ seconds: 2 * 60 });
    expect((await refresh(sandbox, tokens.refresh)).json).toEqual({ error: 'invalid_grant' });
  },
  'two-workers-refresh': async () => {
    const both = await Promise.all([1, 2].map(() => refresh(sandbox, tokens.refresh)));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
  },
  'disconnected-in-xero': async () => {
    const renewed = await refresh(sandbox, tokens.refresh);
    const later = new Books(sandbox, String(renewed.json['access_token']));
    expect((await later.request('/Invoices')).status).toBe(403);
  },
  'user-revoked': async () => {
    expect((await refresh(sandbox, tokens.refresh)).json).toEqual({ error: 'invalid_grant' });
  },
  'minute-limit-mid-page': async () => {
    expect(await statuses('/Invoices?page=1', 3)).toEqual([200, 429, 200]);
  },
  'day-limit': async () => {
    const { status, headers } = await books.request('/Invoices');
    expect([status, headers.get('x-rate-limit-problem')]).toEqual([429, 'day']);
    expect(headers.get('retry-after')).toBe('25200');
  },
  'app-minute-limit': async () => {
    const { status, headers } = await books.request('/Invoices');
    expect([status, headers.get('x-rate-limit-problem')]).toEqual([429, 'appminute']);
    expect(headers.get('retry-after')).toBeNull();
  },
  'unavailable-mid-sweep': async () => {
    expect(await statuses('/Invoices?page=1', 3)).toEqual([200, 503, 200]);
  },
  'webhook-duplicated': async () => {
    await sequences();
    expect(await sequences()).toEqual([1, 1]);
  },
  'webhooks-out-of-order': async () => {
    expect(await sequences()).toEqual([2, 1]);
  },
  'receiver-down-for-26-hours': async () => {
    receiver.statuses = [];
    receiver.received.length = 0;
    await sandbox.admin.handshake();
    expect(await sequences()).toEqual([1, 2]);
  },
  'quiet-edit': async () => {
    const later = await freshBooks();
    const since = { 'if-modified-since': '2026-11-15T20:00:00' };
    expect(await later.column('/Invoices', 'InvoiceNumber', since)).toEqual([]);
    expect(await later.one('/Invoices/INV-0105')).toMatchObject({
      DueDateString: '2026-12-15T00:00:00',
    });
    expect(await sequences()).toEqual([]);
  },
  'contact-merged': async () => {
    const later = await freshBooks();
    expect(await later.one('/Invoices/INV-0113')).toMatchObject({
      Contact: { Name: 'Summit Dental' },
    });
    expect(await later.column('/Contacts', 'Name')).not.toContain('Old Mill Joinery');
  },
  'payment-bounces': async () => {
    const later = await freshBooks();
    expect(await later.one('/Invoices/INV-0103')).toMatchObject({
      Status: 'AUTHORISED',
      AmountDue: 1150,
    });
  },
  'voided-while-queued': async () => {
    const later = await freshBooks();
    expect(await later.one('/Invoices/INV-0103')).toMatchObject({ Status: 'VOIDED', AmountDue: 0 });
  },
  'note-lost-after-commit': async () => {
    const body = { HistoryRecords: [{ Details: 'once' }] };
    const signal = AbortSignal.timeout(1_000);
    const request = { method: 'PUT', body: JSON.stringify(body), signal };
    await expect(books.request('/Invoices/INV-0103/History', request)).rejects.toThrow();
    const { history } = await sandbox.admin.readHistory({ tenantId: TENANT_A, id: 'INV-0103' });
    expect(history.filter(({ details }) => details === 'once')).toHaveLength(1);
  },
  'organisation-offline': async () => {
    const played = (await sandbox.admin.scenario()).played.map((step) => step.do);
    expect(played).toEqual(['setOffline', 'setOffline']);
    expect((await books.request('/Invoices')).status).toBe(200);
  },
};

describe('scripted scenarios (facts: Xero 9.4)', () => {
  it('has an outcome for every file', () => {
    expect(Object.keys(outcomes).sort()).toEqual(files.sort());
  });

  it.each(files)('%s', async (file) => {
    if (file === 'receiver-down-for-26-hours')
      receiver.statuses = Array.from({ length: 20 }, () => 500);
    await play(file);
    await outcomes[file]?.();
  });

  it('names file, step and field of a mistake', async () => {
    const scenario = {
      name: 'wrong',
      company: TENANT_A,
      steps: [{ do: 'voidInvoice', with: { nr: '1' } }],
    };
    await expect(sandbox.admin.playScenario({ scenario, file: 'wrong.json' })).rejects.toThrow(
      'wrong.json: step 1: with.nr: voidInvoice has no such field',
    );
  });
});
