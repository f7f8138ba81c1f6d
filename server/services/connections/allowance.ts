import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { sumCalls } from '../../db/calls.ts';
import { sumHours } from '../../db/sync-hours.ts';
import { lockConnection, type Connection } from '../../db/connections.ts';
import { wasNotedSince } from '../../db/noted-since.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';

const NEARLY_USED = 0.8;
const DAY_MS = 86_400_000;

export interface Allowance {
  /** `month`: of all companies of this installation together. `day`: of this company. Null when the vendor does not meter. */
  per: 'month' | 'day' | null;
  /** Metered calls in that time. */
  allowance: number | null;
  /** Share of it that is used, 0 to 1; more than 1 when the vendor counts otherwise. */
  used: number | null;
  nearlyUsed: boolean;
}

/** `YYYY-MM`, UTC: the vendor's month (facts: QuickBooks 6.2). */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

type Asking = Pick<Connection, 'organisationId' | 'provider'>;

/** How much of the allowance is gone. That of a month is a sum over all organisations, which shows none of them. */
export async function readAllowance(ctx: Context, asking: Asking): Promise<Allowance> {
  const { monthly, daily = null } = ctx.books(asking.provider).limits;
  const [per, allowance] = daily ? (['day', daily] as const) : (['month', monthly] as const);
  if (!allowance) return { per: null, allowance: null, used: null, nearlyUsed: false };
  const calls = await (per === 'day' ? callsOfDay(ctx, asking) : callsOfMonth(ctx, asking));
  const used = calls / allowance;
  return { per, allowance, used, nearlyUsed: used >= NEARLY_USED };
}

function callsOfMonth(ctx: Context, { provider }: Asking): Promise<number> {
  return asSystem(ctx.store, (tx) => sumCalls(tx, provider, monthOf(ctx.now())));
}

/** Of the last 24 hours: when the vendor's day begins is not known. */
function callsOfDay(ctx: Context, { organisationId }: Asking): Promise<number> {
  const owner = organisationId as OrganisationId;
  const since = new Date(ctx.now().getTime() - DAY_MS);
  return inOrganisation(ctx.store, owner, (tx) => sumHours(tx, owner, since));
}

/** Says once in that time, in the history and to the operator, that four fifths of the allowance are gone. */
export async function warnWhenNearlyUsed(ctx: Context, connection: Connection): Promise<void> {
  const { provider, id } = connection;
  const { used, allowance, nearlyUsed, per } = await readAllowance(ctx, connection);
  if (!nearlyUsed || used === null) return;
  const now = ctx.now();
  const since =
    per === 'day' ? new Date(now.getTime() - DAY_MS) : new Date(`${monthOf(now)}-01T00:00:00Z`);
  if (!(await noteNearlyUsed(ctx, connection, since))) return;
  const detail = { provider, connectionId: id, used: Math.round(used * 100) / 100, allowance };
  ctx.log.warn({ ...detail, code: 'allowance.nearly-used' }, 'allowance of calls nearly used up');
}

/** False when the history since then has the line already. */
function noteNearlyUsed(
  ctx: Context,
  { organisationId, id, provider }: Connection,
  since: Date,
): Promise<boolean> {
  const owner = organisationId as OrganisationId;
  const now = ctx.now();
  const kind = 'connection.allowance-nearly-used';
  return inOrganisation(ctx.store, owner, async (tx) => {
    // Two workers may look at the same moment.
    await lockConnection(tx, owner, id);
    if (await wasNotedSince(tx, owner, kind, since)) return false;
    const detail = { books: ctx.books(provider).name };
    await addActivity(tx, { organisationId: owner, at: now, kind, actor: dunlin, detail });
    await announce(tx, owner, 'organisation');
    return true;
  });
}
