import type { OrganisationId } from '../../../domain/ids.ts';
import type { EndOfAccess } from '../../../integrations/books.ts';
import {
  claimEnd,
  findAccessToEnd,
  findConnectionsOfCompany,
  leaveGrant,
  type Connection,
} from '../../db/connections.ts';
import { dropUnusedGrant, findGrant, findSharers } from '../../db/grants.ts';
import { asSystem, inOrganisation, inOrganisationAsSystem } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { validAccessToken } from './access-token.ts';
import { openBooksId, openTokens } from './sealed-tokens.ts';

const MINUTE_MS = 60_000;
/** Longer than the first call to the vendor can take. */
export const FIRST_TRY_MS = 2 * MINUTE_MS;
const SHORTEST_WAIT_MS = 10 * MINUTE_MS;
const LONGEST_WAIT_MS = 12 * 60 * MINUTE_MS;
/** With waits that double up to half a day this makes fewer than twenty tries; then the vendor will not hear us any more. */
export const GIVE_UP_AFTER_MS = 5 * 24 * 60 * MINUTE_MS;
const AT_ONCE = 100;

/**
 * Ends the access of a disconnected connection at the vendor, then destroys the tokens unless others share them. They stay sealed until
 * the vendor has answered, so that a failed call is repeated by the clock. A company that is connected again keeps its new access: ending
 * the old one could end both, so only the old tokens go.
 */
export async function endAccess(ctx: Context, connection: Connection): Promise<void> {
  const { id, provider, organisationId } = connection;
  try {
    const ending = await endingOf(ctx, connection);
    if (ending) await ctx.books(provider).consent.end(ending);
  } catch (error) {
    const detail = { err: error, organisationId, connectionId: id, code: 'connection.revoke' };
    ctx.log.error(detail, 'access not ended at the vendor');
    return;
  }
  await destroy(ctx, connection);
}

/** Null when there is nothing to be told. */
function endingOf(ctx: Context, connection: Connection): Promise<EndOfAccess | null> {
  const { id, provider, booksIndex, booksSealed, grantId } = connection;
  return asSystem(ctx.store, async (tx) => {
    const grant = grantId === null ? undefined : await findGrant(tx, grantId);
    const known = await findConnectionsOfCompany(tx, provider, booksIndex);
    if (!grant || known.some(({ state }) => state !== 'disconnected')) return null;
    const [sharer] = await findSharers(tx, grant.id);
    return {
      booksId: openBooksId(ctx.secrets, id, booksSealed),
      tokens: openTokens(ctx.secrets, grant),
      shared: sharer ? { accessToken: () => validAccessToken(ctx, sharer, null) } : null,
    };
  });
}

async function destroy(ctx: Context, { organisationId, id, grantId }: Connection): Promise<void> {
  const owner = organisationId as OrganisationId;
  await inOrganisationAsSystem(ctx.store, owner, async (tx) => {
    await leaveGrant(tx, owner, id);
    if (grantId !== null) await dropUnusedGrant(tx, grantId);
  });
}

/** Tries again to end access that outlived its connection. Answers how many were tried; safe in any number of processes. */
export async function retryRevokes(ctx: Context): Promise<number> {
  const now = ctx.now();
  const waiting = await asSystem(ctx.store, (tx) => findAccessToEnd(tx, now, AT_ONCE));
  let tried = 0;
  for (const connection of waiting) {
    const since = connection.throttledSince ?? now;
    const waitedMs = now.getTime() - since.getTime();
    if (!(await claim(ctx, connection, since, waitedMs))) continue;
    tried += 1;
    await endAccess(ctx, connection);
    if (waitedMs >= GIVE_UP_AFTER_MS) await destroy(ctx, connection);
  }
  return tried;
}

/** When the vendor is told again; waits double. */
export function nextTryAfter(now: Date, waitedMs: number): Date {
  const waitMs = Math.min(Math.max(waitedMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
  return new Date(now.getTime() + waitMs);
}

/** False when another process was faster, or the books were connected again meanwhile. */
function claim(
  ctx: Context,
  connection: Connection,
  since: Date,
  waitedMs: number,
): Promise<boolean> {
  const owner = connection.organisationId as OrganisationId;
  const nextTryAt = nextTryAfter(ctx.now(), waitedMs);
  return inOrganisation(ctx.store, owner, (tx) => claimEnd(tx, connection, { since, nextTryAt }));
}
