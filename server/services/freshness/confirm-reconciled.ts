import { addActivity, announce } from '../../db/activity.ts';
import { setReconciled } from '../../db/organisation-facts.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { requestWholePlan, settleFreshness } from './note-freshness.ts';

/** "I have reconciled": counts as a payment of today, so that chasing goes on although none was recorded (product.md 4, idea 8). */
export async function confirmReconciled(ctx: Context, member: Member): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  const now = ctx.now();
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    await setReconciled(tx, organisationId, { at: now, by: member.name });
    await addActivity(tx, {
      organisationId,
      at: now,
      kind: 'books.reconciled',
      actor: actorOf(member),
    });
    await settleFreshness(tx, organisationId, now);
    await requestWholePlan(tx, organisationId, now);
    await announce(tx, organisationId, 'sync', 'organisation');
  });
}
