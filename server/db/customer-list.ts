import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CustomerId, OrganisationId } from '../../domain/ids.ts';
import { customer, customerSetting, invoice } from './schema/index.ts';
import { containing } from './search.ts';
import type { Tx } from './transaction.ts';

export interface CustomerRequest {
  text: string | null;
  /** Only these, in the order of their names. */
  ids: string[] | null;
  after: { name: string; id: string } | null;
  limit: number;
}

const columns = {
  id: customer.id,
  name: customer.name,
  fullName: customer.fullName,
  email: customer.email,
  active: customer.active,
  language: customerSetting.language,
  autopay: customerSetting.autopay,
};

const itsSetting = and(
  eq(customerSetting.organisationId, customer.organisationId),
  eq(customerSetting.customerId, customer.id),
);

export type CustomerListRow = Awaited<ReturnType<typeof listCustomers>>[number];

/** Customers by full name. */
export function listCustomers(tx: Tx, organisationId: OrganisationId, request: CustomerRequest) {
  const { text, ids, after, limit } = request;
  return tx
    .select(columns)
    .from(customer)
    .leftJoin(customerSetting, itsSetting)
    .where(
      and(
        eq(customer.organisationId, organisationId),
        text === null ? undefined : sql`${customer.fullName} ilike ${containing(text)}`,
        ids === null ? undefined : inArray(customer.id, ids),
        after === null
          ? undefined
          : sql`(${customer.fullName}, ${customer.id}) > (${after.name}, ${after.id})`,
      ),
    )
    .orderBy(customer.fullName, customer.id)
    .limit(limit);
}

export async function findCustomer(
  tx: Tx,
  organisationId: OrganisationId,
  id: CustomerId,
): Promise<CustomerListRow | undefined> {
  const rows = await listCustomers(tx, organisationId, {
    text: null,
    ids: [id],
    after: null,
    limit: 1,
  });
  return rows[0];
}

/** Open invoices of each of these customers; one without any is missing. */
export async function countOpenByCustomer(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: invoice.customerId, open: sql<number>`count(*)::int` })
    .from(invoice)
    .where(
      and(
        eq(invoice.organisationId, organisationId),
        eq(invoice.state, 'open'),
        inArray(invoice.customerId, ids),
      ),
    )
    .groupBy(invoice.customerId);
  return new Map(rows.map(({ id, open }) => [id ?? '', open]));
}

/** What is set for one customer; the other settings stay as they are. */
export async function saveCustomerSetting(
  tx: Tx,
  organisationId: OrganisationId,
  customerId: CustomerId,
  setting: { language: 'en' | 'fr' | null } | { autopay: boolean | null },
): Promise<void> {
  await tx
    .insert(customerSetting)
    .values({ organisationId, customerId, ...setting })
    .onConflictDoUpdate({
      target: [customerSetting.organisationId, customerSetting.customerId],
      set: setting,
    });
}
