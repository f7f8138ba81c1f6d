import type { Customer, Invoice, Term } from '../../../domain/invoice/invoice.ts';
import type { CreditId, CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import {
  markCustomersInvoices,
  writeCustomers,
  writeInvoices,
  writeTerms,
} from '../../db/mirror-write.ts';
import { findMemos } from '../../db/mirror.ts';
import { addWork } from '../../db/outbox.ts';
import { findCreditedCustomers } from '../../db/positions.ts';
import type { Tx } from '../../db/transaction.ts';
import type { UpsertBatch } from '../../db/upsert.ts';
import type { Actor } from '../context.ts';
import { findArrivals, noteArrivals } from '../invoice-sending/note-arrivals.ts';
import { carryMutesOver } from '../silence/carry-over.ts';
import { followExpectedDays } from '../silence/follow-books.ts';
import { settlePromisesOf } from '../silence/settle-paid.ts';
import { noteInactiveCustomers } from '../tasks/inactive-customers.ts';
import { historyOf, type InvoiceChange } from './invoice-history.ts';

export interface UpsertOptions {
  /** When the books were asked for these copies: of two equal versions the one read later wins. */
  now: Date;
  /** Who changed the records, for the history. */
  actor: Actor;
  /** First import: no history and no planning per batch; the whole is planned once at the end. */
  quiet?: boolean;
}

/** Records that an upsert or a deletion changed. */
export interface Changed {
  ids: string[];
  /** Invoices that changed payments and credits name, before or after: what is open on them may differ. */
  touchedInvoiceIds: InvoiceId[];
  /** Credits that changed payments apply, or did. */
  touchedCreditIds: CreditId[];
}

/** Brings invoices into the mirror, with history and the planning of what changed. Answers only those that did. */
export async function upsertInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  invoices: Invoice[],
  options: UpsertOptions,
): Promise<InvoiceChange[]> {
  const newest = newestById(await keepingMemos(tx, organisationId, invoices));
  const batch = batchOf([...newest.values()], options);
  const arrivals = await findArrivals(tx, organisationId, batch.rows);
  const written = await writeInvoices(tx, organisationId, batch);
  const changes = written.flatMap(({ id, before }) => {
    const after = newest.get(id);
    return after ? [{ id: after.id, before, after }] : [];
  });
  if (changes.length === 0) return changes;
  await noteArrivals(tx, organisationId, arrivals, {
    written: changes.map(({ after }) => after),
    now: options.now,
  });
  await keepSilence(tx, organisationId, changes, options);
  if (!options.quiet) {
    await addActivity(
      tx,
      ...changes.flatMap((change) => historyOf(organisationId, change, options)),
    );
    const customers = changes.flatMap(({ before, after }) => [
      before?.customerId ?? null,
      after.customerId,
    ]);
    await markSharing(tx, organisationId, customers);
    await requestPlan(tx, organisationId, options.now);
  }
  await announce(tx, organisationId, 'invoices');
  return changes;
}

/** What people said about the invoices stays true: promises are settled by what was paid, mutes follow to another customer (E26). */
async function keepSilence(
  tx: Tx,
  organisationId: OrganisationId,
  changes: InvoiceChange[],
  { now, actor }: UpsertOptions,
): Promise<void> {
  const ids = changes.map(({ id }) => id);
  await settlePromisesOf(tx, organisationId, ids, now);
  await followExpectedDays(tx, organisationId, changes, { now, actor });
  const moved = changes.flatMap(({ id, before, after }) =>
    before && before.customerId !== null && before.customerId !== after.customerId
      ? [{ id, fromCustomerId: before.customerId }]
      : [],
  );
  await carryMutesOver(tx, organisationId, moved, now);
}

/**
 * A void overwrites the memo for statements (facts: QuickBooks 2.4), and with it the words by which a rule knows the invoice. The mirror
 * keeps the memo of the last version that was not void (E11).
 */
async function keepingMemos(
  tx: Tx,
  organisationId: OrganisationId,
  invoices: Invoice[],
): Promise<Invoice[]> {
  const voided = invoices.filter(({ state }) => state === 'void').map(({ id }) => id);
  if (voided.length === 0) return invoices;
  const memos = await findMemos(tx, organisationId, voided);
  return invoices.map((copy) =>
    copy.state === 'void'
      ? { ...copy, memoOnStatement: memos.get(copy.id) ?? copy.memoOnStatement }
      : copy,
  );
}

/** What one invoice owes decides about the others that share its customer's credit (E4). */
export async function markSharing(
  tx: Tx,
  organisationId: OrganisationId,
  customers: (CustomerId | null)[],
): Promise<void> {
  const ids = [...new Set(customers)].filter((id) => id !== null);
  const credited = await findCreditedCustomers(tx, organisationId, ids);
  if (credited.length > 0) await markCustomersInvoices(tx, organisationId, credited);
}

/** Brings customers into the mirror; open invoices that depend on a changed one are planned again. Answers the changed ids. */
export async function upsertCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  customers: Customer[],
  options: UpsertOptions,
): Promise<CustomerId[]> {
  const rows = [...newestById(customers).values()];
  const written = await writeCustomers(tx, organisationId, batchOf(rows, options));
  const ids = written.map(({ id }) => id as CustomerId);
  if (ids.length === 0) return ids;
  // Who was billed with a parent and is no longer leaves the others of that parent with another position.
  const left = written.flatMap(({ before }) =>
    before?.billWithParent && before.parentId !== null ? [before.parentId] : [],
  );
  if (!options.quiet) {
    await planCustomersInvoices(tx, organisationId, [...new Set([...ids, ...left])], options.now);
    const ended = rows.filter(({ active }) => !active).map(({ id }) => id);
    const news = written.filter(
      ({ id, before }) => before?.active && ended.includes(id as CustomerId),
    );
    await noteInactiveCustomers(
      tx,
      organisationId,
      news.map(({ id }) => id as CustomerId),
      options.now,
    );
  }
  await announce(tx, organisationId, 'invoices');
  return ids;
}

/** Brings payment terms into the mirror. Rules know terms by id, so a new name or number of days plans nothing. */
export async function upsertTerms(
  tx: Tx,
  organisationId: OrganisationId,
  terms: Term[],
  options: UpsertOptions,
): Promise<string[]> {
  const rows = [...newestById(terms).values()];
  const written = await writeTerms(tx, organisationId, batchOf(rows, options));
  if (written.length > 0) await announce(tx, organisationId, 'invoices');
  return written.map(({ id }) => id);
}

/** Marks what depends on the customers and asks for planning. */
export async function planCustomersInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  ids: CustomerId[],
  now: Date,
): Promise<void> {
  const marked = await markCustomersInvoices(tx, organisationId, ids);
  if (marked > 0) await requestPlan(tx, organisationId, now);
}

/** One waiting job plans all marked invoices of the organisation, however many changes asked for it. */
export async function requestPlan(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<void> {
  await addWork(tx, {
    organisationId,
    name: 'reminders.plan',
    key: 'due',
    payload: { organisationId, scope: 'due' },
    availableAt: now,
  });
}

export function batchOf<Row>(rows: Row[], { now, quiet }: UpsertOptions): UpsertBatch<Row> {
  return { rows, readAt: now, withoutBefore: quiet };
}

/** One copy per id: the same record can stand twice in a batch, and one statement cannot write it twice. */
export function newestById<Row extends { id: string; booksVersion: number }>(
  rows: Row[],
): Map<string, Row> {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const known = newest.get(row.id);
    if (!known || row.booksVersion >= known.booksVersion) newest.set(row.id, row);
  }
  return newest;
}
