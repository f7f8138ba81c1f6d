import { and, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { CustomerId, InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { suppressedAddress } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type SuppressionRecord = typeof suppressedAddress.$inferSelect;

/** Addresses to which nothing is sent, in small letters. */
export async function loadSuppressed(
  tx: Tx,
  organisationId: OrganisationId,
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ addresses: string[] }>(
    sql`select ${suppressedBy(organisationId)} as addresses`,
  );
  return new Set(rows[0]?.addresses);
}

/** The same as a part of another query. */
export function suppressedBy(organisationId: OrganisationId): SQL<string[]> {
  return sql`array(
    select address from suppressed_address where organisation_id = ${organisationId} and lifted_at is null)`;
}

/** Those of the addresses to which nothing is sent, with why and since when. */
export async function findSuppressed(
  tx: Tx,
  organisationId: OrganisationId,
  addresses: readonly string[],
): Promise<SuppressionRecord[]> {
  if (addresses.length === 0) return [];
  return tx
    .select()
    .from(suppressedAddress)
    .where(isActiveOf(organisationId, addresses))
    .orderBy(suppressedAddress.address);
}

/** Undefined when it is not suppressed; else nobody else changes that until the transaction ends. */
export async function lockSuppressed(
  tx: Tx,
  organisationId: OrganisationId,
  address: string,
): Promise<SuppressionRecord | undefined> {
  const rows = await tx
    .select()
    .from(suppressedAddress)
    .where(isActiveOf(organisationId, [address]))
    .for('no key update');
  return rows[0];
}

/**
 * False when it is suppressed already, or was lifted after this happened. A complaint counts more than any other reason, and ends what a
 * member had asked before it.
 */
export async function suppressAddress(
  tx: Tx,
  row: Pick<
    SuppressionRecord,
    'organisationId' | 'address' | 'reason' | 'deliveryId' | 'suppressedAt'
  >,
): Promise<boolean> {
  const { reason, deliveryId, suppressedAt } = row;
  const unasked = { liftAskedAt: null, liftAskedBy: null, liftedAt: null, liftedBy: null };
  const isLater = sql`${suppressedAddress.liftedAt} < ${suppressedAt.toISOString()}`;
  const isWorse = sql`${suppressedAddress.liftedAt} is null and ${suppressedAddress.reason} <> 'spam-report'`;
  const rows = await tx
    .insert(suppressedAddress)
    .values({ ...row, address: row.address.toLowerCase() })
    .onConflictDoUpdate({
      target: [suppressedAddress.organisationId, suppressedAddress.address],
      set: { reason, deliveryId, suppressedAt, ...unasked },
      setWhere: reason === 'spam-report' ? sql`${isLater} or ${isWorse}` : isLater,
    })
    .returning({ address: suppressedAddress.address });
  return rows.length > 0;
}

/** A member allows the address again; the provider has to be told first. */
export async function askLift(
  tx: Tx,
  organisationId: OrganisationId,
  address: string,
  asked: { liftAskedAt: Date; liftAskedBy: string },
): Promise<void> {
  await tx
    .update(suppressedAddress)
    .set(asked)
    .where(isActiveOf(organisationId, [address]));
}

/** What members allowed and the provider may still keep back. */
export function findAsked(tx: Tx, organisationId: OrganisationId): Promise<SuppressionRecord[]> {
  return tx
    .select()
    .from(suppressedAddress)
    .where(
      and(
        eq(suppressedAddress.organisationId, organisationId),
        isNotNull(suppressedAddress.liftAskedAt),
        isActive(),
      ),
    )
    .orderBy(suppressedAddress.liftAskedAt, suppressedAddress.address);
}

/** False when the address is not suppressed any more, or for another reason than it was seen with. */
export async function liftSuppression(
  tx: Tx,
  organisationId: OrganisationId,
  seen: Pick<SuppressionRecord, 'address' | 'reason'>,
  lifted: { liftedAt: Date; liftedBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(suppressedAddress)
    .set(lifted)
    .where(
      and(isActiveOf(organisationId, [seen.address]), eq(suppressedAddress.reason, seen.reason)),
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

function isActiveOf(organisationId: OrganisationId, addresses: readonly string[]) {
  const wanted = addresses.map((address) => address.toLowerCase());
  return and(
    eq(suppressedAddress.organisationId, organisationId),
    inArray(suppressedAddress.address, wanted),
    isActive(),
  );
}

function isActive() {
  return isNull(suppressedAddress.liftedAt);
}
