import { randomUUID } from 'node:crypto';
import { done, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { importKinds, type Changes } from '../../../integrations/books.ts';
import { announce } from '../../db/activity.ts';
import type { SyncProgress } from '../../db/schema/index.ts';
import { countChanged } from '../../db/sync-hours.ts';
import {
  addRun,
  changeRun,
  findLastRun,
  forgetSweeps,
  noteKindsSynced,
  noteSwept,
  noteSynced,
} from '../../db/sync-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import type { Brought } from '../mirror/store-records.ts';
import { bringChanges } from './bring-changes.ts';
import { after, KEEP_SWEEPS_MS, SWEEP_OVERLAP_MS } from './intervals.ts';
import { inReading, openReading, type Reading } from './reading.ts';
import { keepingState, withProblems } from './run-state.ts';
import { startCheck } from './start-check.ts';
import { startImport } from './start-import.ts';

/**
 * Brings into the mirror whatever changed since the last sweep: the net below the webhooks. The mark moves on only after everything is
 * stored, so a sweep that stops in the middle is done again from the same instant.
 */
export async function runSweep(ctx: Context, organisationId: OrganisationId): Promise<JobOutcome> {
  const run = await inOrganisation(ctx.store, organisationId, (tx) =>
    takeUp(tx, organisationId, ctx.now()),
  );
  return keepingState(ctx, run, async () => {
    const reading = await openReading(ctx, organisationId);
    if (reading.sweptAt === null) return importInstead(reading, run);
    const sweptAt = ctx.now();
    const changes = await reading.company.readChanges(after(reading.sweptAt, -SWEEP_OVERLAP_MS));
    const brought = await bringChanges(reading, changes, sweptAt);
    return finishSweep(reading, run, { changes, brought, sweptAt });
  });
}

interface SweepRun {
  organisationId: string;
  id: string;
  type: 'sweep';
}

/** A sweep that waited or was stopped goes on in its own line; only one that ended makes room for the next. */
async function takeUp(tx: Tx, organisationId: OrganisationId, now: Date): Promise<SweepRun> {
  const last = await findLastRun(tx, organisationId, 'sweep');
  const isOpen = last?.state === 'running' || last?.state === 'waiting';
  const id = isOpen ? last.id : randomUUID();
  if (isOpen)
    await changeRun(tx, organisationId, id, {
      state: 'running',
      waitingUntil: null,
      errorCode: '',
    });
  else await addRun(tx, organisationId, { id, type: 'sweep', startedAt: now });
  await announce(tx, organisationId, 'sync');
  return { organisationId, id, type: 'sweep' };
}

/** Nothing can have changed since a reading that never ended. */
async function importInstead(reading: Reading, run: SweepRun): Promise<JobOutcome> {
  const { organisationId, ctx } = reading;
  await inReading(reading, async (tx) => {
    await startImport(tx, organisationId, ctx.now());
    await changeRun(tx, organisationId, run.id, { state: 'done', endedAt: ctx.now() });
  });
  return skipped('the first import comes before sweeps');
}

interface Swept {
  changes: Changes;
  brought: Brought;
  sweptAt: Date;
}

/**
 * When the vendor cut its answer short, what is missing cannot be asked for: a deletion is told nowhere else. So the mark stays, and a
 * check of the whole books follows, which also asks by id for every record it does not meet; it moves the mark on.
 */
async function finishSweep(
  reading: Reading,
  run: SweepRun,
  { changes, brought, sweptAt }: Swept,
): Promise<JobOutcome> {
  const { organisationId, ctx } = reading;
  const now = ctx.now();
  return inReading(reading, async (tx) => {
    await noteSwept(tx, organisationId, reading.connectionId, {
      ...(changes.complete && { sweptAt }),
      nextSweepAt: after(now, reading.sweepEveryMs),
    });
    if (changes.complete) await noteComplete(tx, organisationId, { now, sweptAt });
    else await startCheck(tx, organisationId, now, { whole: true });
    await changeRun(tx, organisationId, run.id, {
      state: 'done',
      endedAt: now,
      movedAt: now,
      progress: progressOf(changes),
      changed: brought.changed,
      ...withProblems({ problems: [], unreadable: 0 }, brought.problems),
    });
    await countChanged(tx, organisationId, now, brought.changed);
    await forgetSweeps(tx, organisationId, after(now, -KEEP_SWEEPS_MS));
    await announce(tx, organisationId, 'sync', 'organisation');
    return done;
  });
}

async function noteComplete(
  tx: Tx,
  organisationId: OrganisationId,
  { now, sweptAt }: { now: Date; sweptAt: Date },
): Promise<void> {
  await noteSynced(tx, organisationId, now);
  await noteKindsSynced(tx, organisationId, [...importKinds], sweptAt);
}

function progressOf({ records }: Changes): SyncProgress {
  const read = (done: number) => ({ done, total: done, cursor: null, finished: true });
  return Object.fromEntries(importKinds.map((kind) => [kind, read(records[kind].length)]));
}
