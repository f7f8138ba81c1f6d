import type { BooksSession } from '../books.ts';
import { send } from '../http.ts';
import { parseBody, type Answer } from './answer.ts';
import { callLibrary, type EntityLibrary } from './entity-library.ts';
import { longestGetStatement, maxAnswerBytes, maxPdfBytes, timeLimits } from './limits.ts';
import { createPerform } from './perform.ts';
import type { QuickBooksSettings } from './settings.ts';

/** Calls of one company's data API. Answers are JSON as it came; whoever asked reads it with a schema. */
export interface Client {
  /** `SELECT *` with the rest of the statement, by GET, or by POST when it is long. */
  query(entity: Entity, rest: string): Promise<unknown>;
  /** Several queries in one call, by name; each is metered. The fault of one item is the fault of all. */
  queries(statements: Record<string, string>): Promise<unknown>;
  changes(entities: readonly Entity[], sinceAt: Date): Promise<unknown>;
  invoice(id: string): Promise<unknown>;
  /** With the link for its reader, which nothing else gives out. */
  invoiceWithLink(id: string): Promise<unknown>;
  attachable(id: string): Promise<unknown>;
  pdf(id: string): Promise<Buffer>;
  /** A sparse update; `requestId` lets QuickBooks answer a repeat with the first answer. */
  update(entity: Writable, change: RecordChange, requestId: string): Promise<unknown>;
}

export type Entity = keyof typeof finders;
export type Writable = keyof typeof updaters;

export interface RecordChange {
  Id: string;
  SyncToken: string;
  [field: string]: unknown;
}

const finders = {
  Invoice: 'findInvoices',
  Customer: 'findCustomers',
  Term: 'findTerms',
  Payment: 'findPayments',
  CreditMemo: 'findCreditMemos',
  RefundReceipt: 'findRefundReceipts',
  Attachable: 'findAttachables',
} as const;

/** Records that a sparse update is documented for (facts: QuickBooks 2.3). */
const updaters = { Invoice: 'updateInvoice', Customer: 'updateCustomer' } as const;

type LibraryCall = (library: EntityLibrary, done: (error: unknown) => void) => void;

export function createClient(settings: QuickBooksSettings, session: BooksSession): Client {
  const limits = { ...timeLimits, ...settings.timeLimits };
  const bounds = { timeoutMs: limits.callMs, maxBytes: maxAnswerBytes };
  const pdfBounds = { timeoutMs: limits.pdfMs, maxBytes: maxPdfBytes };
  const perform = createPerform(settings, session);
  const grantOf = (token: string) => ({ booksId: session.booksId, token });

  const viaLibrary = async (
    member: string,
    call: LibraryCall,
    meter: { metered?: boolean; items?: number } = {},
  ): Promise<unknown> => {
    const { metered = true, items = 1 } = meter;
    const ask = (token: string) => callLibrary(settings, grantOf(token), bounds, call);
    return (await perform({ metered, items, accepts: holds(member), ask })).body;
  };

  // node-quickbooks sends queries by GET only, and the address of 300 ids is too long for that.
  const viaPost = async (statement: string): Promise<unknown> => {
    const { apiUrl, minorVersion } = settings;
    const url = `${apiUrl}/v3/company/${session.booksId}/query?minorversion=${minorVersion}`;
    const ask = async (token: string): Promise<Answer> => {
      const headers = {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'content-type': 'application/text',
      };
      const reply = await send(url, { ...bounds, method: 'POST', headers, body: statement });
      return { ...reply, body: parseBody(reply.body) };
    };
    return (await perform({ metered: true, items: 1, accepts: holds('QueryResponse'), ask })).body;
  };

  const pdf = async (id: string): Promise<Buffer> => {
    const ask = async (token: string): Promise<Answer> => {
      const answer = await callLibrary(settings, grantOf(token), pdfBounds, (library, done) =>
        library.getInvoicePdf(encodeURIComponent(id), done),
      );
      return isPdf(answer.body) ? answer : { ...answer, body: parseBody(toBytes(answer.body)) };
    };
    return toBytes((await perform({ metered: true, items: 1, accepts: isPdf, ask })).body);
  };

  return {
    query: (entity, rest) =>
      rest.length > longestGetStatement
        ? viaPost(`select * from ${entity} ${rest}`)
        : viaLibrary('QueryResponse', (library, done) => library[finders[entity]](rest, done)),
    queries: (statements) => {
      const parts = toItems(statements);
      const call: LibraryCall = (library, done) => library.batch(parts, done);
      return viaLibrary('BatchItemResponse', call, { items: parts.length });
    },
    changes: (entities, sinceAt) =>
      viaLibrary('CDCResponse', (library, done) =>
        library.changeDataCapture([...entities], toSince(sinceAt), done),
      ),
    invoice: (id) =>
      viaLibrary('Invoice', (library, done) => library.getInvoice(encodeURIComponent(id), done)),
    // The library has no such option, and takes the id into the address as it is (facts: QuickBooks 10).
    invoiceWithLink: (id) =>
      viaLibrary('Invoice', (library, done) =>
        library.getInvoice(`${encodeURIComponent(id)}?include=invoiceLink`, done),
      ),
    attachable: (id) =>
      viaLibrary('Attachable', (library, done) =>
        library.getAttachable(encodeURIComponent(id), done),
      ),
    pdf,
    update: (entity, change, requestId) =>
      viaLibrary(
        entity,
        (library, done) => {
          // The library changes its argument: it takes `requestId` off and puts `sparse` on.
          library[updaters[entity]]({ ...structuredClone(change), sparse: true, requestId }, done);
        },
        { metered: false },
      ),
  };
}

function toItems(statements: Record<string, string>): object[] {
  return Object.entries(statements).map(([bId, Query]) => ({ bId, Query }));
}

/** Always with `Z`: the library puts the text into the address as it is, where the `+` of an offset would become a space. */
function toSince(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Whether the body is what was asked for; one without this member was cut off or is somebody else's page. */
function holds(member: string): (body: unknown) => boolean {
  return (body) => typeof body === 'object' && body !== null && Object.hasOwn(body, member);
}

/** A whole PDF: one that was cut off still begins like one, and would go to a customer. */
function isPdf(body: unknown): boolean {
  if (!Buffer.isBuffer(body)) return false;
  const begins = body.subarray(0, 5).toString('latin1') === '%PDF-';
  return begins && body.subarray(-1024).includes('%%EOF');
}

function toBytes(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(String(body));
}
