import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { entryOf, sendBytes } from '../../kit/answer.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asList, isObject, parseJson } from '../../kit/json.ts';
import type { Org } from '../books/org.ts';
import type { Place } from '../books/place.ts';
import type { Box } from '../box.ts';
import type { JournalEntry } from '../journal.ts';
import { faults } from './faults.ts';
import { wireNow } from './wire.ts';
import { toXml } from './xml.ts';

const SHOWN_BODY = 2000;

export interface Pagination {
  page: number;
  pageSize: number;
  pageCount: number;
  itemCount: number;
}

/** One accounting call with what its handlers ask of it. */
export class Call {
  readonly box: Box;
  readonly request: Request;
  readonly response: Response;
  readonly org: Org;

  constructor(box: Box, request: Request, response: Response, org: Org) {
    this.box = box;
    this.request = request;
    this.response = response;
    this.org = org;
  }

  get place(): Place {
    return { box: this.box, org: this.org, by: 'app' };
  }

  param(name: string): string {
    const value = this.request.params[name];
    return typeof value === 'string' ? value : '';
  }

  /** A query parameter, its name in any case; '' when it is missing. */
  option(name: string): string {
    for (const [key, value] of Object.entries(this.request.query)) {
      if (key.toLowerCase() === name.toLowerCase() && typeof value === 'string') return value;
    }
    return '';
  }

  isOn(name: string): boolean {
    return this.option(name).toLowerCase() === 'true';
  }

  /** A comma-separated parameter; undefined when it is missing. */
  list(name: string): string[] | undefined {
    const text = this.option(name);
    return text === '' ? undefined : text.split(',').map((part) => part.trim());
  }

  get bytes(): Buffer {
    return Buffer.isBuffer(this.request.body) ? this.request.body : Buffer.alloc(0);
  }

  text(): string {
    const text = this.bytes.toString();
    const entry = entryOf(this.response) as JournalEntry | undefined;
    if (entry) entry.body = text.slice(0, SHOWN_BODY);
    return text;
  }

  /** The elements of a write: inside their wrapper, or one bare object (facts: Xero 2.3). */
  elements(wrapper: string): JsonObject[] {
    const body = parseJson(this.text());
    if (!isObject(body) && !Array.isArray(body))
      throw faults.postData('The request body could not be read as JSON.');
    const found =
      isObject(body) && body[wrapper] !== undefined
        ? asList(body[wrapper])
        : asList(isObject(body) ? [body] : body);
    if (found.length === 0) throw faults.noData();
    return found;
  }

  /** The envelope of facts 2.1. */
  answer(content: JsonObject, pagination?: Pagination): void {
    const head: JsonObject = {
      Id: randomUUID(),
      Status: 'OK',
      ProviderName: 'Dunlin sandbox app',
      DateTimeUTC: wireNow(this.box.clock.now()),
    };
    const body = { ...head, ...(pagination ? { pagination: { ...pagination } } : {}), ...content };
    if (this.#wantsXml()) this.send(200, 'text/xml; charset=utf-8', Buffer.from(toXml(body)));
    else this.send(200, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(body)));
  }

  #wantsXml(): boolean {
    if ((this.request.get('accept') ?? '').includes('json')) return false;
    return this.box.knobs.withoutAccept === 'xml';
  }

  noContent(): void {
    this.send(204, null, Buffer.alloc(0));
  }

  send(status: number, contentType: string | null, bytes: Buffer): void {
    keepAnswer(this.box, this.request, { status, contentType, body: bytes.toString() });
    sendBytes(this.response, status, contentType, bytes);
  }
}

/** Key and identity of a write that may be repeated; null when it carries no key. */
export function idempotent(request: Request): { key: string; call: string } | null {
  const key = request.get('idempotency-key');
  if (key === undefined || !['POST', 'PUT', 'PATCH'].includes(request.method)) return null;
  const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : '';
  const tenantId = request.get('xero-tenant-id') ?? '';
  return { key, call: [tenantId, request.method, request.originalUrl, body].join('\n') };
}

export function keepAnswer(
  box: Box,
  request: Request,
  answer: { status: number; contentType: string | null; body: string },
): void {
  const repeat = idempotent(request);
  if (repeat && box.idempotency.find(repeat.key, repeat.call) === null)
    box.idempotency.keep(repeat.key, repeat.call, answer);
}
