import { sql } from 'drizzle-orm';
import type { Attachment } from '../../domain/invoice/attachment.ts';
import type { Customer, Invoice, Term } from '../../domain/invoice/invoice.ts';
import type { Credit, Payment } from '../../domain/invoice/money-received.ts';
import type { AttachmentId, CustomerId, InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { addPlans, markInvoices } from './invoice-plan.ts';
import {
  attachmentTable,
  creditTable,
  customerTable,
  invoiceTable,
  paymentTable,
  termTable,
} from './mirror-tables.ts';
import type { Tx } from './transaction.ts';
import {
  markGone,
  upsertNewer,
  type Before,
  type MirrorTable,
  type UpsertBatch,
  type Written,
} from './upsert.ts';

/** Ids of records that the books no longer have. */
export interface Gone<Row extends { id: string }> {
  ids: Row['id'][];
  readAt: Date;
}

/**
 * Writes invoices that are newer than the mirror's and marks them for planning. A first import, which asks for nothing before, leaves them
 * without a mark: all of its invoices are planned at once when it ends.
 */
export async function writeInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  batch: UpsertBatch<Invoice>,
): Promise<Written<Invoice>[]> {
  const written = await upsertNewer(tx, invoiceTable, organisationId, batch);
  const open = new Set(
    batch.rows.filter(({ state }) => state === 'open').map(({ id }) => String(id)),
  );
  // Nothing can be said about an invoice that was settled before it came to us.
  const toPlan = written
    .filter(({ id, before }) => before !== null || open.has(id))
    .map(({ id }) => id);
  if (batch.withoutBefore) await addPlans(tx, organisationId, toPlan);
  else await markInvoices(tx, organisationId, toPlan);
  return written;
}

/** Marks invoices as deleted in the books and for planning. Answers those that were not marked before. */
export async function writeDeletedInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  gone: Gone<Invoice>,
): Promise<{ id: InvoiceId; before: Before<Invoice> }[]> {
  const marked = await markGone(tx, invoiceTable, organisationId, gone);
  await markInvoices(
    tx,
    organisationId,
    marked.map(({ id }) => id),
  );
  return marked;
}

type Write<Row> = (
  tx: Tx,
  organisationId: OrganisationId,
  batch: UpsertBatch<Row>,
) => Promise<Written<Row>[]>;

const writeTo =
  <Row extends { id: string }>(table: MirrorTable<Row>): Write<Row> =>
  (tx, organisationId, batch) =>
    upsertNewer(tx, table, organisationId, batch);

export const writeCustomers: Write<Customer> = writeTo(customerTable);
export const writeTerms: Write<Term> = writeTo(termTable);
export const writeCredits: Write<Credit> = writeTo(creditTable);
export const writePayments: Write<Payment> = writeTo(paymentTable);
export const writeAttachments: Write<Attachment> = writeTo(attachmentTable);

export const writeDeletedCredits = (tx: Tx, organisationId: OrganisationId, gone: Gone<Credit>) =>
  markGone(tx, creditTable, organisationId, gone);

export const writeDeletedPayments = (tx: Tx, organisationId: OrganisationId, gone: Gone<Payment>) =>
  markGone(tx, paymentTable, organisationId, gone);

export async function writeDeletedAttachments(
  tx: Tx,
  organisationId: OrganisationId,
  gone: Gone<Attachment>,
): Promise<AttachmentId[]> {
  return (await markGone(tx, attachmentTable, organisationId, gone)).map(({ id }) => id);
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

/** Deepest nesting that QuickBooks allows is five levels (facts: QuickBooks 3.3); also the end of a circle in broken data. */
const MAX_LEVELS = 5;

/**
 * Marks open invoices of these customers, of those who are billed through them (E28), and of those who share a net position with them
 * because they are billed with the same parent, for planning. Returns how many.
 */
export async function markCustomersInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: CustomerId[],
): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive up(id, level) as (
      select unnest(${sql.param(customerIds)}::text[]), 1
      union
      select c.parent_id, up.level + 1 from customer c join up on c.id = up.id
      where c.organisation_id = ${organisationId} and c.bill_with_parent and c.parent_id is not null
        and up.level < ${MAX_LEVELS}
    ), touched(id) as (
      select id from up
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
