import { NeedsPerson } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Invoice } from '../../../domain/invoice/invoice.ts';
import type { BooksCompany, Found, IdOfKind, ImportKind } from '../../../integrations/books.ts';
import { findUnknownCustomers } from '../../db/mirror.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { touchRecords } from '../../db/unseen.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Actor, Context } from '../context.ts';
import {
  nothingBrought,
  removeRecords,
  storeRecords,
  togetherOf,
  type Brought,
} from '../mirror/store-records.ts';
import type { UpsertOptions } from '../mirror/upsert.ts';
import { READ_BATCH } from './intervals.ts';

/** One organisation's books, opened for reading into the mirror. */
export interface Reading {
  ctx: Context;
  organisationId: OrganisationId;
  company: BooksCompany;
  /** Key of the accounting system. */
  provider: string;
  connectionId: string;
  sweptAt: Date | null;
  /** Webhooks bring changes within seconds; the sweep finds what they lost. */
  sweepEveryMs: number;
  /** Who stands behind changes that come from the books. */
  actor: Actor;
}

/** Throws NeedsReconnect or NotFound like `openCompany`. */
export async function openReading(ctx: Context, organisationId: OrganisationId): Promise<Reading> {
  const { company, connection } = await openCompany(ctx, organisationId);
  const { id: connectionId, provider, sweptAt } = connection;
  const { name, sweepMinutes } = ctx.books(provider);
  const sweepEveryMs = sweepMinutes * 60_000;
  const actor: Actor = { kind: 'books', name };
  return { ctx, organisationId, company, provider, connectionId, sweptAt, sweepEveryMs, actor };
}

export function inReading<T>(reading: Reading, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inOrganisation(reading.ctx.store, reading.organisationId, work);
}

/** Taken before the books are asked, so that of two readings the later one is known. */
export function optionsOf({ ctx, actor }: Reading): UpsertOptions {
  return { now: ctx.now(), actor };
}

export type ReadableKind = Exclude<ImportKind, 'terms'>;

/**
 * Reads records by id into the mirror, many in one call. Those the books no longer give out are marked deleted, customers inactive.
 * Invoices bring along the customers that the mirror does not know yet.
 */
export async function readById<Kind extends ReadableKind>(
  reading: Reading,
  kind: Kind,
  ids: IdOfKind[Kind][],
): Promise<Brought> {
  const brought: Brought[] = [];
  for (let from = 0; from < ids.length; from += READ_BATCH) {
    const options = optionsOf(reading);
    const found = await reading.company.readById(kind, ids.slice(from, from + READ_BATCH));
    brought.push(await inReading(reading, (tx) => storeFound(tx, reading, kind, found, options)));
    if (isOfInvoices(kind, found.records))
      brought.push(await readUnknownCustomers(reading, found.records));
  }
  return togetherOf(brought);
}

/**
 * The same for a few records that one call gives out, without the customers that invoices name: `andThen` looks, in the transaction
 * that stored them, at what is there now. Throws NeedsPerson for a record that cannot be read.
 */
export async function readFew<Kind extends ReadableKind, T>(
  reading: Reading,
  kind: Kind,
  ids: IdOfKind[Kind][],
  andThen: (tx: Tx) => Promise<T>,
): Promise<T> {
  const options = optionsOf(reading);
  const found = await reading.company.readById(kind, ids);
  const { problem, answer } = await inReading(reading, async (tx) => {
    const { problems } = await storeFound(tx, reading, kind, found, options);
    return { problem: problems[0], answer: await andThen(tx) };
  });
  if (problem) throw new NeedsPerson(problem.code, `one of the ${kind} cannot be read`);
  return answer;
}

async function storeFound<Kind extends ReadableKind>(
  tx: Tx,
  { organisationId }: Reading,
  kind: Kind,
  { records, missing, unreadable, terms = [] }: Found<Kind>,
  options: UpsertOptions,
): Promise<Brought> {
  const removed = await removeRecords(tx, organisationId, kind, missing, options);
  const named = await storeRecords(tx, organisationId, 'terms', terms, options);
  const stored = await storeRecords(tx, organisationId, kind, records, options);
  const ids = records.map(({ id }) => id);
  await touchRecords(tx, organisationId, kind, { ids, readAt: options.now });
  return togetherOf([{ ...nothingBrought, problems: unreadable }, removed, named, stored]);
}

function isOfInvoices(kind: ImportKind, records: { id: string }[]): records is Invoice[] {
  return kind === 'invoices' && records.length > 0;
}

/** The books have few terms and give them out all at once. */
export async function readTerms(reading: Reading): Promise<Brought> {
  const options = optionsOf(reading);
  const terms = await reading.company.readTerms();
  return inReading(reading, (tx) =>
    storeRecords(tx, reading.organisationId, 'terms', terms, options),
  );
}

/** An invoice can name a customer that was made in the same moment and has not come by its own event yet. */
export async function readUnknownCustomers(
  reading: Reading,
  invoices: Invoice[],
): Promise<Brought> {
  const named = invoices.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
  const unknown = await inReading(reading, (tx) =>
    findUnknownCustomers(tx, reading.organisationId, named),
  );
  return readById(reading, 'customers', unknown);
}
