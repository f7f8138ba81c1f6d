import { z } from 'zod';
import type { ImportKind, Page, RecordsOfKind } from '../books.ts';
import { batchAnswerSchema } from './api-types.ts';
import type { Client, Entity } from './client.ts';
import { pageOverlap, pageSize } from './limits.ts';
import { page, withInactive } from './query.ts';
import { rowsOf } from './read.ts';
import { toCustomers } from './to-customer.ts';
import { toInvoices } from './to-invoice.ts';
import { idOf, type Mapped } from './to-record.ts';
import { toTerms } from './to-term.ts';

type Source<Kind extends ImportKind> = {
  entity: Entity;
  where: string;
  map(rows: unknown[]): Mapped<RecordsOfKind[Kind]>;
};

const sources: { [Kind in ImportKind]: Source<Kind> } = {
  terms: { entity: 'Term', where: withInactive, map: toTerms },
  customers: { entity: 'Customer', where: withInactive, map: toCustomers },
  invoices: { entity: 'Invoice', where: '', map: toInvoices },
};

export type Counts = Record<ImportKind, number>;

const countSchema = z.object({ totalCount: z.number() });

/** Totals of the three kinds by one call. */
export async function countRecords(client: Client): Promise<Counts> {
  const count = ({ entity, where }: Source<ImportKind>) =>
    `select count(*) from ${entity} ${where}`;
  const answer = await client.queries({
    terms: count(sources.terms),
    customers: count(sources.customers),
    invoices: count(sources.invoices),
  });
  const items = batchAnswerSchema.parse(answer).BatchItemResponse;
  const totalOf = (kind: ImportKind) =>
    countSchema.parse(items.find((item) => item.bId === kind)?.QueryResponse).totalCount;
  return {
    terms: totalOf('terms'),
    customers: totalOf('customers'),
    invoices: totalOf('invoices'),
  };
}

/** `last` are the ids that ended the page before; `expected` is the total as counted, when it was. */
const cursorSchema = z.object({
  start: z.number(),
  seen: z.number(),
  expected: z.number().nullable(),
  last: z.array(z.string()),
});
type Cursor = z.infer<typeof cursorSchema>;

/**
 * One page in the order of ids. QuickBooks numbers rows, it has no cursor: when rows before this page are deleted while we read, later
 * rows move up and would fall between two pages. So each page begins with the last rows of the one before; if none of them is found
 * there, more moved than the overlap holds, and the page is read again from further up. A row may come twice, none is left out; what
 * changes after its page was read comes with the changes since the start of the import.
 */
export async function readPage<Kind extends ImportKind>(
  client: Client,
  kind: Kind,
  from: string | null,
  counts: Counts | null,
): Promise<Page<Kind>> {
  const source: Source<Kind> = sources[kind];
  const cursor = from === null ? firstCursor(counts?.[kind]) : cursorSchema.parse(JSON.parse(from));
  const { rows, start } = await rowsFrom(client, source, cursor);
  const fresh = rows.filter((row) => !cursor.last.includes(idOf(row)));
  const { records, unreadable } = source.map(fresh);
  const seen = cursor.seen + fresh.length;
  const next: Cursor = {
    ...cursor,
    start: start + rows.length,
    seen,
    last: rows.slice(-pageOverlap).map(idOf),
  };
  const done = isLast(rows.length, fresh.length, seen, cursor.expected);
  return { records, unreadable, next: done ? null : JSON.stringify(next) };
}

function firstCursor(expected: number | undefined): Cursor {
  return { start: 1, seen: 0, expected: expected ?? null, last: [] };
}

async function rowsFrom(client: Client, source: Source<ImportKind>, cursor: Cursor) {
  let start = Math.max(1, cursor.start - cursor.last.length);
  for (;;) {
    const rows = await rowsOf(client, source.entity, page(source.where, start));
    const joined = rows.some((row) => cursor.last.includes(idOf(row)));
    if (joined || start === 1) return { rows, start };
    start = Math.max(1, start - (pageSize - pageOverlap));
  }
}

/** A short page alone proves nothing (facts: QuickBooks 4.1); together with the counted total it saves the call for an empty one. */
function isLast(rows: number, fresh: number, seen: number, expected: number | null): boolean {
  if (fresh === 0) return true;
  return rows < pageSize && expected !== null && seen >= expected;
}
