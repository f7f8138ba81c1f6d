import { later, type JobOutcome } from '../../../domain/jobs.ts';
import type { ImportKind, Page, PageScope } from '../../../integrations/books.ts';
import { announce } from '../../db/activity.ts';
import type { SyncProgress } from '../../db/schema/index.ts';
import { countChanged } from '../../db/sync-hours.ts';
import { changeRun, lockRun, noteKindsSynced, notBegun, type SyncRun } from '../../db/sync-runs.ts';
import type { Tx } from '../../db/transaction.ts';
import { touchRecords } from '../../db/unseen.ts';
import { storeRecords, togetherOf, type Brought } from '../mirror/store-records.ts';
import type { UpsertOptions } from '../mirror/upsert.ts';
import { after } from './intervals.ts';
import { readPages } from './read-pages.ts';
import { inReading, type Reading } from './reading.ts';
import { withProblems } from './run-state.ts';

/** A run that reads everything. In the first one nothing is news, so it writes no history. */
export type Import = SyncRun & { isFirst: boolean };

/** How far a run has come with one kind. */
export type Place = NonNullable<SyncProgress[ImportKind]>;

const LOOK_AGAIN_MS = 60_000;

export function placeOf(progress: SyncProgress, kind: ImportKind): Place {
  return progress[kind] ?? notBegun;
}

/** Reads one kind to its end. Answers an outcome when another worker turns out to be reading on: that one carries the run. */
export async function importPages<Kind extends ImportKind>(
  reading: Reading,
  run: Import,
  kind: Kind,
  scope: PageScope = 'all',
): Promise<JobOutcome | null> {
  let place = placeOf(run.progress, kind);
  if (place.finished) return null;
  const { cursor, total } = place;
  for await (const { page, options } of readPages(reading, kind, { cursor, total, scope })) {
    const quiet = run.isFirst;
    const next = await savePage(reading, {
      run,
      kind,
      place,
      page,
      scope,
      options: { ...options, quiet },
    });
    if (!next)
      return later(after(reading.ctx.now(), LOOK_AGAIN_MS), 'another worker carries this run');
    place = next;
  }
  return null;
}

interface PageToSave<Kind extends ImportKind> {
  run: Import;
  kind: Kind;
  place: Place;
  page: Page<Kind>;
  scope: PageScope;
  options: UpsertOptions;
}

/** Rolls back what was stored of a page whose place another worker has taken. */
class Overtaken extends Error {}

/**
 * Records and the place after them in one transaction. Null, and nothing stored, when the run has been moved on meanwhile. The run is
 * locked last, so that whoever looks at it waits for a moment only.
 */
async function savePage<Kind extends ImportKind>(
  reading: Reading,
  save: PageToSave<Kind>,
): Promise<Place | null> {
  try {
    return await inReading(reading, async (tx) => {
      const brought = await storePage(tx, reading, save);
      return notePlace(tx, reading, save, brought);
    });
  } catch (error) {
    if (error instanceof Overtaken) return null;
    throw error;
  }
}

async function notePlace<Kind extends ImportKind>(
  tx: Tx,
  reading: Reading,
  { run, kind, place, page, scope }: PageToSave<Kind>,
  brought: Brought,
): Promise<Place> {
  const { organisationId } = reading;
  const now = await lockRun(tx, organisationId, run.id);
  if (now?.state !== 'running' || !isSame(placeOf(now.progress, kind), place))
    throw new Overtaken();
  const next = placeAfter(place, page);
  await notePage(tx, reading, now, {
    progress: { ...now.progress, [kind]: next },
    ...withProblems(now, [...page.unreadable, ...brought.problems]),
    changed: now.changed + (run.isFirst ? 0 : brought.changed),
  });
  if (next.finished && scope === 'all')
    await noteKindsSynced(tx, organisationId, [kind], run.startedAt);
  return next;
}

async function storePage<Kind extends ImportKind>(
  tx: Tx,
  { organisationId }: Reading,
  { run, kind, page, options }: PageToSave<Kind>,
): Promise<Brought> {
  const named = await storeRecords(tx, organisationId, 'terms', page.terms ?? [], options);
  const stored = await storeRecords(tx, organisationId, kind, page.records, options);
  const brought = togetherOf([named, stored]);
  if (run.isFirst) return brought;
  // A record that is as it was is not written, yet it was met: what was not met at the end may be deleted in the books (E12).
  const met = [...page.records.map(({ id }) => id), ...page.unreadable.map((one) => one.recordId)];
  await touchRecords(tx, organisationId, kind, { ids: met, readAt: options.now });
  return brought;
}

/** Writes what a part of a reading brought into its run. */
export async function notePage(
  tx: Tx,
  { organisationId, ctx }: Reading,
  run: SyncRun,
  change: Partial<SyncRun> & { changed: number },
): Promise<void> {
  const movedAt = ctx.now();
  await changeRun(tx, organisationId, run.id, { ...change, movedAt });
  await countChanged(tx, organisationId, movedAt, change.changed - run.changed);
  await announce(tx, organisationId, 'sync');
}

function isSame(a: Place, b: Place): boolean {
  return a.cursor === b.cursor && a.finished === b.finished;
}

/** Pages may overlap and records may be added while we read, so the count stays below the total until the end. */
function placeAfter(place: Place, page: Page<ImportKind>): Place {
  const read = place.done + page.records.length + page.unreadable.length + page.skipped;
  return {
    ...place,
    done: place.total === null ? read : Math.min(read, place.total),
    cursor: page.next,
    finished: page.next === null,
  };
}
