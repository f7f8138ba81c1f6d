import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { writeDeleted, writeInactive } from '../../db/mirror-write.ts';
import type { Tx } from '../../db/transaction.ts';
import { planCustomersInvoices, requestPlan, type UpsertOptions } from './upsert.ts';

/** Invoices that the books no longer have (E12): kept with their history, never chased again. Answers those that were not marked yet. */
export async function markInvoicesDeleted(
  tx: Tx,
  organisationId: OrganisationId,
  ids: InvoiceId[],
  options: UpsertOptions,
): Promise<InvoiceId[]> {
  if (ids.length === 0) return [];
  const gone = await writeDeleted(tx, organisationId, { ids, readAt: options.now });
  if (gone.length === 0) return [];
  const entries = gone.map(({ id, openMinor, currency }) => ({
    organisationId,
    at: options.now,
    kind: 'invoice.deleted',
    actor: options.actor,
    invoiceId: id,
    detail: { openMinor, currency },
  }));
  await addActivity(tx, ...entries);
  await requestPlan(tx, organisationId, options.now);
  await announce(tx, organisationId, 'invoices');
  return gone.map(({ id }) => id);
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
  await announce(tx, organisationId, 'invoices');
  return changed;
}
