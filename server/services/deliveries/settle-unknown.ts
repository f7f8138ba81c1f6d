import { assertMove } from '../../../domain/deliveries/moves.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity } from '../../db/activity.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { findProofAt, setSentByProof } from '../../db/reports.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { requestWriteBack } from '../write-back/request.ts';
import { markForPlanning } from './last-look.ts';

/**
 * A message whose answer was lost counts as sent once the channel's evidence says that it was taken (E44), with all that left with it.
 * Evidence may be there before anybody knows that the answer is missing.
 */
export async function settleUnknown(ctx: Context, tx: Tx, carrier: DeliveryRecord): Promise<void> {
  const at = await findProofAt(tx, carrier);
  if (!at) return;
  assertMove('unknown', 'sent');
  const settled = await setSentByProof(tx, carrier, { at, provider: ctx.email.provider });
  if (settled.length === 0) return;
  await addActivity(
    tx,
    ...settled.map((row) => ({
      organisationId: row.organisationId as OrganisationId,
      at: ctx.now(),
      kind: 'delivery.sent',
      actor: dunlin,
      invoiceId: row.invoiceId as InvoiceId,
      deliveryId: row.id as DeliveryId,
      detail: { days: row.days, type: row.reminderClass, refusedRecipients: [] },
    })),
  );
  for (const row of settled) await requestWriteBack(ctx, tx, row);
  await markForPlanning(ctx, tx, carrier.organisationId as OrganisationId, settled);
}
