import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { Books, connect, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero({ knobs: { limits: true } });
  await connect(sandbox, { tenantId: TENANT_B });
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

const rateHeaders = (headers: Headers) => ({
  problem: headers.get('x-rate-limit-problem'),
  retryAfter: headers.get('retry-after'),
  minute: headers.get('x-minlimit-remaining'),
  day: headers.get('x-daylimit-remaining'),
  app: headers.get('x-appminlimit-remaining'),
});

describe('limits (facts: Xero 5)', () => {
  it('says on every response what is left', async () => {
    const { headers } = await books.request('/Organisation');
    expect(rateHeaders(headers)).toEqual({
      problem: null,
      retryAfter: null,
      minute: '59',
      day: '999',
      app: '9999',
    });
    const { headers: missing } = await books.request('/Nothing');
    expect(rateHeaders(missing)).toMatchObject({ minute: '58', day: '998' });
  });

  const cases: [string, object, string, RegExp | null][] = [
    ['the minute', { callsPerMinute: 2 }, 'minute', /^(59|60)$/],
    ['the day', { callsPerDay: 2 }, 'day', /^863\d\d|86400$/],
    ['all organisations', { appCallsPerMinute: 2 }, 'appminute', null],
  ];
  it.each(cases)(
    'refuses beyond %s with an empty body',
    async (_case, knobs, problem, retryAfter) => {
      await sandbox.admin.setKnobs(knobs as Record<string, number>);
      await books.request('/Organisation');
      await books.request('/Organisation');
      const { status, text, headers } = await books.request('/Organisation');
      expect([status, text, headers.get('content-type')]).toEqual([429, '', null]);
      expect(rateHeaders(headers).problem).toBe(problem);
      if (retryAfter) expect(rateHeaders(headers).retryAfter).toMatch(retryAfter);
      else expect(rateHeaders(headers).retryAfter).toBeNull();
    },
  );

  it('opens a fixed window with its first call, for each organisation by itself', async () => {
    await sandbox.admin.setKnobs({ callsPerMinute: 2 });
    await books.request('/Organisation');
    await sandbox.admin.advanceClock({ seconds: 58 });
    await books.request('/Organisation');
    const { headers, status } = await books.request('/Organisation');
    expect([status, headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^[12]$/)]);
    const other = new Books(sandbox, books.access, TENANT_B);
    expect((await other.request('/Organisation')).status).toBe(200);
    await sandbox.admin.advanceClock({ seconds: 3 });
    expect((await books.request('/Organisation')).headers.get('x-minlimit-remaining')).toBe('1');
  });

  it('has five calls in flight at most and promises nothing about the wait', async () => {
    await sandbox.admin.setKnobs({ callsInFlight: 1 });
    await sandbox.admin.addFault({ kind: 'hang-after', target: 'data', path: '/TaxRates' });
    const hanging = new AbortController();
    const first = books.request('/TaxRates', { signal: hanging.signal }).catch(() => 'given up');
    await wait(50);
    const { status, headers } = await books.request('/Organisation');
    expect([status, rateHeaders(headers).problem, rateHeaders(headers).retryAfter]).toEqual([
      429,
      'concurrent',
      null,
    ]);
    hanging.abort();
    expect(await first).toBe('given up');
    await wait(50);
    expect((await books.request('/Organisation')).status).toBe(200);
  });
});

describe('Idempotency-Key (facts: Xero 2.5)', () => {
  const note = (text: string) => ({ HistoryRecords: [{ Details: text }] });
  const notes = async (): Promise<number> =>
    (await books.records('/Invoices/INV-0103/History')).filter(({ Changes }) => Changes === 'Note')
      .length;
  const put = (key: string, text = 'once', path = '/Invoices/INV-0103/History') =>
    books.send('PUT', path, note(text), { 'idempotency-key': key });

  it('answers a repeat to the letter without doing it again, and counts it', async () => {
    const first = await put('k1');
    const again = await put('k1');
    expect(again.text).toBe(first.text);
    expect(await notes()).toBe(1);
    expect(
      Number(first.headers.get('x-minlimit-remaining')) -
        Number(again.headers.get('x-minlimit-remaining')),
    ).toBe(1);
  });

  it('refuses the same key with another body, address or method', async () => {
    await put('k1');
    expect((await put('k1', 'twice')).status).toBe(400);
    expect((await put('k1', 'once', '/Invoices/INV-0104/History')).status).toBe(400);
    const post = await books.send('POST', '/Invoices/INV-0103/History', note('once'), {
      'idempotency-key': 'k1',
    });
    expect(post.status).toBe(400);
    expect(await notes()).toBe(1);
  });

  it('keeps errors as well, forgets after six minutes, and takes 128 characters at most', async () => {
    const long = 'x'.repeat(2501);
    expect((await put('k2', long)).status).toBe(400);
    await sandbox.admin.setKnobs({ noteLength: 3000 });
    expect((await put('k2', long)).status).toBe(400);
    await sandbox.admin.advanceClock({ seconds: 361 });
    expect((await put('k2', long)).status).toBe(200);
    expect((await put('k'.repeat(129))).status).toBe(400);
    expect((await put('k'.repeat(128))).status).toBe(200);
  });
});

describe('planned faults', () => {
  it.each([
    ['status', { kind: 'status', status: 500 }, 500],
    ['html', { kind: 'html' }, 503],
    [
      'throttle of the day without Retry-After',
      { kind: 'throttle', problem: 'day', retryAfter: null },
      429,
    ],
  ] as const)('%s', async (_name, fault, status) => {
    await sandbox.admin.addFault({ ...fault, target: 'data', path: '/Invoices' });
    const answer = await books.request('/Invoices');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect((await books.request('/Invoices')).status).toBe(200);
  });

  it('loses the answer to a note after it was written: the key tells whether it was', async () => {
    await sandbox.admin.addFault({ kind: 'drop-after', target: 'data', path: '/History' });
    const key = { 'idempotency-key': 'lost' };
    const body = { HistoryRecords: [{ Details: 'written all the same' }] };
    await expect(books.send('PUT', '/Invoices/INV-0103/History', body, key)).rejects.toThrow();
    expect((await books.send('PUT', '/Invoices/INV-0103/History', body, key)).status).toBe(200);
    const { history } = await sandbox.admin.readHistory({ tenantId: TENANT_A, id: 'INV-0103' });
    expect(history.filter(({ changes }) => changes === 'Note')).toHaveLength(1);
  });

  it('answers 503 without JSON while the organisation is offline', async () => {
    await sandbox.admin.setOffline({ tenantId: TENANT_A, offline: true });
    const { status, headers } = await books.request('/Invoices');
    expect([status, headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    await sandbox.admin.setOffline({ tenantId: TENANT_A, offline: false });
    expect((await books.request('/Invoices')).status).toBe(200);
  });

  it('keeps a journal of what was asked, without tokens', async () => {
    await sandbox.admin.clearJournal();
    await books.request('/Invoices?page=2', {
      headers: { 'if-modified-since': '2026-11-01T00:00:00' },
    });
    const journal = await sandbox.admin.journal({ tenantId: TENANT_A });
    expect(journal.entries).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/api.xro/2.0/Invoices',
        query: { page: '2' },
        modifiedSince: '2026-11-01T00:00:00',
        status: 200,
      }),
    ]);
    expect(JSON.stringify(journal)).not.toContain(books.access);
  });
});
