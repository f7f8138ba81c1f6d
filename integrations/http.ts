import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * The only way out for every call that no vendor's library makes for us. Each call has a time limit that ends it and a size limit for
 * the answer, and never follows a redirect: an address that was checked must not lead to one that was not.
 */
export interface Outgoing {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  timeoutMs: number;
  /** Until the connection stands; what fails here has surely not been asked. Usually 10 s. */
  connectTimeoutMs?: number;
  maxBytes: number;
}

export interface Reply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
}

export type FailureKind = 'timeout' | 'network' | 'too-large' | 'address-refused';

/** No usable answer came. Holds neither address nor headers: both can carry secrets. */
export class HttpFailure extends Error {
  readonly kind: FailureKind;
  /** The system's error code, such as ECONNRESET. */
  readonly reason: string | undefined;

  constructor(kind: FailureKind, reason?: string) {
    super(reason === undefined ? `call failed: ${kind}` : `call failed: ${kind} (${reason})`);
    this.name = 'HttpFailure';
    this.kind = kind;
    this.reason = reason;
  }
}

/** An idle connection is let go before any server we know ends it: a call that meets the end would not know whether it arrived. */
const kept = { keepAlive: true, timeout: 4_000 };
const agents = { 'http:': new HttpAgent(kept), 'https:': new HttpsAgent(kept) };

/**
 * Calls an address from our own settings or from a vendor's signed discovery. Throws HttpFailure; every status is an answer. Not `fetch`,
 * which took half of the rate at which mail can be posted (`npm run bench -- send`).
 */
export async function send(url: string, outgoing: Outgoing): Promise<Reply> {
  const signal = AbortSignal.timeout(outgoing.timeoutMs);
  const { method = 'GET', body } = outgoing;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const headers = {
    ...outgoing.headers,
    ...(bytes && { 'content-length': String(bytes.byteLength) }),
  };
  try {
    const options = { method, headers, signal };
    return await answerTo(toUrl(url), options, { ...outgoing, body: bytes });
  } catch (error) {
    throw toFailure(error, signal);
  }
}

async function answerTo(
  url: URL,
  options: RequestOptions,
  limits: Pick<Outgoing, 'maxBytes' | 'connectTimeoutMs'> & { body?: Uint8Array | undefined },
): Promise<Reply> {
  const isPlain = url.protocol === 'http:';
  const open = isPlain ? httpRequest : httpsRequest;
  const agent = isPlain ? agents['http:'] : agents['https:'];
  const message = await new Promise<IncomingMessage>((done, fail) => {
    const request = open(url, { agent, ...options }, done).on('error', fail);
    limitConnecting(request, isPlain ? 'connect' : 'secureConnect', limits.connectTimeoutMs);
    request.end(limits.body);
  });
  const body = await readCapped(message, limits.maxBytes);
  return { status: message.statusCode ?? 0, headers: headersOf(message), body };
}

/** The reason of a failure before the connection stood. */
export const CONNECT_TIMEOUT = 'CONNECT_TIMEOUT';
const CONNECT_TIMEOUT_MS = 10_000;

function limitConnecting(request: ClientRequest, stands: string, limitMs?: number): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return;
    const isLate = (): unknown =>
      request.destroy(Object.assign(new Error(CONNECT_TIMEOUT), { code: CONNECT_TIMEOUT }));
    const timer = setTimeout(isLate, limitMs ?? CONNECT_TIMEOUT_MS);
    for (const [source, event] of [
      [socket, stands],
      [request, 'close'],
    ] as const)
      source.once(event, () => clearTimeout(timer));
  });
}

export interface Download {
  timeoutMs: number;
  maxBytes: number;
  /** For stand-ins on loopback: plain http and private addresses are allowed too. */
  allowPrivate: boolean;
}

/**
 * Reads an address that came from outside (a vendor's answer). Public https only, connecting to exactly the address that was checked,
 * so a name that changes its address in between (DNS rebinding) gains nothing.
 */
export async function download(address: string, limits: Download): Promise<Reply> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const url = toUrl(address);
  const target = limits.allowPrivate ? await resolve(url) : await assertPublicHttps(address);
  // A connection of its own, so that it goes to the address that was checked.
  const options = { method: 'GET', signal, lookup: toLookup(target), agent: false } as const;
  try {
    return await answerTo(url, options, limits);
  } catch (error) {
    throw toFailure(error, signal);
  }
}

export interface Target {
  address: string;
  family: number;
}

/** The checked address to connect to. Throws HttpFailure `address-refused` unless the address is https on port 443 of public machines. */
export async function assertPublicHttps(address: string): Promise<Target> {
  const url = toUrl(address);
  if (url.protocol !== 'https:') throw new HttpFailure('address-refused', 'not https');
  if (url.port !== '') throw new HttpFailure('address-refused', 'port');
  if (url.username !== '' || url.password !== '') {
    throw new HttpFailure('address-refused', 'credentials');
  }
  return resolve(url, isPublic);
}

function toUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new HttpFailure('address-refused', 'not an address');
}

async function resolve(url: URL, allowed: (ip: string) => boolean = () => true): Promise<Target> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = await lookup(host, { all: true }).catch(() => {
    throw new HttpFailure('network', 'ENOTFOUND');
  });
  // One private address among public ones is enough to refuse: the resolver chooses the order.
  if (!found.every((one) => allowed(one.address))) {
    throw new HttpFailure('address-refused', 'private');
  }
  const [first] = found;
  if (!first) throw new HttpFailure('network', 'ENOTFOUND');
  return first;
}

function toLookup(target: Target): NonNullable<RequestOptions['lookup']> {
  return (_host, options, done) => {
    if (options.all) done(null, [target]);
    else done(null, target.address, target.family);
  };
}

/** Whether the IP address is reachable on the public internet; anything that is not an IP address is not. */
export function isPublic(ip: string): boolean {
  const family = isIP(ip);
  return family !== 0 && !privateRanges.check(ip, family === 6 ? 'ipv6' : 'ipv4');
}

const privateRanges = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  privateRanges.addSubnet(net, prefix, 'ipv4');
}
// IPv4-mapped addresses are checked by BlockList as IPv4; the translating forms (NAT64, 6to4, Teredo, compatible) are not.
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges.addSubnet(net, prefix, 'ipv6');
}

async function readCapped(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new HttpFailure('too-large');
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function headersOf(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
}

function toFailure(error: unknown, signal: AbortSignal): HttpFailure {
  if (error instanceof HttpFailure) return error;
  return new HttpFailure(signal.aborted ? 'timeout' : 'network', systemCode(error));
}

/** The code of the innermost system error; fetch wraps it in a TypeError. By shape, since errors of other realms are no `Error` here. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? systemCode(error.cause) : undefined;
}

/** Pause before try `attempt + 1`: full jitter under a doubling ceiling, so that many workers do not come back together. */
export function backOffMs(attempt: number, baseMs = 500, ceilingMs = 8_000): number {
  return Math.round(Math.random() * Math.min(ceilingMs, baseMs * 2 ** (attempt - 1)));
}

export type Sleep = (ms: number) => Promise<void>;
export const sleep: Sleep = (ms) => wait(ms);

/** When a `Retry-After` header (seconds or a date) lets us come back; null when there is none that can be read. */
export function retryAfter(header: string | undefined, now: Date): Date | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return new Date(now.getTime() + Number(header) * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : new Date(Math.max(at, now.getTime()));
}
