import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { announce } from '../../db/activity.ts';
import { addWork } from '../../db/outbox.ts';
import {
  addRun,
  changeRun,
  findLastRun,
  type SyncRun,
  type SyncRunId,
} from '../../db/sync-runs.ts';
import type { Tx } from '../../db/transaction.ts';
import { after, RESUME_WITHIN_MS } from './intervals.ts';

export interface CheckRequest {
  /** Read everything, whatever the numbers say. */
  whole: boolean;
  /** Name of the person who asked for it. */
  requestedBy?: string;
}

/**
 * Asks for a comparison of mirror and books in the caller's transaction; goes on with one that was begun lately and did not end, unless it
 * would read less than is wanted now. Answers the id of the run.
 */
export async function startCheck(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
  { whole, requestedBy = '' }: CheckRequest,
): Promise<SyncRunId> {
  const last = await findLastRun(tx, organisationId, 'check');
  const open = last && isOpen(last, now) ? last : undefined;
  const runId = open && (open.whole || !whole) ? open.id : randomUUID();
  if (open?.id === runId) await goOn(tx, open, requestedBy);
  else {
    if (open) await replace(tx, open, now);
    await addRun(tx, organisationId, {
      id: runId,
      type: 'check',
      startedAt: now,
      whole,
      requestedBy,
    });
  }
  await addWork(tx, {
    organisationId,
    name: 'sync.check',
    key: runId,
    payload: { organisationId, runId },
    availableAt: now,
  });
  await announce(tx, organisationId, 'sync');
  return runId;
}

function isOpen({ state, startedAt, errorCode }: SyncRun, now: Date): boolean {
  return state !== 'done' && errorCode !== REPLACED && startedAt >= after(now, -RESUME_WITHIN_MS);
}

async function goOn(tx: Tx, run: SyncRun, requestedBy: string): Promise<void> {
  const organisationId = run.organisationId as OrganisationId;
  const again =
    run.state === 'failed' && ({ state: 'running', endedAt: null, errorCode: '' } as const);
  await changeRun(tx, organisationId, run.id, {
    requestedBy: requestedBy || run.requestedBy,
    ...again,
  });
}

export const REPLACED = 'sync.replaced';

/** A worker that reads on for it finds that it ended, and stops. */
async function replace(tx: Tx, run: SyncRun, now: Date): Promise<void> {
  const organisationId = run.organisationId as OrganisationId;
  await changeRun(tx, organisationId, run.id, {
    state: 'failed',
    endedAt: now,
    errorCode: REPLACED,
  });
}
