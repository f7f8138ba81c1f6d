import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { findOrganisation, type Organisation } from '../../db/organisations.ts';
import { addWork } from '../../db/outbox.ts';
import type { Tx } from '../../db/transaction.ts';
import { addWriteBack, type NewWriteBack } from '../../db/write-backs.ts';
import type { Context } from '../context.ts';
import type { Fields } from './writing.ts';

/** Notes what is to be written into the books about a message that has just left: only fields that the owner agreed to, often none. */
export async function requestWriteBack(ctx: Context, tx: Tx, sent: DeliveryRecord): Promise<void> {
  const organisationId = sent.organisationId as OrganisationId;
  const agreed = await findOrganisation(tx, organisationId);
  if (!agreed) return;
  const text = statusText(sent, localDateOf(ctx.now(), agreed.timeZone));
  const fields = fieldsFor(agreed, text);
  if (Object.keys(fields).length === 0) return;
  await queueWriteBack(ctx, tx, {
    organisationId,
    id: randomUUID(),
    kind: 'sent',
    deliveryId: sent.id,
    invoiceId: sent.invoiceId,
    fields,
  });
}

/** The row and the work that applies it, in the caller's transaction. Nothing happens when the message has its write-back already. */
export async function queueWriteBack(
  ctx: Context,
  tx: Tx,
  row: Omit<NewWriteBack, 'state' | 'createdAt'>,
): Promise<void> {
  const now = ctx.now();
  const organisationId = row.organisationId as OrganisationId;
  if (!(await addWriteBack(tx, { ...row, state: 'waiting', createdAt: now }))) return;
  await addWork(tx, {
    organisationId,
    name: 'write-back.apply',
    key: row.id,
    payload: { organisationId, writeBackId: row.id },
    availableAt: now,
  });
}

function fieldsFor(agreed: Organisation, text: string): Fields {
  return {
    ...(agreed.writeBackSentMark ? { sentMark: true } : {}),
    ...(agreed.writeBackStatusFieldId === null
      ? {}
      : { statusFieldId: agreed.writeBackStatusFieldId, statusText: text }),
    ...(agreed.writeBackNote ? { noteLine: text } : {}),
  };
}

/** Short enough for a custom field of the books, and the same in every language of the books' users. */
function statusText({ reminderClass, days }: DeliveryRecord, on: string): string {
  return reminderClass === 'invoice' ? `Invoice sent, ${on}` : `Reminder ${days} d, ${on}`;
}
