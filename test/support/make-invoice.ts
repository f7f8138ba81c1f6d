import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../domain/ids.ts';
import { customer, invoice, invoicePlan, term } from '../../server/db/schema/index.ts';
import { inOrganisation } from '../../server/db/transaction.ts';
import type { Context } from '../../server/services/context.ts';

type InvoiceRow = typeof invoice.$inferInsert;
type CustomerRow = typeof customer.$inferInsert;
type TermRow = typeof term.$inferInsert;

const at = new Date('2026-10-01T12:00:00Z');
const newId = () => randomUUID().slice(0, 12);

/** An open invoice over 1500.00 CAD, due 2026-11-01, as the mirror holds it; name what matters to the test. */
export const makeInvoiceRow = (
  organisationId: OrganisationId,
  wanted: Partial<InvoiceRow> = {},
): InvoiceRow => ({
  organisationId,
  id: newId(),
  booksVersion: 0,
  booksUpdatedAt: at,
  booksCreatedAt: at,
  number: null,
  customerId: null,
  documentOn: '2026-10-01',
  dueOn: '2026-11-01',
  currency: 'CAD',
  totalMinor: 150_000,
  openMinor: 150_000,
  state: 'open',
  termId: null,
  termsOfCustomer: false,
  expectedOn: null,
  memoOnInvoice: '',
  memoOnStatement: '',
  email: null,
  sentState: 'not-set',
  customFields: {},
  seenAt: at,
  ...wanted,
});

/** An invoice, and what the planner keeps about it. */
export type WantedInvoice = Partial<InvoiceRow> & {
  plan?: Partial<typeof invoicePlan.$inferInsert>;
};

/** Invoices in the mirror, each with its row for the planner, as a sync leaves them; not marked unless `plan` says so. */
export async function addInvoices(
  ctx: Pick<Context, 'store'>,
  organisationId: OrganisationId,
  wanted: WantedInvoice[],
): Promise<InvoiceRow[]> {
  const made = wanted.map(({ plan, ...one }) => ({
    row: makeInvoiceRow(organisationId, one),
    plan,
  }));
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    for (let from = 0; from < made.length; from += 1000) {
      const part = made.slice(from, from + 1000);
      await tx.insert(invoice).values(part.map(({ row }) => row));
      await tx
        .insert(invoicePlan)
        .values(part.map(({ row, plan }) => ({ organisationId, invoiceId: row.id, ...plan })));
    }
  });
  return made.map(({ row }) => row);
}

export async function addCustomer(
  ctx: Pick<Context, 'store'>,
  organisationId: OrganisationId,
  wanted: Partial<CustomerRow> = {},
): Promise<CustomerRow> {
  const name = wanted.name ?? 'Blue Bird Bakery';
  const row: CustomerRow = {
    organisationId,
    id: newId(),
    booksVersion: 0,
    booksUpdatedAt: at,
    name,
    fullName: name,
    active: true,
    parentId: null,
    billWithParent: false,
    email: 'accounts@bluebird.example',
    termId: null,
    currency: 'CAD',
    seenAt: at,
    ...wanted,
  };
  await inOrganisation(ctx.store, organisationId, (tx) => tx.insert(customer).values(row));
  return row;
}

export async function addTerm(
  ctx: Pick<Context, 'store'>,
  organisationId: OrganisationId,
  wanted: Partial<TermRow> = {},
): Promise<TermRow> {
  const row: TermRow = {
    organisationId,
    id: newId(),
    booksVersion: 0,
    name: 'Net 30',
    active: true,
    dueDays: 30,
    seenAt: at,
    ...wanted,
  };
  await inOrganisation(ctx.store, organisationId, (tx) => tx.insert(term).values(row));
  return row;
}
