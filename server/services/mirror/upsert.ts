import type { Customer, Invoice, Term } from '../../../domain/invoice/invoice.ts';
import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import {
  markCustomersInvoices,
  writeCustomers,
  writeInvoices,
  writeTerms,
} from '../../db/mirror-write.ts';
import { addWork } from '../../db/outbox.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Actor } from '../context.ts';
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
}

/** Brings invoices into the mirror, with history and the planning of what changed. Answers only those that did. */
export async function upsertInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  invoices: Invoice[],
  options: UpsertOptions,
): Promise<InvoiceChange[]> {
  const newest = newestById(invoices);
  const written = await writeInvoices(tx, organisationId, {
    rows: [...newest.values()],
    readAt: options.now,
  });
  const changes = written.flatMap(({ id, before }) => {
    const after = newest.get(id);
    return after ? [{ id: after.id, before, after }] : [];
  });
  if (changes.length === 0) return changes;
  if (!options.quiet) {
    await addActivity(
      tx,
      ...changes.flatMap((change) => historyOf(organisationId, change, options)),
    );
    await requestPlan(tx, organisationId, options.now);
  }
  await announce(tx, organisationId, 'invoices');
  return changes;
}

/** Brings customers into the mirror; open invoices that depend on a changed one are planned again. Answers the changed ids. */
export async function upsertCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  customers: Customer[],
  options: UpsertOptions,
): Promise<CustomerId[]> {
  const rows = [...newestById(customers).values()];
  const written = await writeCustomers(tx, organisationId, { rows, readAt: options.now });
  const ids = written.map(({ id }) => id as CustomerId);
  if (ids.length === 0) return ids;
  if (!options.quiet) await planCustomersInvoices(tx, organisationId, ids, options.now);
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
  const written = await writeTerms(tx, organisationId, { rows, readAt: options.now });
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
