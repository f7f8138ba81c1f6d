import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_B, REALM_D } from '../../../sandbox/quickbooks/index.ts';
import { asList, at } from '../../../sandbox/kit/json.ts';
import type { Answer } from './support.ts';
import {
  Books,
  REDIRECT,
  call,
  connect,
  faultCode,
  getCode,
  openBooks,
  postToken,
  startOnDayZero,
} from './support.ts';

let sandbox: SandboxQuickBooks;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

function gatewayError(answer: Answer): unknown {
  return asList(at(answer.json, 'fault', 'error'))[0]?.['code'];
}

const read = (): Promise<Answer> => books.request('/invoice/101');

describe('the gateway', () => {
  it('answers an expired token with 401, code 3200 in lower-case form, and names the token', async () => {
    await sandbox.admin.advanceClock({ seconds: 3601 });
    const answer = await read();
    expect([answer.status, gatewayError(answer)]).toEqual([401, '3200']);
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer realm="Intuit", error="invalid_token"',
    );
    expect(answer.json).toMatchObject({
      fault: { type: 'AUTHENTICATION' },
      warnings: null,
      batchItemResponse: [],
    });
    expect(answer.text).toContain(`Token expired: ${books.access}`);
    expect(typeof answer.json['time']).toBe('number');
  });

  it('answers a missing token with 401', async () => {
    expect((await call(`${books.base}/invoice/101`)).status).toBe(401);
  });

  it('answers a token of another company with 403, code 3100', async () => {
    const answer = await new Books(sandbox, books.access, REALM_B).request('/invoice/101');
    expect([answer.status, gatewayError(answer)]).toEqual([403, '3100']);
  });

  it('answers a token without the accounting scope with 403', async () => {
    const code = await getCode(sandbox, REALM_A, { scope: 'openid com.intuit.quickbooks.payment' });
    const { json } = await postToken(sandbox, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
    });
    const answer = await new Books(sandbox, String(json['access_token'])).request('/invoice/101');
    expect(answer.status).toBe(403);
  });

  it('answers 6190 for a subscription that ended', async () => {
    const answer = await (await openBooks(sandbox, REALM_D)).request('/invoice/101');
    expect([answer.status, faultCode(answer)]).toEqual([403, '6190']);
    await sandbox.admin.setSubscription({ realmId: REALM_D, active: true });
    expect((await (await openBooks(sandbox, REALM_D)).request('/invoice/101')).status).toBe(200);
  });
});

describe('the throttles', () => {
  beforeEach(async () => {
    await sandbox.admin.setKnobs({ throttle: true });
  });

  it('let ten requests through in a second, then say 429 with code 3001', async () => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 10; nth += 1) statuses.push((await read()).status);
    const refused = await read();
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect([refused.status, gatewayError(refused)]).toEqual([429, '3001']);
    await sandbox.admin.advanceClock({ seconds: 1 });
    expect((await read()).status).toBe(200);
  });

  it('count a sliding minute per company', async () => {
    await sandbox.admin.setKnobs({ requestsPerMinute: 3, requestsPerSecond: 100 });
    for (let nth = 0; nth < 3; nth += 1) await read();
    expect((await read()).status).toBe(429);
    expect((await (await openBooks(sandbox, REALM_B)).request('/invoice/101')).status).toBe(200);
    await sandbox.admin.advanceClock({ seconds: 60 });
    expect((await read()).status).toBe(200);
  });

  it('count batches apart', async () => {
    await sandbox.admin.setKnobs({ batchesPerMinute: 1 });
    const batch = { BatchItemRequest: [{ bId: '1', Query: 'select count(*) from Term' }] };
    expect((await books.post('/batch', batch)).status).toBe(200);
    expect((await books.post('/batch', batch)).status).toBe(429);
    expect((await read()).status).toBe(200);
  });

  it('allow so many at once', async () => {
    await sandbox.admin.setKnobs({ concurrentRequests: 1 });
    await sandbox.admin.addFault({ kind: 'hang-after', path: '/invoice/105' });
    const abort = new AbortController();
    const hanging = books.request('/invoice/105', { signal: abort.signal }).catch(() => 'aborted');
    const pathsSeen = async (): Promise<string> =>
      (await call(`${sandbox.url}/admin/journal`)).text;
    while (!(await pathsSeen()).includes('/invoice/105')) await pathsSeen();
    expect((await read()).status).toBe(429);
    abort.abort();
    expect(await hanging).toBe('aborted');
  });

  it('can answer in XML', async () => {
    await sandbox.admin.setKnobs({ throttleBody: 'xml', requestsPerSecond: 1 });
    await read();
    const { headers, text } = await read();
    expect(headers.get('content-type')).toContain('xml');
    expect(text).toContain('message=ThrottleExceeded; errorCode=003001; statusCode=429');
  });

  it('block reading, not writing, once the month is used up', async () => {
    await sandbox.admin.setKnobs({ monthlyCap: 2 });
    await read();
    await read();
    expect((await read()).status).toBe(429);
    const write = await books.post('/invoice', {
      Id: '103',
      SyncToken: '1',
      sparse: true,
      PrivateNote: 'free',
    });
    expect(write.status).toBe(200);
    expect(await sandbox.admin.usage()).toMatchObject({
      month: '2026-11',
      corePlus: { [REALM_A]: 2 },
      core: { [REALM_A]: 1 },
    });
    await sandbox.admin.advanceClock({ days: 16 });
    await sandbox.admin.setKnobs({ monthlyCap: 2, accessLifeSeconds: 3600 });
    const { access } = await connect(sandbox);
    expect((await new Books(sandbox, access).request('/invoice/101')).status).toBe(200);
  });
});

describe('a planned fault', () => {
  it.each([
    ['status', { status: 503, body: '{"a":1}' }, 503, '{"a":1}'],
    ['html', {}, 503, '503 Service Temporarily Unavailable'],
    ['throttle', {}, 429, 'ThrottleExceeded'],
  ] as const)('of kind %s strikes once and then is gone', async (kind, more, status, text) => {
    await sandbox.admin.addFault({ kind, ...more });
    const answer = await read();
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
    expect((await read()).status).toBe(200);
  });

  it('matches method, path with stars, company, and may let calls pass first', async () => {
    await sandbox.admin.addFault({
      kind: 'status',
      method: 'get',
      path: '/invoice/*/pdf',
      realmId: REALM_A,
      skip: 1,
      times: 2,
    });
    const pdf = async (): Promise<number> => (await books.request('/invoice/101/pdf')).status;
    expect((await read()).status).toBe(200);
    expect([await pdf(), await pdf(), await pdf(), await pdf()]).toEqual([200, 500, 500, 200]);
  });

  it('can match the statement of a query', async () => {
    await sandbox.admin.addFault({ kind: 'status', path: 'from Invoice*startposition 2' });
    expect((await books.query('select * from Invoice startposition 1')).status).toBe(200);
    expect((await books.query('select * from Invoice startposition 2')).status).toBe(500);
  });

  it('cuts JSON in half', async () => {
    await sandbox.admin.addFault({ kind: 'truncate' });
    const answer = await read();
    expect(answer.status).toBe(200);
    expect(() => JSON.parse(answer.text)).toThrow();
  });

  const write = (): Promise<Answer> =>
    books.post('/invoice?requestid=w-1', {
      Id: '103',
      SyncToken: '1',
      sparse: true,
      PrivateNote: 'x',
    });

  it.each([
    ['drop', '1'],
    ['drop-after', '2'],
  ] as const)(
    'of kind %s loses the answer; the invoice is then at version %s',
    async (kind, version) => {
      await sandbox.admin.addFault({ kind, method: 'POST' });
      await expect(write()).rejects.toThrow();
      expect((await books.invoice('103'))['SyncToken']).toBe(version);
      expect((await write()).json['Invoice']).toMatchObject({ SyncToken: '2' });
    },
  );

  it('can lose the answer of a refresh after the value changed', async () => {
    const { refresh } = await connect(sandbox);
    await sandbox.admin.setKnobs({ refreshRotationSeconds: 0 });
    await sandbox.admin.addFault({ kind: 'drop-after', target: 'identity', path: 'tokens/bearer' });
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    await expect(postToken(sandbox, form)).rejects.toThrow();
    expect((await postToken(sandbox, form)).json['error']).toBe('invalid_grant');
  });

  it('can strike downloads', async () => {
    const { json } = await books.request('/attachable/5000000000000000011');
    await sandbox.admin.addFault({ kind: 'html', target: 'files', status: 502 });
    expect((await call(String(at(json, 'Attachable', 'TempDownloadUri')))).status).toBe(502);
  });
});

describe('the journal', () => {
  it('lists calls with their class and counts them per company, without tokens', async () => {
    await read();
    await books.post('/invoice', { Id: '103', SyncToken: '0', sparse: true });
    const { entries, counts } = await sandbox.admin.journal({ realmId: REALM_A });
    expect(entries.map(({ method, status, meter }) => [method, status, meter])).toEqual([
      ['GET', 200, 'corePlus'],
      ['POST', 400, 'core'],
    ]);
    expect(counts[REALM_A]).toMatchObject({
      requests: 2,
      core: 1,
      corePlus: 1,
      byStatus: { 200: 1, 400: 1 },
    });
    expect(JSON.stringify(await sandbox.admin.journal())).not.toContain(books.access);
    await sandbox.admin.clearJournal();
    expect((await sandbox.admin.journal()).entries).toEqual([]);
  });
});
