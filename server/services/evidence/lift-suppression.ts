import { NotFound } from '../../../domain/errors.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { liftSuppression } from '../../db/suppressions.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
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
    const lifted = { liftedAt: ctx.now(), liftedBy: member.name };
    if (!(await liftSuppression(tx, organisationId, address, lifted)))
      throw new NotFound('address.not-suppressed', 'nothing to lift');
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'address.lifted',
      actor: actorOf(member),
      detail: { address },
    });
    await replanAddressed(tx, organisationId, address, ctx.now());
    await announce(tx, organisationId, 'invoices', 'deliveries');
  });
}
