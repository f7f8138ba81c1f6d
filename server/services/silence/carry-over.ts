import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity } from '../../db/activity.ts';
import { copyMutes } from '../../db/mute-copy.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin } from '../context.ts';

export interface MovedInvoice {
  id: InvoiceId;
  fromCustomerId: string;
}

/**
 * Invoices that belong to another customer now, above all after a merge in the books (E26): mutes of the customer they came from go along,
 * so that the stricter setting holds. Promises and disputes hang on the invoice anyway.
 */
export async function carryMutesOver(
  tx: Tx,
  organisationId: OrganisationId,
  moved: MovedInvoice[],
  now: Date,
): Promise<void> {
  if (moved.length === 0) return;
  const copied = await copyMutes(tx, organisationId, moved, now);
  await addActivity(
    tx,
    ...copied.map(({ invoiceId, untilOn, reason }) => ({
      organisationId,
      at: now,
      kind: 'mute.set',
      actor: dunlin,
      invoiceId,
      detail: {
        level: 'invoice',
        until: untilOn,
        end: untilOn === null ? 'none' : 'day',
        why: reason,
      },
    })),
  );
}
