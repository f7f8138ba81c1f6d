import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { announce } from '../../db/activity.ts';
import { addWork } from '../../db/outbox.ts';
import { addRun, changeRun, findLastRun, type SyncRunId } from '../../db/sync-runs.ts';
import type { Tx } from '../../db/transaction.ts';
import { after, RESUME_WITHIN_MS } from './intervals.ts';

/**
 * Asks for a reading of the whole books in the caller's transaction; goes on with one that was begun lately and did not end, where it
 * stopped. Answers the id of the run.
 */
export async function startImport(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<SyncRunId> {
  const last = await findLastRun(tx, organisationId, 'import');
  const isResumable =
    last && last.state !== 'done' && last.startedAt >= after(now, -RESUME_WITHIN_MS);
  const runId = isResumable ? last.id : randomUUID();
  if (!isResumable) await addRun(tx, organisationId, { id: runId, type: 'import', startedAt: now });
  else if (last.state === 'failed')
    await changeRun(tx, organisationId, runId, { state: 'running', endedAt: null, errorCode: '' });
  await addWork(tx, {
    organisationId,
    name: 'sync.import',
    key: runId,
    payload: { organisationId, runId },
    availableAt: now,
  });
  await announce(tx, organisationId, 'sync');
  return runId;
}
