import { and, eq, gt } from 'drizzle-orm';
import type { DeliveryId, OrganisationId } from '../../domain/ids.ts';
import { fileLink } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type FileLinkRecord = typeof fileLink.$inferSelect;

/** The links of a message as it is now; those of an earlier try, which did not leave, end. */
export async function replaceFileLinks(
  tx: Tx,
  organisationId: OrganisationId,
  deliveryId: DeliveryId,
  rows: FileLinkRecord[],
): Promise<void> {
  const { organisationId: owner, deliveryId: message } = fileLink;
  await tx.delete(fileLink).where(and(eq(owner, organisationId), eq(message, deliveryId)));
  if (rows.length > 0) await tx.insert(fileLink).values(rows);
}

/** Undefined for an unknown link and for one whose time is over. */
export async function findFileLink(
  tx: Tx,
  organisationId: OrganisationId,
  tokenHash: string,
  now: Date,
): Promise<FileLinkRecord | undefined> {
  const [row] = await tx
    .select()
    .from(fileLink)
    .where(
      and(
        eq(fileLink.organisationId, organisationId),
        eq(fileLink.tokenHash, tokenHash),
        gt(fileLink.expiresAt, now),
      ),
    );
  return row;
}
