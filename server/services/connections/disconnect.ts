import { NotFound } from '../../../domain/errors.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { endConnection, findConnection, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { endAccess, FIRST_TRY_MS } from './end-access.ts';
import { planEverything } from './plan-everything.ts';

/** Ends the connection: sending stops with the first line, then the vendor is told and the tokens are destroyed. */
export async function disconnect(ctx: Context, member: Member): Promise<void> {
  assertMay(member, 'run');
  const before = await markDisconnected(ctx, member);
  if (before) await endAccess(ctx, before);
}

/** Null when it was disconnected already. */
async function markDisconnected(ctx: Context, member: Member): Promise<Connection | null> {
  const { organisationId, personId, name } = member;
  const at = ctx.now();
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const connection = await findConnection(tx, organisationId);
    if (!connection) throw new NotFound('connection.none', 'no books are connected');
    if (connection.state === 'disconnected') return null;
    await endConnection(tx, organisationId, connection.id, {
      reason: 'by-person',
      // The sweep that ends access leaves the first try to us.
      endTryAt: new Date(at.getTime() + FIRST_TRY_MS),
    });
    await addActivity(tx, {
      organisationId,
      at,
      kind: 'organisation.disconnected',
      actor: { kind: 'person', personId, name },
      detail: { books: ctx.books(connection.provider).name },
    });
    await planEverything(tx, organisationId, at);
    await announce(tx, organisationId, 'organisation');
    return connection;
  });
}
