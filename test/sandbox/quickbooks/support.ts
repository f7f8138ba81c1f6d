import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  SandboxQuickBooks,
  SandboxQuickBooksOptions,
} from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, startSandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import type { Json, JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at, isObject, parseJson } from '../../../sandbox/kit/json.ts';

export const CLIENT = 'sandbox-client-id';
export const SECRET = 'sandbox-client-secret';
export const REDIRECT = 'http://localhost:3999/callback';
const SCOPES = 'com.intuit.quickbooks.accounting openid profile email';
const DAY_ZERO = '2026-11-16';

/** A sandbox on day zero, nine in the morning in the company's zone. Throttles are off unless a test turns them on. */
export async function startOnDayZero(
  options: SandboxQuickBooksOptions = {},
): Promise<SandboxQuickBooks> {
  const knobs = { throttle: false, ...options.knobs };
  const sandbox = await startSandboxQuickBooks({ dayZero: DAY_ZERO, ...options, knobs });
  await sandbox.admin.setClock({ now: '2026-11-16T17:00:00Z' });
  return sandbox;
}

export function authorizeUrl(
  sandbox: SandboxQuickBooks,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    scope: SCOPES,
    redirect_uri: REDIRECT,
    state: 'state-1',
    ...more,
  });
  return `${sandbox.url}/connect/oauth2?${query.toString()}`;
}

export async function getCode(
  sandbox: SandboxQuickBooks,
  realmId = REALM_A,
  more: Record<string, string> = {},
): Promise<string> {
  const { location } = await sandbox.admin.consent({ url: authorizeUrl(sandbox, more), realmId });
  return new URL(location).searchParams.get('code') ?? '';
}

/** An answer with its body read: `json` is an empty object when it was something else. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: JsonObject;
}

export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const json = parseJson(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isObject(json) ? json : {},
  };
}

export function basic(id = CLIENT, secret = SECRET): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

export function postToken(
  sandbox: SandboxQuickBooks,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call(`${sandbox.url}/oauth2/v1/tokens/bearer`, {
    method: 'POST',
    headers: { authorization: basic(), accept: 'application/json', ...headers },
    body: new URLSearchParams(form),
  });
}

export interface Tokens {
  access: string;
  refresh: string;
}

export async function connect(sandbox: SandboxQuickBooks, realmId = REALM_A): Promise<Tokens> {
  const code = await getCode(sandbox, realmId);
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
  const { json } = await postToken(sandbox, form);
  return { access: asText(json['access_token']), refresh: asText(json['refresh_token']) };
}

/** A bare client of the accounting API, without any library. */
export class Books {
  readonly base: string;
  readonly access: string;

  constructor(sandbox: SandboxQuickBooks, access: string, realmId = REALM_A) {
    this.base = `${sandbox.url}/v3/company/${realmId}`;
    this.access = access;
  }

  request(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${this.access}`,
      accept: 'application/json',
      ...init.headers,
    };
    return call(this.base + path, { ...init, headers });
  }

  post(path: string, body: JsonObject): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  query(statement: string): Promise<Answer> {
    return this.request(`/query?minorversion=75&query=${encodeURIComponent(statement)}`);
  }

  /** Ids of a query's rows, in the order of the answer. */
  async ids(statement: string): Promise<string[]> {
    const { json } = await this.query(statement);
    const rows = Object.values(at(json, 'QueryResponse') ?? {}).find((value) =>
      Array.isArray(value),
    );
    return asList(rows as Json | undefined).map((row) => asText(row['Id']));
  }

  async invoice(id: string): Promise<JsonObject> {
    const { json } = await this.request(`/invoice/${id}`);
    const invoice = json['Invoice'];
    return isObject(invoice) ? invoice : {};
  }
}

export async function openBooks(sandbox: SandboxQuickBooks, realmId = REALM_A): Promise<Books> {
  return new Books(sandbox, (await connect(sandbox, realmId)).access, realmId);
}

/** Code of the first error of a business fault, '' when there is none. */
export function faultCode(answer: Answer | JsonObject): string {
  const json = 'json' in answer ? (answer as Answer).json : (answer as JsonObject);
  return asText(asList(at(json, 'Fault', 'Error'))[0]?.['code']);
}

export interface Received {
  body: string;
  signature: string;
  events: JsonObject[];
}

/** A webhook endpoint that answers what the test says and remembers what came. */
export class Receiver {
  readonly received: Received[] = [];
  /** Status of the next answers; 0 never answers. */
  statuses: number[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      void readBody(request).then((body) => {
        const events = parseJson(body);
        receiver.received.push({
          body,
          signature: String(request.headers['intuit-signature'] ?? ''),
          events: asList(events),
        });
        const status = receiver.statuses.shift() ?? 200;
        if (status !== 0) response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString();
}

/** Looks again until the condition holds; fails after three seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) {
    if (condition()) return;
    await wait(10);
  }
  throw new Error('the condition did not come true in three seconds');
}
