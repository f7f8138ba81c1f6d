import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A } from '../../../sandbox/quickbooks/index.ts';
import type { Answer, Books } from './support.ts';
import { openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

const WIDE = {
  throttle: true,
  requestsPerSecond: 1000,
  requestsPerMinute: 1000,
  batchesPerMinute: 1000,
  batchesPerMinuteOfCompany: 1000,
  callsPerMinute: 1000,
};
const read = (): Promise<Answer> => books.request('/invoice/101');
const batch = (...queries: string[]): Promise<Answer> =>
  books.post('/batch', {
    BatchItemRequest: queries.map((Query, index) => ({ bId: String(index), Query })),
  });
const count = 'select count(*) from Term';

describe('the defaults', () => {
  it('are those of facts 6.1', async () => {
    expect(await sandbox.admin.resetKnobs()).toMatchObject({
      requestsPerMinute: 500,
      requestsPerSecond: 10,
      concurrentRequests: 10,
      batchesPerMinute: 40,
      batchesPerMinuteOfCompany: 120,
      callsPerMinute: 800,
      mailsPerDay: 40,
      requestLimitSeconds: 120,
      monthlyCap: 500_000,
    });
  });
});

describe('a limit', () => {
  it.each([
    ['of batches per app', { batchesPerMinute: 2 }, () => batch(count)],
    ['of batches per company', { batchesPerMinuteOfCompany: 2 }, () => batch(count)],
    ['of all calls, for batches', { callsPerMinute: 2 }, () => batch(count)],
    ['of all calls, for others', { callsPerMinute: 2 }, read],
    ['of requests', { requestsPerMinute: 2 }, read],
  ])('%s refuses the third call and opens again after a minute', async (_what, knobs, call) => {
    await sandbox.admin.setKnobs({ ...WIDE, ...knobs });
    const statuses = [(await call()).status, (await call()).status, (await call()).status];
    await sandbox.admin.advanceClock({ seconds: 60 });
    statuses.push((await call()).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
  });

  it('of all calls counts batches and others together', async () => {
    await sandbox.admin.setKnobs({ ...WIDE, callsPerMinute: 2 });
    await batch(count);
    await read();
    expect((await read()).status).toBe(429);
    expect((await batch(count)).status).toBe(429);
  });

  it('of forty mails a day stops the next one and nothing else', async () => {
    await sandbox.admin.setKnobs({ ...WIDE, mailsPerDay: 1 });
    const send = (): Promise<Answer> =>
      books.request('/invoice/101/send', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
      });
    expect([(await send()).status, (await send()).status]).toEqual([200, 429]);
    expect((await read()).status).toBe(200);
    await sandbox.admin.advanceClock({ days: 1 });
    expect((await (await openBooks(sandbox)).request('/invoice/101')).status).toBe(200);
  });

  it('says when to come back only if a knob says so', async () => {
    await sandbox.admin.setKnobs({ ...WIDE, requestsPerMinute: 0 });
    expect((await read()).headers.get('retry-after')).toBeNull();
    await sandbox.admin.setKnobs({ throttleRetryAfter: 30 });
    expect((await read()).headers.get('retry-after')).toBe('30');
    await sandbox.admin.setKnobs({ throttleBody: 'xml' });
    expect((await read()).headers.get('retry-after')).toBe('30');
  });

  it('of 120 seconds cuts the connection', async () => {
    await sandbox.admin.setKnobs({ requestLimitSeconds: 0.05 });
    await sandbox.admin.addFault({ kind: 'hang' });
    await expect(read()).rejects.toThrow();
  });
});

describe('the monthly allowance', () => {
  it('counts the reads of a batch one by one and refuses it once used up', async () => {
    await sandbox.admin.setKnobs({ monthlyCap: 3 });
    expect((await batch(count, count, count)).status).toBe(200);
    expect((await batch(count)).status).toBe(429);
    const writing = { bId: 'w', operation: 'update', Invoice: { Id: '103' } };
    expect((await books.post('/batch', { BatchItemRequest: [writing] })).status).toBe(200);
  });

  it('opens with the next month of the clock', async () => {
    await sandbox.admin.setKnobs({ monthlyCap: 1 });
    expect([(await read()).status, (await read()).status]).toEqual([200, 429]);
    await sandbox.admin.setClock({ now: '2026-12-01T00:00:01Z' });
    const later = await openBooks(sandbox, REALM_A);
    expect((await later.request('/invoice/101')).status).toBe(200);
  });
});
