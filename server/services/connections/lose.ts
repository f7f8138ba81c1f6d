import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { loseConnection, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';

/** The books no longer let us in: sending stops at once, and the organisation is told (E58). `reason` is the code of the error. */
export async function markLost(ctx: Context, lost: Connection, reason: string): Promise<void> {
  const organisationId = lost.organisationId as OrganisationId;
  const marked = await inOrganisation(ctx.store, organisationId, async (tx) => {
    if (!(await loseConnection(tx, organisationId, lost.id, reason))) return false;
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'connection.lost',
      actor: dunlin,
      detail: { books: ctx.books(lost.provider).name, reason },
    });
    await announce(tx, organisationId, 'organisation');
    return true;
  });
  if (marked) {
    ctx.log.warn(
      { organisationId, connectionId: lost.id, code: reason },
      'connection to the books lost',
    );
  }
}
