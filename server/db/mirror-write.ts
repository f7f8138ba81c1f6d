import { sql } from 'drizzle-orm';
import type { Customer, Invoice, Term } from '../../domain/invoice/invoice.ts';
import type { CustomerId, InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { markInvoices } from './invoice-plan.ts';
import type { Tx } from './transaction.ts';
import { upsertNewer, type MirrorTable, type Written } from './upsert.ts';

export interface Batch<Row> {
  rows: Row[];
  /** When the books were asked for these copies. */
  readAt: Date;
}

const invoiceTable: MirrorTable<Invoice> = {
  name: 'invoice',
  fields: {
    id: 'text',
    booksVersion: 'int',
    booksUpdatedAt: 'timestamptz',
    booksCreatedAt: 'timestamptz',
    number: 'text',
    customerId: 'text',
    documentOn: 'date',
    dueOn: 'date',
    currency: 'text',
    totalMinor: 'bigint',
    openMinor: 'bigint',
    state: 'text',
    termId: 'text',
    memoOnInvoice: 'text',
    memoOnStatement: 'text',
    email: 'text',
    sentState: 'text',
    customFields: 'jsonb',
  },
  version: ['booksVersion', 'booksUpdatedAt'],
  // A deletion has no version, so a copy that was read before it must not bring the invoice back (E12).
  guard: (stored) => sql`${sql.identifier(stored)}.state = 'deleted'`,
};

const customerTable: MirrorTable<Customer> = {
  name: 'customer',
  fields: {
    id: 'text',
    booksVersion: 'int',
    booksUpdatedAt: 'timestamptz',
    name: 'text',
    fullName: 'text',
    active: 'boolean',
    parentId: 'text',
    billWithParent: 'boolean',
    email: 'text',
    termId: 'text',
    currency: 'text',
  },
  version: ['booksVersion', 'booksUpdatedAt'],
};

const termTable: MirrorTable<Term> = {
  name: 'term',
  fields: { id: 'text', booksVersion: 'int', name: 'text', active: 'boolean', dueDays: 'int' },
  version: ['booksVersion'],
};

/** Writes invoices that are newer than the mirror's and marks them for planning. */
export async function writeInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  batch: Batch<Invoice>,
): Promise<Written<Invoice>[]> {
  const written = await upsertNewer(tx, invoiceTable, organisationId, batch);
  const open = new Set(
    batch.rows.filter(({ state }) => state === 'open').map(({ id }) => String(id)),
  );
  // Nothing can be said about an invoice that was settled before it came to us.
  const toPlan = written.filter(({ id, before }) => before !== null || open.has(id));
  await markInvoices(
    tx,
    organisationId,
    toPlan.map(({ id }) => id),
  );
  return written;
}

export function writeCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  batch: Batch<Customer>,
): Promise<Written<Customer>[]> {
  return upsertNewer(tx, customerTable, organisationId, batch);
}

export function writeTerms(
  tx: Tx,
  organisationId: OrganisationId,
  batch: Batch<Term>,
): Promise<Written<Term>[]> {
  return upsertNewer(tx, termTable, organisationId, batch);
}

/** Marks open invoices of these customers, and of those who are billed through them (E28), for planning. Returns how many. */
export async function markCustomersInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: CustomerId[],
): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive touched(id) as (
      select unnest(${sql.param(customerIds)}::text[])
      union
      select child.id from customer child join touched on child.parent_id = touched.id
      where child.organisation_id = ${organisationId} and child.bill_with_parent
    )
    select id from invoice where organisation_id = ${organisationId} and state = 'open'
      and customer_id in (select id from touched) order by id`);
  await markInvoices(
    tx,
    organisationId,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

export interface DeletedInvoice {
  id: InvoiceId;
  number: string | null;
  openMinor: number;
  currency: string | null;
}

/** Marks invoices as deleted in the books; the row and its history stay (E12). Answers those that were not marked before. */
export async function writeDeleted(
  tx: Tx,
  organisationId: OrganisationId,
  deleted: { ids: InvoiceId[]; readAt: Date },
): Promise<DeletedInvoice[]> {
  const { rows } = await tx.execute<{
    id: InvoiceId;
    number: string | null;
    open: string;
    currency: string | null;
  }>(sql`
    with gone as (
      select id, open_minor from invoice where organisation_id = ${organisationId}
        and id = any(${sql.param(deleted.ids)}::text[]) and state <> 'deleted' order by id for update
    )
    update invoice set state = 'deleted',
      seen_at = greatest(seen_at, ${deleted.readAt.toISOString()}::timestamptz)
    from gone where invoice.organisation_id = ${organisationId} and invoice.id = gone.id
    returning invoice.id, invoice.number, gone.open_minor as open, invoice.currency`);
  await markInvoices(
    tx,
    organisationId,
    rows.map(({ id }) => id),
  );
  return rows.map(({ open, ...row }) => ({ ...row, openMinor: Number(open) }));
}

/** Notes that the books still hold these invoices, changed or not. */
export async function touchInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  seen: { ids: InvoiceId[]; readAt: Date },
): Promise<void> {
  await tx.execute(sql`
    update invoice set seen_at = ${seen.readAt.toISOString()}::timestamptz
    where organisation_id = ${organisationId} and id = any(${sql.param(seen.ids)}::text[])
      and seen_at < ${seen.readAt.toISOString()}::timestamptz and state <> 'deleted'`);
}

/** Makes customers inactive that the books no longer give out: merged into another, or removed (E26, E27). */
export async function writeInactive(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: CustomerId[],
): Promise<CustomerId[]> {
  const { rows } = await tx.execute<{ id: CustomerId }>(sql`
    update customer set active = false where organisation_id = ${organisationId}
      and id = any(${sql.param(customerIds)}::text[]) and active returning id`);
  return rows.map((row) => row.id);
}
