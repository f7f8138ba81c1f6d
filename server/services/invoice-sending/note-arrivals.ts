import type { OrganisationId } from '../../../domain/ids.ts';
import type { Invoice } from '../../../domain/invoice/invoice.ts';
import { isToSend, type InvoiceSending } from '../../../domain/invoice-sending/to-send.ts';
import { addToSend, heldInvoices, sendingOf } from '../../db/invoice-sending.ts';
import { findOrganisation } from '../../db/organisations.ts';
import type { Tx } from '../../db/transaction.ts';

/** Invoices that came to the mirror for the first time. */
export interface Arrivals {
  sending: InvoiceSending;
  isNew: (id: string) => boolean;
}

/**
 * Which of these the mirror has not seen yet; asked before they are written, because a first import does not say what was there before.
 * Null while Dunlin sends no invoices: nothing is asked then.
 */
export async function findArrivals(
  tx: Tx,
  organisationId: OrganisationId,
  invoices: readonly Invoice[],
): Promise<Arrivals | null> {
  const organisation = await findOrganisation(tx, organisationId);
  const sending = organisation && sendingOf(organisation);
  if (!sending?.on || invoices.length === 0) return null;
  const held = await heldInvoices(
    tx,
    organisationId,
    invoices.map(({ id }) => id),
  );
  return { sending, isNew: (id) => !held.has(id) };
}

/** Gives those that are to send their mark, in the transaction that brings them (UF-6). */
export async function noteArrivals(
  tx: Tx,
  organisationId: OrganisationId,
  arrivals: Arrivals | null,
  { written, now }: { written: readonly Invoice[]; now: Date },
): Promise<void> {
  if (arrivals === null) return;
  const toSend = written.filter(
    (invoice) => arrivals.isNew(invoice.id) && isToSend(invoice, arrivals.sending, null),
  );
  await addToSend(
    tx,
    organisationId,
    toSend.map(({ id }) => id),
    now,
  );
}
