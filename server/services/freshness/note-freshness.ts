import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import {
  getOrganisationToday,
  organisationsToCheckFreshness,
  setStaleSince,
  type OrganisationToday,
} from '../../db/organisation-facts.ts';
import { addWork } from '../../db/outbox.ts';
import { asSystem, inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';

/**
 * Notes wherever the books became too old to chase by, or recent enough again (product.md 4, idea 8). The planning that follows calls
 * off what was planned, or plans it again. For the clock; two processes doing so at once note the same thing once.
 */
export async function noteStale(ctx: Context): Promise<number> {
  const now = ctx.now();
  const ids = await asSystem(ctx.store, (tx) => organisationsToCheckFreshness(tx, now));
  let turned = 0;
  for (const id of ids)
    if (await inOrganisation(ctx.store, id, (tx) => settleFreshness(tx, id, now))) turned += 1;
  return turned;
}

/** The same for one organisation, for whoever has just ended a reading of its books. True when it turned. */
export async function settleFreshness(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<boolean> {
  return noteFreshness(tx, await getOrganisationToday(tx, organisationId, now), now);
}

/**
 * Whoever decides by stale books notes it, so that what was held then is planned again once they are fresh. Books that were never read to
 * the end are neither: the end of the first import plans everything anyway.
 */
export async function noteFreshness(
  tx: Tx,
  { record, facts }: OrganisationToday,
  now: Date,
): Promise<boolean> {
  const { stale, since } = facts.freshness;
  const isStale = stale !== 'no';
  if (record.syncedAt === null || isStale === (record.staleSince !== null)) return false;
  const organisationId = record.id as OrganisationId;
  if (!(await setStaleSince(tx, organisationId, isStale ? now : null))) return false;
  await addActivity(tx, {
    organisationId,
    at: now,
    kind: isStale ? 'books.stale' : 'books.fresh',
    actor: dunlin,
    detail: isStale ? { stale, since } : {},
  });
  await requestWholePlan(tx, organisationId, now);
  await announce(tx, organisationId, 'sync', 'organisation');
  return true;
}

/** All open invoices are planned again, in a job. */
export async function requestWholePlan(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<void> {
  await addWork(tx, {
    organisationId,
    name: 'reminders.plan',
    key: 'all',
    payload: { organisationId, scope: 'all' },
    availableAt: now,
  });
}
