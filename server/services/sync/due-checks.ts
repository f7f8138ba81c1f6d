import { findOrganisation } from '../../db/organisations.ts';
import {
  findDueChecks,
  findLastCheck,
  findLastRun,
  takeDueCheck,
  type DueCheck,
} from '../../db/sync-runs.ts';
import { asSystem, inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { after, WHOLE_CHECK_EVERY_MS } from './intervals.ts';
import { nextNight } from './next-night.ts';
import { startCheck } from './start-check.ts';

const AT_ONCE = 500;

/** Queues a check for every live connection whose night has come. Answers how many; safe in any number of processes. */
export async function queueDueChecks(ctx: Context): Promise<number> {
  const now = ctx.now();
  const due = await asSystem(ctx.store, (tx) => findDueChecks(tx, now, AT_ONCE));
  let queued = 0;
  for (const one of due) {
    const isOurs = await inOrganisation(ctx.store, one.organisationId, (tx) => queue(tx, one, now));
    if (isOurs) queued += 1;
  }
  return queued;
}

/** A connection without a time is new: it was just read whole, so its first check comes in the night. */
async function queue(tx: Tx, due: DueCheck, now: Date): Promise<boolean> {
  const { organisationId } = due;
  const organisation = await findOrganisation(tx, organisationId);
  const nextAt = nextNight(now, organisation?.timeZone ?? 'UTC', organisationId);
  if (!(await takeDueCheck(tx, due, { now, nextAt })) || due.nextCheckAt === null) return false;
  await startCheck(tx, organisationId, now, { whole: await isWholeDue(tx, due, now) });
  return true;
}

async function isWholeDue(tx: Tx, { organisationId }: DueCheck, now: Date): Promise<boolean> {
  const check = await findLastCheck(tx, organisationId, { whole: true });
  const firstReading = await findLastRun(tx, organisationId, 'import');
  const lastMs = Math.max(check?.startedAt.getTime() ?? 0, firstReading?.startedAt.getTime() ?? 0);
  return lastMs <= after(now, -WHOLE_CHECK_EVERY_MS).getTime();
}
