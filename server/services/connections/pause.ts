import { Busy } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findDuePauses } from '../../db/calls.ts';
import { changeConnection, changeIfIn, type Connection } from '../../db/connections.ts';
import { bringForward } from '../../db/outbox.ts';
import { asSystem, inOrganisation, type Tx } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { addSweep } from '../sync/due-sweeps.ts';
import { planEverything } from './plan-everything.ts';

const AT_ONCE = 500;

/**
 * The allowance of calls is used up: nothing is read until there is a new one, and nothing is chased, because nobody knows what was paid
 * meanwhile (E58). The person is told until when.
 */
export async function pauseConnection(
  ctx: Context,
  connection: Connection,
  pausedUntil: Date,
): Promise<void> {
  const organisationId = connection.organisationId as OrganisationId;
  const now = ctx.now();
  const paused = await inOrganisation(ctx.store, organisationId, async (tx) => {
    const change = { state: 'paused', reason: 'connection.allowance-used', pausedUntil } as const;
    if (!(await changeIfIn(tx, organisationId, connection.id, 'live', change))) return false;
    const detail = { books: ctx.books(connection.provider).name, until: pausedUntil.toISOString() };
    const entry = { organisationId, at: now, kind: 'connection.paused', actor: dunlin, detail };
    await addActivity(tx, entry);
    await planEverything(tx, organisationId, now);
    await announce(tx, organisationId, 'organisation');
    return true;
  });
  if (!paused) return;
  const detail = { organisationId, connectionId: connection.id, until: pausedUntil };
  ctx.log.warn({ ...detail, code: 'connection.allowance-used' }, 'allowance of calls used up');
}

/** A few minutes into the first day of the next month, UTC: the vendor's counter may turn a little late. */
export function nextMonth(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 0, 5));
}

/** What a reading meets while the connection is paused. */
export function pausedUntilThen(ctx: Context, { pausedUntil }: Connection): Busy {
  const at = pausedUntil ?? nextMonth(ctx.now());
  return new Busy('connection.allowance-used', 'the allowance of calls is used up', at);
}

/**
 * Reads again: work that waited for the end of the pause is due now, and so is a sweep. A person may ask for it before the end; what
 * throttled us is remembered, so that one more refusal pauses at once. False when the connection was not paused.
 */
export async function resumePaused(tx: Tx, connection: Connection, now: Date): Promise<boolean> {
  const organisationId = connection.organisationId as OrganisationId;
  const change = { state: 'live', reason: '', pausedUntil: null } as const;
  if (!(await changeIfIn(tx, organisationId, connection.id, 'paused', change))) return false;
  if (connection.pausedUntil) {
    await bringForward(tx, organisationId, { from: connection.pausedUntil, to: now });
  }
  if (connection.sweptAt) await addSweep(tx, organisationId, now);
  await planEverything(tx, organisationId, now);
  await addActivity(tx, { organisationId, at: now, kind: 'connection.resumed', actor: dunlin });
  await announce(tx, organisationId, 'organisation');
  return true;
}

/** Ends the pauses whose time has come; a new month has an allowance of its own. Answers how many; safe in any number of processes. */
export async function resumeDuePauses(ctx: Context): Promise<number> {
  const now = ctx.now();
  const due = await asSystem(ctx.store, (tx) => findDuePauses(tx, now, AT_ONCE));
  let resumed = 0;
  for (const connection of due) {
    const organisationId = connection.organisationId as OrganisationId;
    const isOurs = await inOrganisation(ctx.store, organisationId, async (tx) => {
      if (!(await resumePaused(tx, connection, now))) return false;
      await changeConnection(tx, organisationId, connection.id, { throttledSince: null });
      return true;
    });
    if (isOurs) resumed += 1;
  }
  return resumed;
}
