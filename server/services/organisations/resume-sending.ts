import { addActivity, announce } from '../../db/activity.ts';
import { endSendingStop } from '../../db/sending-stop.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from './may.ts';

/** What waits leaves again; only failures from now on count towards another stop (E57). Does nothing while sending is not stopped. */
export async function resumeSending(ctx: Context, member: Member): Promise<void> {
  assertMay(member, 'run');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const now = ctx.now();
    if (!(await endSendingStop(tx, organisationId, now))) return;
    await addActivity(tx, {
      organisationId,
      at: now,
      kind: 'sending.resumed',
      actor: actorOf(member),
    });
    await announce(tx, organisationId, 'organisation', 'deliveries');
  });
}
