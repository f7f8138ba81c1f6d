import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressOf, call } from '../../../client/api/call.ts';
import { ApiError } from '../../../client/api/problem.ts';
import { session } from '../../../client/api/session.ts';

const seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] =
  [];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { method, url, headers } = request;
    seen.push({
      ...(method && { method }),
      ...(url && { url }),
      headers,
      body: Buffer.concat(parts).toString(),
    });
    if (url?.includes('/gone')) {
      response.writeHead(404, { 'content-type': 'application/problem+json' });
      response.end(
        JSON.stringify({ title: 'No such rule.', code: 'rule.not-found', requestId: 'r1' }),
      );
    } else if (url?.includes('/proxy')) {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<h1>Bad gateway</h1>');
    } else response.end('{}');
  });
});
const browserFetch = globalThis.fetch;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // A browser completes addresses from the page's own; Node has no page.
  globalThis.fetch = (address, init) =>
    browserFetch(`http://127.0.0.1:${port}${String(address)}`, init);
});
afterAll(() => {
  globalThis.fetch = browserFetch;
  server.close();
});

describe('a call to the API', () => {
  it('fills the path, leaves out empty parameters and escapes the rest', () => {
    expect(addressOf('/o/:org/rules/:rule', { params: { org: 'a/b', rule: 'ü' } })).toBe(
      '/api/v1/o/a%2Fb/rules/%C3%BC',
    );
    expect(addressOf('/x', { query: { q: '', cursor: undefined, limit: 50 } })).toBe(
      '/api/v1/x?limit=50',
    );
  });

  it('sends the token against forged requests with every change, and the language always', async () => {
    Object.assign(session, { csrfToken: 'token', language: 'fr' });
    await call('PUT /o/:org/rules/:rule/enabled', {
      params: { org: 'o', rule: 'r' },
      body: { enabled: true, version: 3 },
    });
    await call('GET /me', {});
    const [change, read] = seen.splice(0);
    expect(change).toMatchObject({ method: 'PUT', url: '/api/v1/o/o/rules/r/enabled' });
    expect(JSON.parse(change?.body ?? '')).toEqual({ enabled: true, version: 3 });
    expect(change?.headers).toMatchObject({ 'x-csrf-token': 'token', 'accept-language': 'fr' });
    expect(read?.headers['x-csrf-token']).toBeUndefined();
    expect(read?.headers['accept-language']).toBe('fr');
  });

  it('throws the problem that the server told', async () => {
    const failed = call('GET /o/:org/rules/:rule', { params: { org: 'o', rule: 'gone' } });
    await expect(failed).rejects.toMatchObject({
      status: 404,
      problem: { code: 'rule.not-found' },
    });
  });

  it('throws without a problem when the answer is not ours, or when none comes', async () => {
    const proxy = call('GET /o/:org', { params: { org: 'proxy' } });
    await expect(proxy).rejects.toMatchObject({ status: 502, problem: null });
    const ours = globalThis.fetch;
    globalThis.fetch = () => browserFetch('http://127.0.0.1:1/');
    await expect(call('GET /me', {})).rejects.toEqual(new ApiError(0, null));
    globalThis.fetch = ours;
  });
});
