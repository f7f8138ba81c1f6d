import { Bug } from '../../domain/errors.ts';
import { importKinds, type Changes, type ImportKind } from '../books.ts';
import { changesAnswerSchema } from './api-types.ts';
import type { Client, Entity } from './client.ts';
import { sources, type Source } from './kinds.ts';
import { changesCap, lookBackDays, pageSize } from './limits.ts';
import { page, quoted, where } from './query.ts';
import { listIn, rowsOf } from './read.ts';
import { toRefunds } from './refunds.ts';
import type { QuickBooksCode } from './sentences.ts';
import { idOf, isDeleted } from './to-record.ts';

/**
 * Everything that changed since the instant, by change data capture: one call for all kinds when fewer than a thousand records changed.
 * `complete` is false when the instant lies before the look-back, or when one kind alone has more changes than an answer holds: its
 * changed records are then all here, its deletions perhaps not, since these come by no other way (facts: QuickBooks 4.2). A record that
 * changes while we read may come twice.
 */
export async function readChanges(client: Client, sinceAt: Date, now: Date): Promise<Changes> {
  const earliestAt = new Date(now.getTime() - lookBackDays * 86_400_000);
  const tooEarly = sinceAt < earliestAt;
  const changes = await captureAll(client, tooEarly ? earliestAt : sinceAt);
  if (tooEarly) changes.complete = false;
  return changes;
}

async function captureAll(client: Client, sinceAt: Date): Promise<Changes> {
  const changes = noChanges();
  const together = await capture(client, [...importKinds.map(entityOf), refund], sinceAt);
  if (together === null) return { ...changes, complete: false };
  const { inAll } = together;
  for (const kind of importKinds) {
    if (inAll < changesCap) add(changes, kind, together.rowsOf(entityOf(kind)));
    else await captureOne(client, kind, sinceAt, changes);
  }
  const refunds = inAll < changesCap ? together : await capture(client, [refund], sinceAt);
  changes.refunds = toRefunds(refunds?.rowsOf(refund) ?? []);
  if (!refunds || (inAll >= changesCap && refunds.inAll >= changesCap)) changes.complete = false;
  return changes;
}

const refund: Entity = 'RefundReceipt';

const entityOf = (kind: ImportKind): Entity => sources[kind].entity;

/** One kind by itself; when even that fills the answer, what changed is asked for by query, and only the deletions are taken from here. */
async function captureOne(
  client: Client,
  kind: ImportKind,
  sinceAt: Date,
  changes: Changes,
): Promise<void> {
  const entity = entityOf(kind);
  const alone = (await capture(client, [entity], sinceAt))?.rowsOf(entity);
  if (alone && alone.length < changesCap) return add(changes, kind, alone);
  changes.complete = false;
  add(changes, kind, (alone ?? []).filter(isDeleted));
  await queryOne(client, kind, sinceAt, changes);
}

/** Of more than that nobody wants to hold the answer in memory; the comparison that `complete` asks for reads the rest by pages. */
const mostPages = 20;

/** In the order of change, so that a record that changes meanwhile comes again later. Rows behind it move up; the caller knows by `complete`. */
async function queryOne(
  client: Client,
  kind: ImportKind,
  sinceAt: Date,
  changes: Changes,
): Promise<void> {
  const { entity, condition } = sources[kind];
  const filter = where(`${stamp} >= ${quoted(sinceAt.toISOString())}`, condition);
  for (let start = 1; start <= mostPages * pageSize; start += pageSize) {
    const rows = await rowsOf(client, entity, page(filter, start, stamp));
    if (rows.length === 0) return;
    add(changes, kind, rows);
  }
}

const stamp = 'MetaData.LastUpdatedTime';

interface Captured {
  rowsOf(entity: Entity): unknown[];
  inAll: number;
}

/** Null when QuickBooks refuses the look-back. */
async function capture(
  client: Client,
  entities: readonly Entity[],
  sinceAt: Date,
): Promise<Captured | null> {
  const answer = await client.changes(entities, sinceAt).catch(asTooOld);
  if (answer === null) return null;
  const responses = changesAnswerSchema.parse(answer).CDCResponse.flatMap((r) => r.QueryResponse);
  const rows = (entity: Entity) => responses.flatMap((response) => listIn(response, entity));
  return { rowsOf: rows, inAll: entities.reduce((sum, one) => sum + rows(one).length, 0) };
}

/** A look-back that QuickBooks refuses comes as code 500 (facts: QuickBooks 4.2). */
function asTooOld(error: unknown): null {
  const code: QuickBooksCode = 'quickbooks.unsupported';
  if (error instanceof Bug && error.code === code) return null;
  throw error;
}

function noChanges(): Changes {
  return {
    records: {
      terms: [],
      customers: [],
      invoices: [],
      credits: [],
      payments: [],
      attachments: [],
    },
    deleted: { invoices: [], credits: [], payments: [], attachments: [] },
    refunds: { customerIds: [], ofAnybody: false },
    unreadable: [],
    complete: true,
  };
}

function add<Kind extends ImportKind>(changes: Changes, kind: Kind, rows: unknown[]): void {
  const source: Source<Kind> = sources[kind];
  const { records, unreadable } = source.map(rows.filter((row) => !isDeleted(row)));
  changes.records[kind].push(...records);
  changes.unreadable.push(...unreadable);
  // Terms and customers have no list: they are never deleted, only made inactive (facts: QuickBooks 2.4).
  const lists: Partial<Record<ImportKind, string[]>> = changes.deleted;
  lists[kind]?.push(...rows.filter(isDeleted).map(idOf));
}
