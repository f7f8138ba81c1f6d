import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { changeIfIn, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { planEverything } from './plan-everything.ts';

/** The books no longer let us in: sending stops at once, and the organisation is told (E58). `reason` is the code of the error. */
export async function markLost(ctx: Context, lost: Connection, reason: string): Promise<void> {
  const organisationId = lost.organisationId as OrganisationId;
  const marked = await inOrganisation(ctx.store, organisationId, async (tx) => {
    const change = { state: 'needs-reconnect', reason } as const;
    if (!(await changeIfIn(tx, organisationId, lost.id, 'live', change))) return false;
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'connection.lost',
      actor: dunlin,
      detail: { books: ctx.books(lost.provider).name, reason },
    });
    await planEverything(tx, organisationId, ctx.now());
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
