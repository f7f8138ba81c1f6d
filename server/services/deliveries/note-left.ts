import type { OrganisationId } from '../../../domain/ids.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { markMailed } from '../../db/invoice-sending.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { requestWriteBack } from '../write-back/request.ts';

/** What follows once messages have left: an invoice that was mailed itself counts as sent, and the books are told what the owner agreed to. */
export async function noteLeft(ctx: Context, tx: Tx, rows: DeliveryRecord[]): Promise<void> {
  const mailed = rows.filter(({ reminderClass }) => reminderClass === 'invoice');
  for (const { organisationId, invoiceId } of mailed)
    await markMailed(tx, organisationId as OrganisationId, [invoiceId], ctx.now());
  for (const row of rows) await requestWriteBack(ctx, tx, row);
}
