import { assertMove } from '../../../domain/deliveries/moves.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity } from '../../db/activity.ts';
import { deliveriesOfMessage, settleUnknown, type DeliveryRecord } from '../../db/deliveries.ts';
import { hasProof } from '../../db/reports.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { endTask } from '../tasks/end.ts';
import { markForPlanning } from './last-look.ts';
import { noteLeft } from './note-left.ts';
import { unknownTaskKey } from './unknown.ts';

/**
 * A message whose answer was lost counts as sent once the channel's evidence says that it was taken (E44), with all that left with it.
 * Evidence may be there before anybody knows that the answer is missing. False while nothing proves it.
 */
export async function settleByEvidence(
  ctx: Context,
  tx: Tx,
  carrier: DeliveryRecord,
): Promise<boolean> {
  if (!(await hasProof(tx, carrier))) return false;
  const organisationId = carrier.organisationId as OrganisationId;
  assertMove('unknown', 'sent');
  const rows = await deliveriesOfMessage(tx, organisationId, carrier.id as DeliveryId);
  const settled = await settleUnknown(tx, organisationId, rows, { state: 'sent', reason: '' });
  await addActivity(
    tx,
    ...settled.map((row) => ({
      organisationId,
      at: ctx.now(),
      kind: 'delivery.sent',
      actor: dunlin,
      invoiceId: row.invoiceId as InvoiceId,
      deliveryId: row.id as DeliveryId,
      detail: { days: row.days, type: row.reminderClass, refusedRecipients: [] },
    })),
  );
  await noteLeft(ctx, tx, settled);
  await endTask(tx, organisationId, unknownTaskKey(carrier.id), { at: ctx.now(), by: dunlin.name });
  await markForPlanning(ctx, tx, organisationId, settled);
  return true;
}
