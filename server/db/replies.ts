import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { DeliveryId, OrganisationId } from '../../domain/ids.ts';
import type { DeliveryRecord } from './deliveries.ts';
import { delivery, mute, reply, replyAddress } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type ReplyRecord = typeof reply.$inferSelect;

export async function addReplyAddress(
  tx: Tx,
  row: typeof replyAddress.$inferInsert,
): Promise<void> {
  await tx.insert(replyAddress).values(row);
}

/** Whose tokens these are; asked across organisations. */
export function findReplyAddresses(tx: Tx, tokens: string[]) {
  return tx.select().from(replyAddress).where(inArray(replyAddress.token, tokens));
}

/** Deliveries with these ids that were handed to a channel. */
export function findHandedOver(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<DeliveryRecord[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.organisationId, organisationId),
        inArray(delivery.id, ids),
        isNotNull(delivery.calledAt),
      ),
    )
    .orderBy(desc(delivery.calledAt));
}

/** The last message about one of these invoices. */
export async function findLastOfInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceIds: string[],
): Promise<DeliveryRecord | undefined> {
  const rows = await tx
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.organisationId, organisationId),
        inArray(delivery.invoiceId, invoiceIds),
        isNotNull(delivery.calledAt),
      ),
    )
    .orderBy(desc(delivery.calledAt))
    .limit(1);
  return rows[0];
}

/** False when this mail was noted already. */
export async function addReply(tx: Tx, row: typeof reply.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(reply).values(row).onConflictDoNothing().returning({ id: reply.id });
  return rows.length > 0;
}

export async function findReply(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<ReplyRecord | undefined> {
  const rows = await tx
    .select()
    .from(reply)
    .where(and(eq(reply.organisationId, organisationId), eq(reply.id, id)));
  return rows[0];
}

/** Moves the way on of a reply. False when it is not at `from` any more: somebody else has it. */
export async function moveForward(
  tx: Tx,
  { organisationId, id }: ReplyRecord,
  from: ReplyRecord['forward'],
  to: Pick<ReplyRecord, 'forward'> & Partial<Pick<ReplyRecord, 'calledAt'>>,
): Promise<boolean> {
  const rows = await tx
    .update(reply)
    .set(to)
    .where(and(eq(reply.organisationId, organisationId), eq(reply.id, id), eq(reply.forward, from)))
    .returning({ id: reply.id });
  return rows.length > 0;
}

/** The mute in force that an earlier reply set for the same subject. */
export async function findReplyMute(
  tx: Tx,
  organisationId: OrganisationId,
  { level, subjectId }: Pick<typeof mute.$inferSelect, 'level' | 'subjectId'>,
) {
  const rows = await tx
    .select()
    .from(mute)
    .where(
      and(
        eq(mute.organisationId, organisationId),
        eq(mute.level, level),
        eq(mute.subjectId, subjectId),
        isNotNull(mute.repliedOn),
        isNull(mute.endedAt),
      ),
    )
    .orderBy(desc(mute.createdAt))
    .limit(1);
  return rows[0];
}

/** The message that a delivery left with, else itself. */
export const carrierOf = ({ leftWith, id }: DeliveryRecord): DeliveryId =>
  (leftWith ?? id) as DeliveryId;
