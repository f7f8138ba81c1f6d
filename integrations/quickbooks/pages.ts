import { z } from 'zod';
import { importKinds, type ImportKind, type Page, type PageScope } from '../books.ts';
import { batchAnswerSchema } from './api-types.ts';
import type { Client } from './client.ts';
import { scopeCondition, sources, type Source } from './kinds.ts';
import { page, where } from './query.ts';
import { rowsOf } from './read.ts';

export type Counts = Record<ImportKind, number>;

const countSchema = z.object({ totalCount: z.number() });

/** Totals of all kinds by one call, which is metered as one for each kind. */
export async function countRecords(client: Client): Promise<Counts> {
  const statements = importKinds.map((kind) => {
    const { entity, condition } = sources[kind];
    return [kind, `select count(*) from ${entity} ${where(condition)}`.trim()] as const;
  });
  const answer = await client.queries(Object.fromEntries(statements));
  const items = batchAnswerSchema.parse(answer).BatchItemResponse;
  const totals = importKinds.map((kind) => {
    const item = items.find(({ bId }) => bId === kind);
    return [kind, countSchema.parse(item?.QueryResponse).totalCount] as const;
  });
  return Object.fromEntries(totals) as Counts;
}

const cursorSchema = z.object({ start: z.int().positive() });

/**
 * One page in the order of ids. QuickBooks numbers rows, it has no cursor: when records of earlier pages are deleted while we read, later
 * ones move up and some fall between two pages. No overlap is read against that, it would cost calls at every import; the caller sees
 * that fewer rows came than were counted, or a later comparison of the counts does, and compares then. What changes after its page was
 * read comes with the changes since the start of the import.
 *
 * The last page is the one that reaches `total`; without a total, or when fewer rows come, only an empty page proves the end, since a
 * short one proves nothing (facts: QuickBooks 4.1).
 */
export async function readPage<Kind extends ImportKind>(
  client: Client,
  kind: Kind,
  from: string | null,
  options: { total?: number | null; scope?: PageScope } = {},
): Promise<Page<Kind>> {
  const { entity, condition, map }: Source<Kind> = sources[kind];
  const { total = null, scope = 'all' } = options;
  const { start } = from === null ? { start: 1 } : cursorSchema.parse(JSON.parse(from));
  const filter = where(condition, scopeCondition(kind, scope));
  const rows = await rowsOf(client, entity, page(filter, start));
  const read = start - 1 + rows.length;
  const isLast = rows.length === 0 || (total !== null && read >= total);
  const next = isLast ? null : JSON.stringify({ start: read + 1 });
  return { ...map(rows), skipped: 0, next };
}
