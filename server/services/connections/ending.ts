import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { lockConnection, type Connection } from '../../db/connections.ts';
import { findEndingGrants, findGrant, type BooksGrant } from '../../db/grants.ts';
import { wasNotedSince } from '../../db/noted-since.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';

/** Warned so long ahead (facts: marketplace 11, rule 8). */
const NOTICE_MS = 60 * 86_400_000;
const AT_ONCE = 500;

/** The end of the grant that no refresh moves, once it is near enough to act (facts: QuickBooks 1.5); else null. */
export function endOfGrant(
  now: Date,
  { state }: Pick<Connection, 'state'>,
  grant: Pick<BooksGrant, 'refreshHardExpiresAt'> | undefined,
): Date | null {
  const refreshHardExpiresAt = grant?.refreshHardExpiresAt;
  if (state === 'disconnected' || !refreshHardExpiresAt) return null;
  return refreshHardExpiresAt.getTime() - now.getTime() <= NOTICE_MS ? refreshHardExpiresAt : null;
}

/** Says once per grant, in the history, that it ends soon. Answers how many; safe in any number of processes. */
export async function noteEndingGrants(ctx: Context): Promise<number> {
  const until = new Date(ctx.now().getTime() + NOTICE_MS);
  const ending = await asSystem(ctx.store, (tx) => findEndingGrants(tx, until, AT_ONCE));
  let noted = 0;
  for (const connection of ending) if (await note(ctx, connection)) noted += 1;
  return noted;
}

function note(ctx: Context, { organisationId, id, provider }: Connection): Promise<boolean> {
  const owner = organisationId as OrganisationId;
  const kind = 'connection.ends-soon';
  return inOrganisation(ctx.store, owner, async (tx) => {
    const row = await lockConnection(tx, owner, id);
    const grant = row?.grantId ? await findGrant(tx, row.grantId) : undefined;
    const endsAt = row && endOfGrant(ctx.now(), row, grant);
    if (!row || !endsAt || (await wasNotedSince(tx, owner, kind, row.connectedAt))) return false;
    const detail = { books: ctx.books(provider).name, endsAt: endsAt.toISOString() };
    await addActivity(tx, { organisationId: owner, at: ctx.now(), kind, actor: dunlin, detail });
    await announce(tx, owner, 'organisation');
    return true;
  });
}
