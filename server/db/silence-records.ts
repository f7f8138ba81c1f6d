import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CustomerId, InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { customer, dispute, invoice, mute, promise } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type MuteRecord = typeof mute.$inferSelect;
export type PromiseRecord = typeof promise.$inferSelect;
export type DisputeRecord = typeof dispute.$inferSelect;

/** What a person can only silence while it exists: open amount, names, and whom it belongs to. */
export async function findSubjectInvoice(tx: Tx, organisationId: OrganisationId, id: InvoiceId) {
  const rows = await tx
    .select({
      id: invoice.id,
      state: invoice.state,
      openMinor: invoice.openMinor,
      currency: invoice.currency,
      customerId: invoice.customerId,
    })
    .from(invoice)
    .where(and(eq(invoice.organisationId, organisationId), eq(invoice.id, id)));
  return rows[0];
}

export async function findSubjectCustomer(tx: Tx, organisationId: OrganisationId, id: CustomerId) {
  const rows = await tx
    .select({ id: customer.id, fullName: customer.fullName })
    .from(customer)
    .where(and(eq(customer.organisationId, organisationId), eq(customer.id, id)));
  return rows[0];
}

export async function addMute(tx: Tx, row: typeof mute.$inferInsert): Promise<void> {
  await tx.insert(mute).values(row);
}

/** A mute that nobody has ended. */
export async function findMute(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<MuteRecord | undefined> {
  const rows = await tx.select().from(mute).where(openMute(organisationId, id));
  return rows[0];
}

/** Changes the mute if it still is at `version`. False when somebody was faster. */
export async function changeMute(
  tx: Tx,
  organisationId: OrganisationId,
  { id, version }: Pick<MuteRecord, 'id' | 'version'>,
  change: Partial<Pick<MuteRecord, 'untilOn' | 'endedAt' | 'endedBy'>>,
): Promise<boolean> {
  const rows = await tx
    .update(mute)
    .set({ ...change, version: sql`${mute.version} + 1` })
    .where(and(openMute(organisationId, id), eq(mute.version, version)))
    .returning({ id: mute.id });
  return rows.length > 0;
}

const openMute = (organisationId: OrganisationId, id: string) =>
  and(eq(mute.organisationId, organisationId), eq(mute.id, id), isNull(mute.endedAt));

/** False when the invoice has an open promise already. */
export async function addPromise(tx: Tx, row: typeof promise.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(promise)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: promise.id });
  return rows.length > 0;
}

export async function findOpenPromise(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<PromiseRecord | undefined> {
  const rows = await tx.select().from(promise).where(openPromise(organisationId, id));
  return rows[0];
}

export async function findOpenPromiseOf(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceId: InvoiceId,
): Promise<PromiseRecord | undefined> {
  const rows = await tx
    .select()
    .from(promise)
    .where(
      and(
        eq(promise.organisationId, organisationId),
        eq(promise.invoiceId, invoiceId),
        eq(promise.state, 'open'),
      ),
    );
  return rows[0];
}

/** Withdraws the promise if it still is at `version`. False when somebody was faster. */
export async function withdrawOpenPromise(
  tx: Tx,
  organisationId: OrganisationId,
  { id, version }: Pick<PromiseRecord, 'id' | 'version'>,
  at: Date,
): Promise<boolean> {
  const rows = await tx
    .update(promise)
    .set({ state: 'withdrawn', settledAt: at, version: sql`${promise.version} + 1` })
    .where(and(openPromise(organisationId, id), eq(promise.version, version)))
    .returning({ id: promise.id });
  return rows.length > 0;
}

const openPromise = (organisationId: OrganisationId, id: string) =>
  and(eq(promise.organisationId, organisationId), eq(promise.id, id), eq(promise.state, 'open'));

/** False when the invoice has an open dispute already. */
export async function addDispute(tx: Tx, row: typeof dispute.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(dispute)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: dispute.id });
  return rows.length > 0;
}

export async function findOpenDispute(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<DisputeRecord | undefined> {
  const rows = await tx.select().from(dispute).where(openDispute(organisationId, id));
  return rows[0];
}

/** Changes or closes the dispute if it still is at `version`. False when somebody was faster. */
export async function changeOpenDispute(
  tx: Tx,
  organisationId: OrganisationId,
  { id, version }: Pick<DisputeRecord, 'id' | 'version'>,
  change: Partial<
    Pick<
      DisputeRecord,
      'amountMinor' | 'reason' | 'owner' | 'untilOn' | 'state' | 'closedAt' | 'closedBy'
    >
  >,
): Promise<boolean> {
  const rows = await tx
    .update(dispute)
    .set({ ...change, version: sql`${dispute.version} + 1` })
    .where(and(openDispute(organisationId, id), eq(dispute.version, version)))
    .returning({ id: dispute.id });
  return rows.length > 0;
}

const openDispute = (organisationId: OrganisationId, id: string) =>
  and(eq(dispute.organisationId, organisationId), eq(dispute.id, id), eq(dispute.state, 'open'));
