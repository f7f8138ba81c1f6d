import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { sumCalls } from '../../db/calls.ts';
import { lockConnection, type Connection } from '../../db/connections.ts';
import { wasNotedSince } from '../../db/noted-since.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';

const NEARLY_USED = 0.8;

export interface Allowance {
  /** Metered calls a month over all companies of this installation; null when the vendor does not meter. */
  allowance: number | null;
  /** Share of it that is used, 0 to 1; more than 1 when the vendor counts otherwise. */
  used: number | null;
  nearlyUsed: boolean;
}

/** `YYYY-MM`, UTC: the vendor's month (facts: QuickBooks 6.2). */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** How much of the month's allowance is gone. A sum over all organisations, which shows none of them. */
export async function readAllowance(ctx: Context, provider: string): Promise<Allowance> {
  const allowance = ctx.books(provider).limits.monthly;
  if (!allowance) return { allowance: null, used: null, nearlyUsed: false };
  const month = monthOf(ctx.now());
  const used = (await asSystem(ctx.store, (tx) => sumCalls(tx, provider, month))) / allowance;
  return { allowance, used, nearlyUsed: used >= NEARLY_USED };
}

/** Says once a month, in the history and to the operator, that four fifths of the allowance are gone. */
export async function warnWhenNearlyUsed(ctx: Context, connection: Connection): Promise<void> {
  const { provider, id } = connection;
  const { used, allowance, nearlyUsed } = await readAllowance(ctx, provider);
  if (!nearlyUsed || used === null) return;
  if (!(await noteNearlyUsed(ctx, connection))) return;
  const detail = { provider, connectionId: id, used: Math.round(used * 100) / 100, allowance };
  ctx.log.warn({ ...detail, code: 'allowance.nearly-used' }, 'allowance of calls nearly used up');
}

/** False when the history of this month has the line already. */
function noteNearlyUsed(
  ctx: Context,
  { organisationId, id, provider }: Connection,
): Promise<boolean> {
  const owner = organisationId as OrganisationId;
  const now = ctx.now();
  const kind = 'connection.allowance-nearly-used';
  return inOrganisation(ctx.store, owner, async (tx) => {
    // Two workers may look at the same moment.
    await lockConnection(tx, owner, id);
    if (await wasNotedSince(tx, owner, kind, new Date(`${monthOf(now)}-01T00:00:00Z`)))
      return false;
    const detail = { books: ctx.books(provider).name };
    await addActivity(tx, { organisationId: owner, at: now, kind, actor: dunlin, detail });
    await announce(tx, owner, 'organisation');
    return true;
  });
}
