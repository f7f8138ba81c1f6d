import type { BooksSession } from '../books.ts';
import { send } from '../http.ts';
import { toAnswer, toFileAnswer, type Answer } from './answer.ts';
import { unreadableRecord } from './errors.ts';
import { listOf, type Fields } from './fields.ts';
import {
  idempotencyMs,
  maxAnswerBytes,
  maxAttachmentBytes,
  maxKeyLength,
  maxPdfBytes,
  timeLimits,
} from './limits.ts';
import { createPerform } from './perform.ts';
import type { XeroSettings } from './settings.ts';

export type Query = Record<string, string | number | undefined>;

/** Calls of one organisation's data API. */
export interface Client {
  /** A wrapper as it came; `member` is the list that it must hold. `since`: only what changed from that second on. */
  get(path: string, member: string, options?: { query?: Query; since?: Date }): Promise<Fields>;
  /** The one record of a wrapper. */
  getOne(path: string, member: string): Promise<Fields>;
  pdf(invoiceId: string): Promise<Buffer>;
  file(path: string, contentType: string): Promise<Buffer>;
  /** A write; `requestId` names it, so that Xero answers a repeat with the first answer. */
  write(method: 'POST' | 'PUT', path: string, change: Change, requestId: string): Promise<Fields>;
}

/** A wrapper with its one record, such as `{"Invoices": [{…}]}`. */
export type Change = Record<string, [Record<string, unknown>]>;

export function createClient(settings: XeroSettings, session: BooksSession): Client {
  const limits = { ...timeLimits, ...settings.timeLimits };
  const bounds = { timeoutMs: limits.callMs, maxBytes: maxAnswerBytes };
  const perform = createPerform(settings, session);
  const urlOf = (path: string) => `${settings.apiUrl}/api.xro/2.0/${path}`;
  const headersFor = (token: string) => ({
    authorization: `Bearer ${token}`,
    'xero-tenant-id': session.booksId,
    accept: 'application/json',
  });

  const get: Client['get'] = async (path, member, { query = {}, since } = {}) => {
    const url = urlOf(path) + searchOf(query);
    const ask = async (token: string): Promise<Answer> => {
      const headers = {
        ...headersFor(token),
        ...(since && { 'if-modified-since': second(since) }),
      };
      return toAnswer(await send(url, { ...bounds, headers }));
    };
    return bodyOf(await perform({ isWrite: false, accepts: holds(member), ask }));
  };

  const file = async (path: string, accept: string, isWhole: (body: unknown) => boolean) => {
    const isPdfPath = accept === 'application/pdf' && isWhole === isPdf;
    const fileBounds = isPdfPath
      ? { timeoutMs: limits.pdfMs, maxBytes: maxPdfBytes }
      : { timeoutMs: limits.downloadMs, maxBytes: maxAttachmentBytes };
    const ask = async (token: string): Promise<Answer> =>
      toFileAnswer(
        await send(urlOf(path), { ...fileBounds, headers: { ...headersFor(token), accept } }),
      );
    const { body } = await perform({ isWrite: false, accepts: isWhole, ask });
    return Buffer.isBuffer(body) ? body : Buffer.from(String(body));
  };

  return {
    get,
    async getOne(path, member) {
      const [row] = listOf((await get(path, member))[member]);
      if (!row) throw unreadableRecord();
      return row;
    },
    pdf: (invoiceId) => file(`Invoices/${encodeURIComponent(invoiceId)}`, 'application/pdf', isPdf),
    file: (path, contentType) => file(path, contentType, Buffer.isBuffer),
    async write(method, path, change, requestId) {
      const key = keyOf(requestId, settings.now());
      const ask = async (token: string): Promise<Answer> => {
        const headers = {
          ...headersFor(token),
          'content-type': 'application/json',
          'idempotency-key': key,
        };
        const body = JSON.stringify(change);
        return toAnswer(await send(urlOf(path), { ...bounds, method, headers, body }));
      };
      const [member = ''] = Object.keys(change);
      return bodyOf(await perform({ isWrite: true, accepts: holds(member), ask }));
    },
  };
}

/**
 * The time is part of the key: Xero remembers an error as well, and a later try must not be answered with it. Within the time it does, a
 * repeat is the same write (facts: Xero 2.5).
 */
function keyOf(requestId: string, now: Date): string {
  const turn = Math.floor(now.getTime() / idempotencyMs);
  return `${requestId}-${turn}`.slice(-maxKeyLength);
}

/** Blanks as %20: filters are full of them, and not every gateway takes a plus for one. */
function searchOf(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}

/** Whole seconds, UTC (facts: Xero 2.6). */
function second(at: Date): string {
  return at.toISOString().slice(0, 19);
}

/** Whether the body is what was asked for; one without this list was cut off or is somebody else's page. */
function holds(member: string): (body: unknown) => boolean {
  return (body) =>
    typeof body === 'object' && body !== null && Array.isArray((body as Fields)[member]);
}

function bodyOf({ body }: Answer): Fields {
  // `holds` has looked at it.
  return body as Fields;
}

/** A whole PDF: one that was cut off still begins like one, and would go to a customer. */
function isPdf(body: unknown): boolean {
  if (!Buffer.isBuffer(body)) return false;
  const begins = body.subarray(0, 5).toString('latin1') === '%PDF-';
  return begins && body.subarray(-1024).includes('%%EOF');
}
