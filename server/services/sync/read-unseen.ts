import { findUnseenInvoiceIds } from '../../db/mirror.ts';
import { changeRun, lockRun } from '../../db/sync-runs.ts';
import type { Import } from './import-pages.ts';
import { READ_BATCH } from './intervals.ts';
import { inReading, readInvoicesById, type Reading } from './reading.ts';
import { withProblems } from './run-state.ts';

/**
 * Asks by id for invoices that the mirror holds and the pages did not show: deleted while nobody listened (E12: the books tell of a
 * deletion for 30 days only), or moved between two pages while they were read.
 */
export async function readUnseen(reading: Reading, run: Import): Promise<void> {
  const { organisationId } = reading;
  for (let afterId = ''; ;) {
    const unseen = { since: run.startedAt, afterId, limit: READ_BATCH };
    const ids = await inReading(reading, (tx) => findUnseenInvoiceIds(tx, organisationId, unseen));
    const last = ids.at(-1);
    if (last === undefined) return;
    afterId = last;
    const problems = await readInvoicesById(reading, ids);
    await inReading(reading, async (tx) => {
      const now = await lockRun(tx, organisationId, run.id);
      if (now) await changeRun(tx, organisationId, run.id, withProblems(now, problems));
    });
  }
}
