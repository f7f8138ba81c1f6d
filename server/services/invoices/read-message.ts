import { z } from 'zod';
import { NotFound } from '../../../domain/errors.ts';
import type { DeliveryId } from '../../../domain/ids.ts';
import { findMessageHtml } from '../../db/invoice-detail.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';

const Uuid = z.uuid();

/** HTML of a message as it left. Throws NotFound, also for one that has not left. */
export async function readMessageHtml(ctx: Context, member: Member, id: string): Promise<string> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const html = Uuid.safeParse(id).success
    ? await inOrganisation(ctx.store, organisationId, (tx) =>
        findMessageHtml(tx, organisationId, id as DeliveryId),
      )
    : undefined;
  if (html === undefined) throw new NotFound('delivery.unknown', 'no such message');
  return html;
}
