import type { OrganisationId } from '../../../domain/ids.ts';
import { findConnection } from '../../db/connections.ts';
import { findLastRun } from '../../db/sync-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { addSweep } from './due-sweeps.ts';
import { startImport } from './start-import.ts';

/** "Sync now". Not queued when the books are not connected. Throws Forbidden for a viewer: each reading is metered. */
export async function requestSync(ctx: Context, member: Member): Promise<{ queued: boolean }> {
  assertMay(member, 'work');
  return inOrganisation(ctx.store, member.organisationId, async (tx) => ({
    queued: await queueReading(tx, member.organisationId, ctx.now()),
  }));
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
  const lastImport = await findLastRun(tx, organisationId, 'import');
  const isImported = connection.sweptAt !== null && (!lastImport || lastImport.state === 'done');
  if (isImported) await addSweep(tx, organisationId, now);
  else await startImport(tx, organisationId, now);
  return true;
}
