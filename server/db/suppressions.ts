import { and, eq, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { CustomerId, InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { suppressedAddress } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type SuppressionRecord = typeof suppressedAddress.$inferSelect;

/** Addresses to which nothing is sent, in small letters. */
export async function loadSuppressed(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ address: suppressedAddress.address })
    .from(suppressedAddress)
    .where(and(eq(suppressedAddress.organisationId, organisationId), isActive()));
  return new Set(rows.map(({ address }) => address));
}

/** The same as a part of another query. */
export function suppressedBy(organisationId: OrganisationId): SQL<string[]> {
  return sql`array(
    select address from suppressed_address where organisation_id = ${organisationId} and lifted_at is null)`;
}

/** False when it is suppressed already, or was lifted after this happened. */
export async function suppressAddress(
  tx: Tx,
  row: Omit<SuppressionRecord, 'liftedAt' | 'liftedBy'>,
): Promise<boolean> {
  const { reason, deliveryId, suppressedAt } = row;
  const rows = await tx
    .insert(suppressedAddress)
    .values({ ...row, address: row.address.toLowerCase() })
    .onConflictDoUpdate({
      target: [suppressedAddress.organisationId, suppressedAddress.address],
      set: { reason, deliveryId, suppressedAt, liftedAt: null, liftedBy: null },
      setWhere: lt(suppressedAddress.liftedAt, suppressedAt),
    })
    .returning({ address: suppressedAddress.address });
  return rows.length > 0;
}

/** False when the address is not suppressed, or not for this reason. */
export async function liftSuppression(
  tx: Tx,
  organisationId: OrganisationId,
  { address, reason }: { address: string; reason?: string },
  lifted: { liftedAt: Date; liftedBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(suppressedAddress)
    .set(lifted)
    .where(
      and(
        eq(suppressedAddress.organisationId, organisationId),
        eq(suppressedAddress.address, address.toLowerCase()),
        reason === undefined ? undefined : eq(suppressedAddress.reason, reason),
        isActive(),
      ),
    )
    .returning({ address: suppressedAddress.address });
  return rows.length > 0;
}

/** Whom messages to this address may be about: customers who have it, and open invoices that name it themselves. */
export async function findAddressed(
  tx: Tx,
  organisationId: OrganisationId,
  address: string,
): Promise<{ customers: CustomerId[]; invoices: InvoiceId[] }> {
  const named = sql`strpos(lower(email), ${address.toLowerCase()}) > 0`;
  const customers = await tx.execute<{ id: CustomerId }>(
    sql`select id from customer where organisation_id = ${organisationId} and ${named}`,
  );
  const invoices = await tx.execute<{ id: InvoiceId }>(
    sql`select id from invoice where organisation_id = ${organisationId} and state = 'open' and ${named}`,
  );
  return {
    customers: customers.rows.map(({ id }) => id),
    invoices: invoices.rows.map(({ id }) => id),
  };
}

function isActive() {
  return isNull(suppressedAddress.liftedAt);
}
