import { z } from 'zod';
import { NotFound } from '../../../domain/errors.ts';
import type { DeliveryId } from '../../../domain/ids.ts';
import { findMessage } from '../../db/invoice-detail.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';

const Uuid = z.uuid();

/** Both parts of a message as it left. Throws NotFound, also for one that has not left. */
export async function readMessage(
  ctx: Context,
  member: Member,
  id: string,
): Promise<{ html: string; text: string }> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const message = Uuid.safeParse(id).success
    ? await inOrganisation(ctx.store, organisationId, (tx) =>
        findMessage(tx, organisationId, id as DeliveryId),
      )
    : undefined;
  if (message === undefined) throw new NotFound('delivery.unknown', 'no such message');
  return message;
}
