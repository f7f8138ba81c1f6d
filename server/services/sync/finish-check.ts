import { done, type JobOutcome } from '../../../domain/jobs.ts';
import { importKinds, type RecordCounts } from '../../../integrations/books.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findOrganisation } from '../../db/organisations.ts';
import {
  changeRun,
  countMirror,
  lockRun,
  noteChecked,
  noteKindsSynced,
  noteSynced,
  type SyncRun,
} from '../../db/sync-runs.ts';
import type { Tx } from '../../db/transaction.ts';
import { comparedPlaces, expectedCounts, isReadWhole, mapKinds } from './compare-counts.ts';
import { nextNight } from './next-night.ts';
import { inReading, type Reading } from './reading.ts';

/** Ends a check. One that read everything also brought all changes until it began, so the next sweep starts from there. */
export async function finishCheck(reading: Reading, run: SyncRun): Promise<JobOutcome> {
  const { organisationId, ctx } = reading;
  const counted = await countAgain(reading, run);
  const now = ctx.now();
  return inReading(reading, async (tx) => {
    const ended = await lockRun(tx, organisationId, run.id);
    if (ended?.state !== 'running') return done;
    const organisation = await findOrganisation(tx, organisationId);
    await noteChecked(tx, organisationId, reading.connectionId, {
      checkedAt: now,
      nextCheckAt: nextNight(now, organisation?.timeZone ?? 'UTC', organisationId),
      sweptAt: run.whole ? run.startedAt : null,
    });
    await noteSynced(tx, organisationId, now);
    const whole = importKinds.filter((kind) => isReadWhole(ended, kind));
    await noteKindsSynced(tx, organisationId, whole, run.startedAt);
    const books = await booksOf(tx, reading, ended, counted);
    const progress = comparedPlaces(await countMirror(tx, organisationId), books);
    await changeRun(tx, organisationId, run.id, {
      ...{ state: 'done', endedAt: now, movedAt: now },
      progress,
    });
    await tell(tx, reading, ended);
    await announce(tx, organisationId, 'sync', 'organisation');
    return done;
  });
}

/**
 * The books' numbers once more, when they still differ from the mirror's after everything was read: either something was entered
 * meanwhile, or the difference is one that stays. Null when all agree.
 */
async function countAgain(reading: Reading, run: SyncRun): Promise<RecordCounts | null> {
  const mirror = await inReading(reading, (tx) => countMirror(tx, reading.organisationId));
  const differs = importKinds.some((kind) => {
    const total = run.progress[kind]?.total ?? null;
    return isReadWhole(run, kind) && total !== null && total !== mirror[kind];
  });
  return differs ? reading.company.countRecords() : null;
}

/** Of a kind that was not read whole, the number was as expected. */
async function booksOf(
  tx: Tx,
  { organisationId }: Reading,
  run: SyncRun,
  counted: RecordCounts | null,
): Promise<RecordCounts> {
  const expected = await expectedCounts(tx, organisationId);
  return mapKinds<number | null>((kind) => {
    if (!isReadWhole(run, kind)) return expected[kind];
    return counted?.[kind] ?? run.progress[kind]?.total ?? null;
  });
}

/** A quiet night is not worth a line in the history. */
async function tell(tx: Tx, { organisationId, ctx, actor }: Reading, run: SyncRun): Promise<void> {
  if (run.changed === 0 && run.requestedBy === '') return;
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: 'sync.checked',
    actor,
    detail: { changed: run.changed, unreadable: run.unreadable, requestedBy: run.requestedBy },
  });
}
