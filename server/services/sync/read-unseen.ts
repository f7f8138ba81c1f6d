import type { IdOfKind } from '../../../integrations/books.ts';
import { lockRun, type SyncRun } from '../../db/sync-runs.ts';
import { findUnseenIds, type DeletableKind } from '../../db/unseen.ts';
import type { Brought } from '../mirror/store-records.ts';
import { notePage } from './import-pages.ts';
import { READ_BATCH } from './intervals.ts';
import { inReading, readById, type Reading } from './reading.ts';
import { withProblems } from './run-state.ts';

type Key = Pick<SyncRun, 'id' | 'startedAt'>;

/**
 * Asks by id for records of one kind that the mirror holds and the pages of the run did not show: deleted while nobody listened (E12: the
 * books tell of a deletion for 30 days only), or moved between two pages while they were read. `openOnly`: only open invoices, when
 * the pages showed only those. Invoices that a gone payment had settled are not read again: the run has read them as the books hold them.
 */
export async function readUnseen<Kind extends DeletableKind>(
  reading: Reading,
  run: Key,
  kind: Kind,
  { openOnly = false }: { openOnly?: boolean } = {},
): Promise<void> {
  const { organisationId } = reading;
  for (let afterId = ''; ;) {
    const unseen = { since: run.startedAt, afterId, limit: READ_BATCH, openOnly };
    const ids = await inReading(reading, (tx) =>
      findUnseenIds<IdOfKind[Kind]>(tx, organisationId, kind, unseen),
    );
    const last = ids.at(-1);
    if (last === undefined) return;
    afterId = last;
    await noteBrought(reading, run, await readById<Kind>(reading, kind, ids));
  }
}

/** Adds what a part of a reading brought to its run. */
export function noteBrought(reading: Reading, { id }: Key, brought: Brought): Promise<void> {
  return inReading(reading, async (tx) => {
    const now = await lockRun(tx, reading.organisationId, id);
    if (!now) return;
    const changed = now.changed + brought.changed;
    await notePage(tx, reading, now, { ...withProblems(now, brought.problems), changed });
  });
}
