import { randomUUID } from 'node:crypto';
import { Refused } from '../../../domain/errors.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { latestEmailChanges, type lockCustomer } from '../../db/write-backs.ts';
import type { Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { queueWriteBack } from './request.ts';

export interface EmailChange {
  /** Locked by the caller. */
  customer: NonNullable<Awaited<ReturnType<typeof lockCustomer>>>;
  email: string | null;
  /** What the books must still hold. */
  expectedEmail: string | null;
  undoOf: string | null;
}

/**
 * Notes a new address that is to be written into the books, with its line of history; answers the row's id. One at a time for a
 * customer: a second change could not know what the first one leaves behind.
 */
export async function requestEmail(
  ctx: Context,
  tx: Tx,
  member: Member,
  { customer, email, expectedEmail, undoOf }: EmailChange,
): Promise<string> {
  const { organisationId } = member;
  if (!customer.active) throw new Refused('customer.inactive', 'the customer is inactive');
  const known = await latestEmailChanges(tx, organisationId, [customer.id]);
  if (known.get(customer.id)?.state === 'waiting')
    throw new Refused('customer.email-waiting', 'an earlier change is under way');
  const id = randomUUID();
  await queueWriteBack(ctx, tx, {
    organisationId,
    id,
    kind: 'customer-email',
    customerId: customer.id,
    requestedBy: member.name,
    undoOf,
    fields: { email, expectedEmail },
  });
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: 'customer.email-requested',
    actor: actorOf(member),
    detail: {
      customer: customer.fullName,
      customerId: customer.id,
      before: expectedEmail,
      after: email,
      undo: undoOf !== null,
    },
  });
  await announce(tx, organisationId, 'invoices');
  return id;
}
