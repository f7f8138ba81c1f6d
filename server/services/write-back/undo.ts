import { z } from 'zod';
import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';
import { NotFound, Refused } from '../../../domain/errors.ts';
import type { CustomerId, OrganisationId } from '../../../domain/ids.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { findWriteBack, lockCustomer, type WriteBack } from '../../db/write-backs.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { assertEmailAgreed } from './agreed.ts';
import { readWriteBack } from './list.ts';
import { requestEmail } from './request-email.ts';

const Uuid = z.uuid();

/**
 * Takes an address back to what it was, by a write-back of its own: an address that somebody changed in the books since is not
 * overwritten. Throws NotFound, and Refused when there is nothing to take back.
 */
export async function undoWriteBack(
  ctx: Context,
  member: Member,
  id: string,
): Promise<WriteBackRowJson> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const row = await findKnown(tx, organisationId, id);
    const customer = await lockCustomer(tx, organisationId, (row.customerId ?? '') as CustomerId);
    const { undoable } = await readWriteBack(tx, organisationId, row.id);
    if (!undoable || !customer)
      throw new Refused('write-back.not-undoable', 'not the last change, or changed since');
    await assertEmailAgreed(tx, organisationId);
    const undo = await requestEmail(ctx, tx, member, {
      customer,
      email: row.before?.['email'] || null,
      expectedEmail: row.after?.['email'] || null,
      undoOf: row.id,
    });
    return readWriteBack(tx, organisationId, undo);
  });
}

async function findKnown(tx: Tx, organisationId: OrganisationId, id: string): Promise<WriteBack> {
  const row = Uuid.safeParse(id).success ? await findWriteBack(tx, organisationId, id) : undefined;
  if (!row) throw new NotFound('write-back.unknown', 'no such change');
  return row;
}
