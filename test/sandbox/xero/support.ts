import type { Json, JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, isObject, parseJson } from '../../../sandbox/kit/json.ts';
import type { SandboxXero, SandboxXeroOptions } from '../../../sandbox/xero/index.ts';
import { startSandboxXero, TENANT_A } from '../../../sandbox/xero/index.ts';

export const CLIENT = 'sandbox-client-id';
export const SECRET = 'sandbox-client-secret';
export const KEY = 'sandbox-webhook-key';
export const REDIRECT = 'http://localhost:3999/callback';
/** The set of facts 1.5, and payments to write as well. */
export const SCOPES =
  'openid profile email offline_access accounting.invoices accounting.contacts accounting.payments accounting.settings.read accounting.attachments';
const DAY_ZERO = '2026-11-16';

/** A sandbox on day zero, nine in the morning in Auckland. Limits are off unless a test turns them on. */
export async function startOnDayZero(options: SandboxXeroOptions = {}): Promise<SandboxXero> {
  const knobs = { limits: false, ...options.knobs };
  const sandbox = await startSandboxXero({ dayZero: DAY_ZERO, ...options, knobs });
  await sandbox.admin.setClock({ now: '2026-11-15T20:00:00Z' });
  return sandbox;
}

export function authorizeUrl(sandbox: SandboxXero, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    scope: SCOPES,
    state: 'state-1',
    ...more,
  });
  return `${sandbox.url}/identity/connect/authorize?${query.toString()}`;
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
  const { status, headers } = response;
  return { status, headers, text, json: isObject(json) ? json : {} };
}

export function basic(id = CLIENT, secret = SECRET): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

export function postToken(
  sandbox: SandboxXero,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call(`${sandbox.url}/connect/token`, {
    method: 'POST',
    headers: { authorization: basic(), ...headers },
    body: new URLSearchParams(form),
  });
}

export interface Consented {
  tenantId?: string;
  person?: string;
  more?: Record<string, string>;
}

export async function getCode(sandbox: SandboxXero, consent: Consented = {}): Promise<string> {
  const { tenantId = TENANT_A, person, more = {} } = consent;
  const url = authorizeUrl(sandbox, more);
  const input = { url, tenantId, ...(person === undefined ? {} : { person }) };
  const { location } = await sandbox.admin.consent(input);
  return new URL(location).searchParams.get('code') ?? '';
}

export interface Tokens {
  access: string;
  refresh: string;
  id: string;
}

export async function connect(sandbox: SandboxXero, consent: Consented = {}): Promise<Tokens> {
  const code = await getCode(sandbox, consent);
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
  return tokensOf(await postToken(sandbox, form));
}

export function tokensOf({ json }: Answer): Tokens {
  return {
    access: asText(json['access_token']),
    refresh: asText(json['refresh_token']),
    id: asText(json['id_token']),
  };
}

export function refresh(sandbox: SandboxXero, token: string): Promise<Answer> {
  return postToken(sandbox, { grant_type: 'refresh_token', refresh_token: token });
}

/** A bare client of the accounting API, without any library. */
export class Books {
  readonly base: string;
  readonly access: string;
  readonly tenantId: string;

  constructor(sandbox: SandboxXero, access: string, tenantId = TENANT_A) {
    this.base = `${sandbox.url}/api.xro/2.0`;
    this.access = access;
    this.tenantId = tenantId;
  }

  request(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${this.access}`,
      'xero-tenant-id': this.tenantId,
      accept: 'application/json',
      ...init.headers,
    };
    return call(this.base + path, { ...init, headers });
  }

  send(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: JsonObject | undefined = undefined,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const headers = { 'content-type': 'application/json', ...more };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.request(path, { method, headers, ...text });
  }

  /** The records of a list or of a single read. */
  async records(path: string, headers: Record<string, string> = {}): Promise<JsonObject[]> {
    const { json } = await this.request(path, { headers });
    const list = Object.values(json).find((value) => Array.isArray(value));
    return asList(list as Json | undefined);
  }

  /** One member of each record, in the order of the answer. */
  async column(
    path: string,
    name: string,
    headers: Record<string, string> = {},
  ): Promise<string[]> {
    return (await this.records(path, headers)).map((record) => asText(record[name]));
  }

  async one(path: string): Promise<JsonObject> {
    return (await this.records(path))[0] ?? {};
  }

  async idOf(number: string): Promise<string> {
    return asText((await this.one(`/Invoices/${number}`))['InvoiceID']);
  }
}

export async function openBooks(sandbox: SandboxXero, tenantId = TENANT_A): Promise<Books> {
  return new Books(sandbox, (await connect(sandbox, { tenantId })).access, tenantId);
}

/** Messages of a refused write. */
export function messagesOf({ json }: Answer): string[] {
  return asList(json['Elements']).flatMap((element) =>
    asList(element['ValidationErrors']).map((one) => asText(one['Message'])),
  );
}

export const STAMPS = ['UpdatedDateUTC', 'UpdatedDateUTCString'];

/** Members of an invoice that differ once the work was done, a minute later. */
export async function changedMembers(
  sandbox: SandboxXero,
  books: Books,
  number: string,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const before = await books.one(`/Invoices/${number}`);
  await sandbox.admin.advanceClock({ seconds: 60 });
  await work();
  const after = await books.one(`/Invoices/${number}`);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differs = (name: string): boolean =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return [...names].filter(differs).sort();
}
