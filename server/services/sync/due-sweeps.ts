import { countNamed } from '../../db/named-records.ts';
import { addWork } from '../../db/outbox.ts';
import { findDueSweeps, takeDueSweep, type DueSweep } from '../../db/sync-runs.ts';
import { asSystem, inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { gatherNamed } from './gather.ts';
import { after, SWEEP_AGAIN_MS } from './intervals.ts';

const AT_ONCE = 500;

/** Queues a sweep for every live connection whose hour has come. Answers how many; safe in any number of processes. */
export async function queueDueSweeps(ctx: Context): Promise<number> {
  const now = ctx.now();
  const due = await asSystem(ctx.store, (tx) => findDueSweeps(tx, now, AT_ONCE));
  let queued = 0;
  for (const one of due) {
    const isOurs = await inOrganisation(ctx.store, one.organisationId, (tx) => queue(tx, one, now));
    if (isOurs) queued += 1;
  }
  return queued;
}

async function queue(tx: Tx, due: DueSweep, now: Date): Promise<boolean> {
  if (!(await takeDueSweep(tx, due, { now, nextAt: after(now, SWEEP_AGAIN_MS) }))) return false;
  await addSweep(tx, due.organisationId, now);
  // Notes whose reading was given up wait for the next one; the sweep itself is bound to bring the same changes.
  if ((await countNamed(tx, due.organisationId)) > 0)
    await gatherNamed(tx, due.organisationId, now);
  return true;
}

/** Asks for a sweep; one that waits already is enough. */
export async function addSweep(
  tx: Tx,
  organisationId: DueSweep['organisationId'],
  now: Date,
): Promise<void> {
  await addWork(tx, {
    organisationId,
    name: 'sync.sweep',
    key: 'sweep',
    payload: { organisationId },
    availableAt: now,
  });
}
