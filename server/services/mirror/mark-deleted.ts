import type {
  AttachmentId,
  CreditId,
  CustomerId,
  InvoiceId,
  OrganisationId,
  PaymentId,
} from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import {
  writeDeletedAttachments,
  writeDeletedCredits,
  writeDeletedInvoices,
  writeDeletedPayments,
  writeInactive,
} from '../../db/mirror-write.ts';
import type { Tx } from '../../db/transaction.ts';
import { settlePromisesOf } from '../silence/settle-paid.ts';
import { noteInactiveCustomers } from '../tasks/inactive-customers.ts';
import { invoicesOf, planPositions, touchedBy } from './upsert-money.ts';
import {
  markSharing,
  planCustomersInvoices,
  requestPlan,
  type Changed,
  type UpsertOptions,
} from './upsert.ts';

/** Invoices that the books no longer have (E12): kept with their history, never chased again. Answers those that were not marked yet. */
export async function markInvoicesDeleted(
  tx: Tx,
  organisationId: OrganisationId,
  ids: InvoiceId[],
  options: UpsertOptions,
): Promise<InvoiceId[]> {
  if (ids.length === 0) return [];
  const gone = await writeDeletedInvoices(tx, organisationId, { ids, readAt: options.now });
  if (gone.length === 0) return [];
  const entries = gone.map(({ id, before: { openMinor, currency } }) => ({
    organisationId,
    at: options.now,
    kind: 'invoice.deleted',
    actor: options.actor,
    invoiceId: id,
    detail: { openMinor, currency },
  }));
  await addActivity(tx, ...entries);
  const customers = gone.map(({ before }) => before.customerId);
  await markSharing(tx, organisationId, customers);
  const goneIds = gone.map(({ id }) => id);
  await settlePromisesOf(tx, organisationId, goneIds, options.now);
  await requestPlan(tx, organisationId, options.now);
  await announce(tx, organisationId, 'invoices');
  return goneIds;
}

/** Payments that the books no longer have: what they had settled is open again, and credits they applied are left (E12). */
export async function markPaymentsDeleted(
  tx: Tx,
  organisationId: OrganisationId,
  ids: PaymentId[],
  options: UpsertOptions,
): Promise<Changed> {
  const gone = await writeDeletedPayments(tx, organisationId, { ids, readAt: options.now });
  const customers = gone.map(({ before }) => before.customerId);
  await planPositions(tx, organisationId, customers, options);
  return { ids: gone.map(({ id }) => id), ...touchedBy(gone.map(({ before }) => before)) };
}

/** Credit memos that the books no longer have: no longer owed to the customer. */
export async function markCreditsDeleted(
  tx: Tx,
  organisationId: OrganisationId,
  ids: CreditId[],
  options: UpsertOptions,
): Promise<Changed> {
  const gone = await writeDeletedCredits(tx, organisationId, { ids, readAt: options.now });
  const customers = gone.map(({ before }) => before.customerId);
  await planPositions(tx, organisationId, customers, options);
  const payments = gone.flatMap(({ before }) => before.paymentIds);
  const touchedInvoiceIds = await invoicesOf(tx, organisationId, payments);
  return { ids: gone.map(({ id }) => id), touchedInvoiceIds, touchedCreditIds: [] };
}

export function markAttachmentsDeleted(
  tx: Tx,
  organisationId: OrganisationId,
  ids: AttachmentId[],
  options: UpsertOptions,
): Promise<AttachmentId[]> {
  return writeDeletedAttachments(tx, organisationId, { ids, readAt: options.now });
}

/** Customers that the books no longer give out: merged into another or removed. Their open invoices wait for a person (E26, E27). */
export async function markCustomersInactive(
  tx: Tx,
  organisationId: OrganisationId,
  ids: CustomerId[],
  options: UpsertOptions,
): Promise<CustomerId[]> {
  if (ids.length === 0) return [];
  const changed = await writeInactive(tx, organisationId, ids);
  if (changed.length === 0) return [];
  await planCustomersInvoices(tx, organisationId, changed, options.now);
  await noteInactiveCustomers(tx, organisationId, changed, options.now);
  await announce(tx, organisationId, 'invoices');
  return changed;
}
