import type { z } from 'zod';
import type { SyncRequest } from '../../../domain/api/organisations.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { findConnection, type Connection } from '../../db/connections.ts';
import { findLastRun } from '../../db/sync-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { resumePaused } from '../connections/pause.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { addSweep } from './due-sweeps.ts';
import { startCheck } from './start-check.ts';
import { startImport } from './start-import.ts';

/**
 * "Sync now" and "Full check". Not queued when the books are not connected. "Sync now" also ends a pause: the person may know that
 * calls are allowed again. Throws Forbidden for a viewer: each reading is metered.
 */
export async function requestSync(
  ctx: Context,
  member: Member,
  { kind }: z.output<typeof SyncRequest>,
): Promise<{ queued: boolean }> {
  assertMay(member, 'work');
  const { organisationId } = member;
  const now = ctx.now();
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    if (kind === 'check') return { queued: await queueCheck(tx, member, now) };
    const connection = await findConnection(tx, organisationId);
    if (connection?.state === 'paused') await resumePaused(tx, connection, now);
    return { queued: await queueReading(tx, organisationId, now) };
  });
}

async function queueCheck(tx: Tx, { organisationId, name }: Member, now: Date): Promise<boolean> {
  const connection = await findConnection(tx, organisationId);
  if (connection?.state !== 'live') return false;
  if (await isImported(tx, organisationId, connection))
    await startCheck(tx, organisationId, now, { whole: true, requestedBy: name });
  else await startImport(tx, organisationId, now);
  return true;
}

/**
 * Asks for the reading that the books need now: the rest of an import that did not end, else a sweep since the last one. Also for a
 * connection that was made or renewed. False when there is no live connection.
 */
export async function queueReading(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<boolean> {
  const connection = await findConnection(tx, organisationId);
  if (connection?.state !== 'live') return false;
  if (await isImported(tx, organisationId, connection)) await addSweep(tx, organisationId, now);
  else await startImport(tx, organisationId, now);
  return true;
}

async function isImported(
  tx: Tx,
  organisationId: OrganisationId,
  { sweptAt }: Connection,
): Promise<boolean> {
  const lastImport = await findLastRun(tx, organisationId, 'import');
  return sweptAt !== null && (!lastImport || lastImport.state === 'done');
}
