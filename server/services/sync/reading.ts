import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { Customer, Invoice } from '../../../domain/invoice/invoice.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import { findUnknownCustomers } from '../../db/mirror.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Actor, Context } from '../context.ts';
import { markCustomersInactive, markInvoicesDeleted } from '../mirror/mark-deleted.ts';
import { storeEach, type Problem } from '../mirror/store-each.ts';
import { upsertCustomers, upsertInvoices, type UpsertOptions } from '../mirror/upsert.ts';
import { READ_BATCH } from './intervals.ts';

/** One organisation's books, opened for reading into the mirror. */
export interface Reading {
  ctx: Context;
  organisationId: OrganisationId;
  company: BooksCompany;
  connectionId: string;
  sweptAt: Date | null;
  /** Who stands behind changes that come from the books. */
  actor: Actor;
}

/** Throws NeedsReconnect or NotFound like `openCompany`. */
export async function openReading(ctx: Context, organisationId: OrganisationId): Promise<Reading> {
  const { company, connection } = await openCompany(ctx, organisationId);
  const actor: Actor = { kind: 'books', name: ctx.books(connection.provider).name };
  const { id: connectionId, sweptAt } = connection;
  return { ctx, organisationId, company, connectionId, sweptAt, actor };
}

export function inReading<T>(reading: Reading, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inOrganisation(reading.ctx.store, reading.organisationId, work);
}

/** Reads invoices by id into the mirror, with customers it does not know yet; those the books no longer have are marked deleted. */
export async function readInvoicesById(reading: Reading, ids: InvoiceId[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (let from = 0; from < ids.length; from += READ_BATCH) {
    const options = optionsOf(reading);
    const found = await reading.company.readInvoices(ids.slice(from, from + READ_BATCH));
    const stored = await inReading(reading, async (tx) => {
      await markInvoicesDeleted(tx, reading.organisationId, found.missing, options);
      return storeInvoices(tx, reading, found.invoices, options);
    });
    problems.push(...found.unreadable, ...stored);
    problems.push(...(await readUnknownCustomers(reading, found.invoices)));
  }
  return problems;
}

/** Reads customers by id into the mirror; those the books no longer give out become inactive. */
export async function readCustomersById(reading: Reading, ids: CustomerId[]): Promise<Problem[]> {
  if (ids.length === 0) return [];
  const options = optionsOf(reading);
  const found = await reading.company.readCustomers(ids);
  const stored = await inReading(reading, async (tx) => {
    await markCustomersInactive(tx, reading.organisationId, found.missing, options);
    return storeCustomers(tx, reading, found.customers, options);
  });
  return [...found.unreadable, ...stored];
}

/** An invoice can name a customer that was made in the same moment and has not come by its own event yet. */
export async function readUnknownCustomers(
  reading: Reading,
  invoices: Invoice[],
): Promise<Problem[]> {
  const named = invoices.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
  const unknown = await inReading(reading, (tx) =>
    findUnknownCustomers(tx, reading.organisationId, named),
  );
  return readCustomersById(reading, unknown);
}

export function storeInvoices(
  tx: Tx,
  { organisationId }: Reading,
  invoices: Invoice[],
  options: UpsertOptions,
): Promise<Problem[]> {
  return storeEach(tx, invoices, (part, rows) =>
    upsertInvoices(part, organisationId, rows, options),
  );
}

export function storeCustomers(
  tx: Tx,
  { organisationId }: Reading,
  customers: Customer[],
  options: UpsertOptions,
): Promise<Problem[]> {
  return storeEach(tx, customers, (part, rows) =>
    upsertCustomers(part, organisationId, rows, options),
  );
}

/** Taken before the books are asked, so that of two readings the later one is known. */
export function optionsOf({ ctx, actor }: Reading): UpsertOptions {
  return { now: ctx.now(), actor };
}
