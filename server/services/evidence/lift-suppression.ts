import { NotFound } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { liftSuppression } from '../../db/suppressions.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, dunlin, type Actor, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { replanAddressed } from './suppress.ts';

/**
 * Messages may go to the address again; what waited for it is planned again. Throws NotFound when it is not suppressed. The provider's own
 * list may still keep the next message from it, which then comes back as evidence.
 */
export async function liftAddress(ctx: Context, member: Member, address: string): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    if (!(await lift(ctx, tx, organisationId, { address, by: actorOf(member) })))
      throw new NotFound('address.not-suppressed', 'nothing to lift');
  });
}

/** The reader wants the messages again, which takes back their own wish and nothing else (E34). */
export async function liftByReader(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
  address: string,
): Promise<void> {
  await lift(ctx, tx, organisationId, { address, reason: 'unsubscribed', by: dunlin });
}

async function lift(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
  { address, reason, by }: { address: string; reason?: string; by: Actor },
): Promise<boolean> {
  const which = { address, ...(reason !== undefined && { reason }) };
  const lifted = { liftedAt: ctx.now(), liftedBy: by.name };
  if (!(await liftSuppression(tx, organisationId, which, lifted))) return false;
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: 'address.lifted',
    actor: by,
    detail: { address },
  });
  await replanAddressed(tx, organisationId, address, ctx.now());
  await announce(tx, organisationId, 'invoices', 'deliveries');
  return true;
}
