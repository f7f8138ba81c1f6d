import type { OrganisationId } from '../../../domain/ids.ts';
import {
  claimGrantEnd,
  destroyTokens,
  findConnectionsOfCompany,
  findGrantsToEnd,
  type Connection,
} from '../../db/connections.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { openTokens } from './sealed-tokens.ts';

const MINUTE_MS = 60_000;
/** Longer than the first call to the vendor can take. */
export const FIRST_TRY_MS = 2 * MINUTE_MS;
const SHORTEST_WAIT_MS = 10 * MINUTE_MS;
const LONGEST_WAIT_MS = 12 * 60 * MINUTE_MS;
/** With waits that double up to half a day this makes fewer than twenty tries; then the vendor will not hear us any more. */
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * MINUTE_MS;
const AT_ONCE = 100;

/**
 * Ends the grant of a disconnected connection at the vendor, then destroys the tokens. They stay sealed in the row until the vendor has
 * answered, so that a failed call is repeated by the clock. A company that is connected again keeps its new grant: ending the old one
 * could end both, so only the old tokens go.
 */
export async function endGrant(ctx: Context, connection: Connection): Promise<void> {
  const { id, provider, tokensSealed } = connection;
  const organisationId = connection.organisationId as OrganisationId;
  if (tokensSealed === null) return;
  try {
    if (!(await isConnectedAnew(ctx, connection))) {
      await ctx.books(provider).consent.revoke(openTokens(ctx.secrets, id, tokensSealed));
    }
  } catch (error) {
    const detail = { err: error, organisationId, connectionId: id, code: 'connection.revoke' };
    ctx.log.error(detail, 'grant not ended at the vendor');
    return;
  }
  await destroy(ctx, connection);
}

async function isConnectedAnew(ctx: Context, connection: Connection): Promise<boolean> {
  const { provider, booksIndex } = connection;
  const known = await asSystem(ctx.store, (tx) =>
    findConnectionsOfCompany(tx, provider, booksIndex),
  );
  return known.some(({ state }) => state !== 'disconnected');
}

async function destroy(ctx: Context, { organisationId, id }: Connection): Promise<void> {
  const owner = organisationId as OrganisationId;
  await inOrganisation(ctx.store, owner, (tx) => destroyTokens(tx, owner, id));
}

/** Tries again to end grants that outlived their connection. Answers how many were tried; safe in any number of processes. */
export async function retryRevokes(ctx: Context): Promise<number> {
  const now = ctx.now();
  const waiting = await asSystem(ctx.store, (tx) => findGrantsToEnd(tx, now, AT_ONCE));
  let tried = 0;
  for (const connection of waiting) {
    const since = connection.throttledSince ?? now;
    const waitedMs = now.getTime() - since.getTime();
    if (!(await claim(ctx, connection, since, waitedMs))) continue;
    tried += 1;
    await endGrant(ctx, connection);
    if (waitedMs >= GIVE_UP_AFTER_MS) await destroy(ctx, connection);
  }
  return tried;
}

/** False when another process was faster, or the books were connected again meanwhile. */
function claim(
  ctx: Context,
  connection: Connection,
  since: Date,
  waitedMs: number,
): Promise<boolean> {
  const owner = connection.organisationId as OrganisationId;
  const waitMs = Math.min(Math.max(waitedMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
  const nextTryAt = new Date(ctx.now().getTime() + waitMs);
  return inOrganisation(ctx.store, owner, (tx) =>
    claimGrantEnd(tx, connection, { since, nextTryAt }),
  );
}
