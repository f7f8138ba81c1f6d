import type { Attachment } from '../../../domain/invoice/attachment.ts';
import type { Credit, Payment } from '../../../domain/invoice/money-received.ts';
import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { announce } from '../../db/activity.ts';
import { findInvoicesOfPayments } from '../../db/mirror.ts';
import { writeAttachments, writeCredits, writePayments } from '../../db/mirror-write.ts';
import type { Tx } from '../../db/transaction.ts';
import {
  batchOf,
  newestById,
  planCustomersInvoices,
  type Changed,
  type UpsertOptions,
} from './upsert.ts';

/** Brings payments into the mirror; invoices that share a position with a changed one are planned again. */
export async function upsertPayments(
  tx: Tx,
  organisationId: OrganisationId,
  payments: Payment[],
  options: UpsertOptions,
): Promise<Changed> {
  const newest = newestById(payments);
  const batch = batchOf([...newest.values()], options);
  const written = await writePayments(tx, organisationId, batch);
  const copies = written.flatMap(({ id, before }) => [before, newest.get(id) ?? null]);
  const customers = copies.map((copy) => copy?.customerId ?? null);
  await planPositions(tx, organisationId, customers, options);
  return { ids: written.map(({ id }) => id), ...touchedBy(copies) };
}

/** Brings credit memos into the mirror. They name no invoices themselves: the payments that apply them do (facts: QuickBooks 3.5). */
export async function upsertCredits(
  tx: Tx,
  organisationId: OrganisationId,
  credits: Credit[],
  options: UpsertOptions,
): Promise<Changed> {
  const newest = newestById(credits);
  const batch = batchOf([...newest.values()], options);
  const written = await writeCredits(tx, organisationId, batch);
  const copies = written.flatMap(({ id, before }) => [before, newest.get(id) ?? null]);
  const customers = copies.map((copy) => copy?.customerId ?? null);
  await planPositions(tx, organisationId, customers, options);
  const touchedInvoiceIds = options.quiet
    ? []
    : await invoicesOf(
        tx,
        organisationId,
        copies.flatMap((copy) => copy?.paymentIds ?? []),
      );
  return { ids: written.map(({ id }) => id), touchedInvoiceIds, touchedCreditIds: [] };
}

/** Brings the files' facts into the mirror. Which of them go out is looked up when a message leaves. */
export async function upsertAttachments(
  tx: Tx,
  organisationId: OrganisationId,
  attachments: Attachment[],
  options: UpsertOptions,
): Promise<string[]> {
  const batch = batchOf([...newestById(attachments).values()], options);
  const written = await writeAttachments(tx, organisationId, batch);
  return written.map(({ id }) => id);
}

/** What payments are applied to, by any of their copies. */
export function touchedBy(
  copies: (Pick<Payment, 'invoiceIds' | 'creditIds'> | null)[],
): Omit<Changed, 'ids'> {
  return {
    touchedInvoiceIds: [...new Set(copies.flatMap((copy) => copy?.invoiceIds ?? []))],
    touchedCreditIds: [...new Set(copies.flatMap((copy) => copy?.creditIds ?? []))],
  };
}

/** Invoices that these payments are applied to, as far as the mirror holds them. */
export async function invoicesOf(
  tx: Tx,
  organisationId: OrganisationId,
  paymentIds: string[],
): Promise<InvoiceId[]> {
  if (paymentIds.length === 0) return [];
  return findInvoicesOfPayments(tx, organisationId, [...new Set(paymentIds)]);
}

/** Plans what shares a net position with these customers (E4). */
export async function planPositions(
  tx: Tx,
  organisationId: OrganisationId,
  customers: (CustomerId | null)[],
  options: UpsertOptions,
): Promise<void> {
  const ids = [...new Set(customers)].filter((id) => id !== null);
  if (ids.length === 0 || options.quiet) return;
  await planCustomersInvoices(tx, organisationId, ids, options.now);
  await announce(tx, organisationId, 'invoices');
}
