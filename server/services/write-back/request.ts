import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { organisation, writeBack } from '../../db/schema/index.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { addWork } from '../../db/outbox.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

/** Notes what is to be written into the books about a message that has just left: only fields that the owner agreed to, often none. */
export async function requestWriteBack(ctx: Context, tx: Tx, sent: DeliveryRecord): Promise<void> {
  const organisationId = sent.organisationId as OrganisationId;
  const [agreed] = await tx.select().from(organisation).where(eq(organisation.id, organisationId));
  if (!agreed || (!agreed.writeBackSentMark && agreed.writeBackStatusFieldId === null)) return;
  const id = randomUUID();
  const now = ctx.now();
  const rows = await tx
    .insert(writeBack)
    .values({
      organisationId,
      id,
      deliveryId: sent.id,
      invoiceId: sent.invoiceId,
      state: 'waiting',
      fields: {
        sentMark: agreed.writeBackSentMark,
        statusFieldId: agreed.writeBackStatusFieldId,
        statusText: statusText(sent.days, localDateOf(now, agreed.timeZone)),
      },
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: writeBack.id });
  if (rows.length === 0) return;
  await addWork(tx, {
    organisationId,
    name: 'write-back.apply',
    key: id,
    payload: { organisationId, writeBackId: id },
    availableAt: now,
  });
}

/** Short enough for a custom field of the books, and the same in every language of the books' users. */
function statusText(days: number, on: string): string {
  return `Reminder ${days} d, ${on}`;
}
