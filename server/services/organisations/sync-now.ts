import { NotFound } from '../../../domain/errors.ts';
import { announce } from '../../db/activity.ts';
import { findConnection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { liveOf } from '../connections/access-token.ts';
import { addSweepWork } from '../connections/connect.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from './may.ts';

/** Brings the next reading of the books forward. Throws NeedsReconnect when they do not let us in. */
export async function syncNow(ctx: Context, member: Member): Promise<{ queued: boolean }> {
  assertMay(member, 'work');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const connection = await findConnection(tx, organisationId);
    if (!connection) throw new NotFound('connection.none', 'no books are connected');
    liveOf(ctx, connection);
    await addSweepWork(tx, organisationId, ctx.now());
    await announce(tx, organisationId, 'sync');
  });
  return { queued: true };
}
