import { NotFound } from '../../../domain/errors.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { changeConnection, findConnection, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { openTokens } from './sealed-tokens.ts';

/** Ends the connection: sending stops with the first line, then the vendor is told and the tokens are destroyed. */
export async function disconnect(ctx: Context, member: Member): Promise<void> {
  assertMay(member, 'run');
  const before = await markDisconnected(ctx, member);
  if (before) await endGrant(ctx, member, before);
}

/** Null when it was disconnected already. */
async function markDisconnected(ctx: Context, member: Member): Promise<Connection | null> {
  const { organisationId, personId, name } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const connection = await findConnection(tx, organisationId);
    if (!connection) throw new NotFound('connection.none', 'no books are connected');
    if (connection.state === 'disconnected') return null;
    await changeConnection(tx, organisationId, connection.id, {
      state: 'disconnected',
      reason: 'by-person',
      nextSweepAt: null,
      refreshUntil: null,
    });
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'organisation.disconnected',
      actor: { kind: 'person', personId, name },
      detail: { books: ctx.books(connection.provider).name },
    });
    await announce(tx, organisationId, 'organisation');
    return connection;
  });
}

/** The tokens stay sealed in the row until the vendor has answered, so that support can end the grant when it did not. */
async function endGrant(ctx: Context, member: Member, connection: Connection): Promise<void> {
  const { organisationId } = member;
  const { id, provider, tokensSealed } = connection;
  if (tokensSealed === null) return;
  try {
    await ctx.books(provider).consent.revoke(openTokens(ctx.secrets, id, tokensSealed));
  } catch (error) {
    const detail = { err: error, organisationId, connectionId: id, code: 'connection.revoke' };
    ctx.log.error(detail, 'grant not ended at the vendor');
    return;
  }
  await inOrganisation(ctx.store, organisationId, (tx) =>
    changeConnection(tx, organisationId, id, { tokensSealed: null }),
  );
}
