import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { settleAnswered, type SettledPromise } from '../../db/promise-settle.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin } from '../context.ts';

/**
 * Settles promises about invoices that changed in the books: kept, or withdrawn with the invoice itself. In the transaction that marked
 * those invoices for planning.
 */
export async function settlePromisesOf(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceIds: InvoiceId[],
  now: Date,
): Promise<void> {
  const settled = await settleAnswered(tx, organisationId, invoiceIds, now);
  await tellSettled(tx, organisationId, settled, now);
}

/** The lines of history. */
export async function tellSettled(
  tx: Tx,
  organisationId: OrganisationId,
  settled: SettledPromise[],
  now: Date,
): Promise<void> {
  if (settled.length === 0) return;
  await addActivity(
    tx,
    ...settled.map(({ state, invoiceId, promisedOn }) => ({
      organisationId,
      at: now,
      kind: `promise.${state}`,
      actor: dunlin,
      invoiceId,
      detail: { promisedOn },
    })),
  );
  await announce(tx, organisationId, 'invoices');
}
