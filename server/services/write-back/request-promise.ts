import { randomUUID } from 'node:crypto';
import type { InvoiceId } from '../../../domain/ids.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import { findConnection } from '../../db/connections.ts';
import { findOrganisation } from '../../db/organisations.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { queueWriteBack } from './request.ts';

/**
 * Notes that the day of a promise is to be written into the books, where they know such a day and the owner agreed (product.md 4, idea 6).
 * A promise that is withdrawn leaves it there: how to clear it is not documented (facts: Xero 3.8).
 */
export async function requestPromise(
  ctx: Context,
  tx: Tx,
  member: Member,
  { invoiceId, promisedOn }: { invoiceId: InvoiceId; promisedOn: LocalDate },
): Promise<void> {
  const { organisationId } = member;
  const agreed = await findOrganisation(tx, organisationId);
  if (!agreed?.writeBackPromise) return;
  const connection = await findConnection(tx, organisationId);
  if (!connection || !ctx.books(connection.provider).abilities.expectedDay) return;
  await queueWriteBack(ctx, tx, {
    organisationId,
    id: randomUUID(),
    kind: 'promise',
    invoiceId,
    requestedBy: member.name,
    fields: { expectedOn: promisedOn },
  });
}
