import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CustomerId, InvoiceId, OrganisationId } from '../../domain/ids.ts';
import type { Customer, Invoice } from '../../domain/invoice/invoice.ts';
import { NotFound } from '../../domain/errors.ts';
import { customer, invoice } from './schema/index.ts';
import type { Tx } from './transaction.ts';

/** Columns of an invoice as the books hold it, without those of the planning. */
const invoiceFields = {
  id: invoice.id,
  booksVersion: invoice.booksVersion,
  booksUpdatedAt: invoice.booksUpdatedAt,
  booksCreatedAt: invoice.booksCreatedAt,
  number: invoice.number,
  customerId: invoice.customerId,
  documentOn: invoice.documentOn,
  dueOn: invoice.dueOn,
  currency: invoice.currency,
  totalMinor: invoice.totalMinor,
  openMinor: invoice.openMinor,
  state: invoice.state,
  termId: invoice.termId,
  termsOfCustomer: invoice.termsOfCustomer,
  expectedOn: invoice.expectedOn,
  memoOnInvoice: invoice.memoOnInvoice,
  memoOnStatement: invoice.memoOnStatement,
  email: invoice.email,
  sentState: invoice.sentState,
  customFields: invoice.customFields,
};

const customerFields = {
  id: customer.id,
  booksVersion: customer.booksVersion,
  booksUpdatedAt: customer.booksUpdatedAt,
  name: customer.name,
  fullName: customer.fullName,
  active: customer.active,
  parentId: customer.parentId,
  billWithParent: customer.billWithParent,
  email: customer.email,
  termId: customer.termId,
  currency: customer.currency,
};

export async function findInvoice(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
): Promise<Invoice | undefined> {
  const [row] = await tx
    .select(invoiceFields)
    .from(invoice)
    .where(and(eq(invoice.organisationId, organisationId), eq(invoice.id, id)));
  return row && toInvoice(row);
}

/** Memos for statements as the mirror holds them, of those of these invoices that it knows. */
export async function findMemos(
  tx: Tx,
  organisationId: OrganisationId,
  ids: InvoiceId[],
): Promise<Map<InvoiceId, string>> {
  const rows = await tx
    .select({ id: invoice.id, memo: invoice.memoOnStatement })
    .from(invoice)
    .where(and(eq(invoice.organisationId, organisationId), inArray(invoice.id, ids)));
  return new Map(rows.map(({ id, memo }) => [id as InvoiceId, memo]));
}

/** Throws NotFound. */
export async function getInvoice(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
): Promise<Invoice> {
  const found = await findInvoice(tx, organisationId, id);
  if (!found) throw new NotFound('invoice.not-found', 'no such invoice in the mirror');
  return found;
}

export async function findCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  ids: CustomerId[],
): Promise<Customer[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select(customerFields)
    .from(customer)
    .where(and(eq(customer.organisationId, organisationId), inArray(customer.id, ids)));
  return rows.map(toCustomer);
}

/** Deepest nesting that QuickBooks allows is five levels (facts: QuickBooks 3.3); also the end of a circle in broken data. */
const MAX_LEVELS = 5;

/**
 * Ids from a customer's parent up to the one who is billed in its place, nearest first: a level counts only while the one below is
 * billed with its parent (E28). Names the first one that the mirror does not hold, too. Empty when the customer is billed itself.
 */
export async function findBilledAncestorIds(
  tx: Tx,
  organisationId: OrganisationId,
  id: CustomerId,
): Promise<CustomerId[]> {
  const { rows } = await tx.execute<{ id: CustomerId }>(sql`
    with recursive up(parent_id, level) as (
      select parent_id, 1 from customer
      where organisation_id = ${organisationId} and id = ${id} and bill_with_parent
      union all
      select c.parent_id, up.level + 1
      from up join customer c on c.organisation_id = ${organisationId} and c.id = up.parent_id
      where c.bill_with_parent and up.level < ${MAX_LEVELS}
    )
    select parent_id as id from up where parent_id is not null order by level`);
  return rows.map((row) => row.id);
}

/** Whoever messages about these invoices may go to: their customers, and the parents who are billed in their place (E28). */
export async function findPeopleOf(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceIds: InvoiceId[],
): Promise<CustomerId[]> {
  const { rows } = await tx.execute<{ id: CustomerId }>(sql`
    with recursive up(id, level) as (
      select customer_id, 0 from invoice
      where organisation_id = ${organisationId} and id = any(${sql.param(invoiceIds)}::text[]) and customer_id is not null
      union
      select c.parent_id, up.level + 1
      from up join customer c on c.organisation_id = ${organisationId} and c.id = up.id
      where c.bill_with_parent and c.parent_id is not null and up.level < ${MAX_LEVELS}
    )
    select id from up group by id order by min(level), id`);
  return rows.map((row) => row.id);
}

/** Of these customers, those that the mirror does not hold. */
export async function findUnknownCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  ids: CustomerId[],
): Promise<CustomerId[]> {
  if (ids.length === 0) return [];
  const known = await tx
    .select({ id: customer.id })
    .from(customer)
    .where(and(eq(customer.organisationId, organisationId), inArray(customer.id, ids)));
  const knownIds = new Set(known.map((row) => row.id));
  return [...new Set(ids)].filter((id) => !knownIds.has(id));
}

/** Invoices that these payments settle, as far as the mirror holds them. */
export async function findInvoicesOfPayments(
  tx: Tx,
  organisationId: OrganisationId,
  paymentIds: string[],
): Promise<InvoiceId[]> {
  const { rows } = await tx.execute<{ id: InvoiceId }>(sql`
    select distinct jsonb_array_elements_text(invoice_ids) as id from payment
    where organisation_id = ${organisationId} and id = any(${sql.param(paymentIds)}::text[])`);
  return rows.map(({ id }) => id);
}

type InvoiceRow = {
  [K in keyof typeof invoiceFields]: (typeof invoiceFields)[K]['_']['data'] | null;
};
type CustomerRow = {
  [K in keyof typeof customerFields]: (typeof customerFields)[K]['_']['data'] | null;
};

/** The columns of `invoiceFields` are those of an Invoice; only the brands of the ids are missing in the table's types. */
function toInvoice(row: InvoiceRow): Invoice {
  return row as Invoice;
}

function toCustomer(row: CustomerRow): Customer {
  return row as Customer;
}
