import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import {
  assertPublicHttps,
  backOffMs,
  CONNECT_TIMEOUT,
  download,
  HttpFailure,
  isPublic,
  retryAfter,
  send,
} from '../../integrations/http.ts';

let server: Server;
let origin = '';
const visited: string[] = [];
const limits = { timeoutMs: 2_000, maxBytes: 100 };

beforeAll(async () => {
  server = createServer((request, response) => {
    visited.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: '/ok' }).end();
    else if (request.url === '/large') response.end('x'.repeat(101));
    else if (request.url === '/hang') response.writeHead(200).write('x');
    else if (request.url === '/drop') request.socket.destroy();
    else response.writeHead(200, { 'X-Seen': request.headers.authorization ?? 'none' }).end('fine');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function kindOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.catch((thrown: unknown) => thrown);
  return error instanceof HttpFailure ? error.kind : error;
}

const ways = [
  ['send', (path: string) => send(origin + path, limits)],
  ['download', (path: string) => download(origin + path, { ...limits, allowPrivate: true })],
] as const;

describe.each(ways)('%s', (_name, call) => {
  it('brings status, headers and bytes', async () => {
    const reply = await call('/ok');
    expect(reply).toMatchObject({ status: 200, headers: { 'x-seen': 'none' } });
    expect(reply.body.toString()).toBe('fine');
  });

  it('does not follow a redirect', async () => {
    visited.length = 0;
    expect(await call('/away')).toMatchObject({ status: 302 });
    expect(visited).toEqual(['/away']);
  });

  it('stops reading an answer that is too large', async () => {
    expect(await kindOf(call('/large'))).toBe('too-large');
  });

  it('names a connection that was dropped', async () => {
    expect(await kindOf(call('/drop'))).toBe('network');
  });
});

describe('the time limit', () => {
  it('ends a call in the middle of the answer', async () => {
    const short = { timeoutMs: 100, maxBytes: 100 };
    expect(await kindOf(send(`${origin}/hang`, short))).toBe('timeout');
    const same = download(`${origin}/hang`, { ...short, allowPrivate: true });
    expect(await kindOf(same)).toBe('timeout');
  });
});

describe('connections', () => {
  it('are used again, so that a busy way out does not open one for each call', async () => {
    let opened = 0;
    server.on('connection', () => (opened += 1));
    for (let call = 0; call < 3; call += 1) await send(`${origin}/ok`, limits);
    expect(opened).toBeLessThanOrEqual(1);
  });

  it('that never stand are told from calls whose answer is missing: surely nothing was asked', async () => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as AddressInfo;
    const call = send(`https://127.0.0.1:${port}/`, { ...limits, connectTimeoutMs: 50 });
    await expect(call).rejects.toMatchObject({ kind: 'network', reason: CONNECT_TIMEOUT });
    silent.close();
  });
});

describe('addresses from outside', () => {
  it.each([
    'http://storage.example/file',
    'ftp://storage.example/file',
    'https://user:pw@storage.example/file',
    'https://storage.example:8443/file',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'no address',
  ])('refuses %s', async (address) => {
    expect(await kindOf(assertPublicHttps(address))).toBe('address-refused');
    const call = download(address, { ...limits, allowPrivate: false });
    expect(await kindOf(call)).toBe('address-refused');
  });

  it('takes a public address', async () => {
    await expect(assertPublicHttps('https://8.8.8.8/')).resolves.toEqual({
      address: '8.8.8.8',
      family: 4,
    });
  });

  it.each([
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['52.216.1.1', true],
    ['fd00::1', false],
    ['fe80::1', false],
    ['2002:7f00:1::', false],
    ['2001:db8::1', false],
    ['2600:1f18::1', true],
    ['storage.example', false],
  ])('counts %s as public: %s', (ip, expected) => {
    expect(isPublic(ip)).toBe(expected);
  });
});

describe('coming back', () => {
  const now = new Date('2026-11-16T12:00:00Z');
  it.each([
    ['30', '2026-11-16T12:00:30.000Z'],
    ['Mon, 16 Nov 2026 12:05:00 GMT', '2026-11-16T12:05:00.000Z'],
    ['Mon, 16 Nov 2026 11:05:00 GMT', '2026-11-16T12:00:00.000Z'],
    ['soon', undefined],
    [undefined, undefined],
  ])('reads Retry-After %s', (header, expected) => {
    expect(retryAfter(header, now)?.toISOString()).toBe(expected);
  });

  it('waits at most twice as long with each try, up to the ceiling', () => {
    const most = (attempt: number) =>
      Math.max(...Array.from({ length: 200 }, () => backOffMs(attempt, 100, 1_000)));
    expect(most(1)).toBeLessThanOrEqual(100);
    expect(most(3)).toBeLessThanOrEqual(400);
    expect(most(3)).toBeGreaterThan(200);
    expect(most(20)).toBeLessThanOrEqual(1_000);
  });
});
