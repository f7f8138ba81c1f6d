import type { OrganisationId } from '../../../domain/ids.ts';
import { skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { importKinds, type RecordCounts } from '../../../integrations/books.ts';
import { announce } from '../../db/activity.ts';
import { changeRun, lockRun, type SyncRun } from '../../db/sync-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { deletableKinds } from '../../db/unseen.ts';
import type { Context } from '../context.ts';
import { expectedCounts, isReadWhole, placesOf } from './compare-counts.ts';
import { finishCheck } from './finish-check.ts';
import { importPages, type Import } from './import-pages.ts';
import { readCompany } from './read-company.ts';
import { readDocumentsOf, readUnmetCustomers } from './read-merged.ts';
import { noteBrought, readUnseen } from './read-unseen.ts';
import { inReading, openReading, type Reading } from './reading.ts';
import { keepingState, takeUpRun } from './run-state.ts';
import { REPLACED } from './start-check.ts';
import { startImport } from './start-import.ts';

/**
 * Compares mirror and books, the net below webhooks and sweeps: the number of records of every kind, all open invoices, and every record
 * of a kind whose number is not as expected, or of all kinds when the run is whole. What the books did not show is asked for by id, so
 * a deletion is found however long ago it was (E12). Every page is stored with its place, so a check that was stopped goes on there.
 */
export async function runCheck(
  ctx: Context,
  organisationId: OrganisationId,
  runId: string,
): Promise<JobOutcome> {
  const run = await inOrganisation(ctx.store, organisationId, (tx) =>
    takeUpRun(tx, organisationId, runId, ctx.now()),
  );
  if (run.state !== 'running') return skipped('this check is over');
  return keepingState(ctx, run, async () => {
    const reading = await openReading(ctx, organisationId);
    if (reading.sweptAt === null) return importInstead(reading, run);
    const check: Import = { ...(await begin(reading, run)), isFirst: false };
    for (const kind of importKinds) {
      if (!check.progress[kind]) continue;
      const scope = isReadWhole(check, kind) ? 'all' : 'open';
      const stopped = await importPages(reading, check, kind, scope);
      if (stopped) return stopped;
    }
    await readUnmet(reading, check);
    return finishCheck(reading, check);
  });
}

/** There is nothing to compare with before the books were read once. */
async function importInstead(reading: Reading, run: SyncRun): Promise<JobOutcome> {
  const { organisationId, ctx } = reading;
  const over = { state: 'failed', endedAt: ctx.now(), errorCode: REPLACED } as const;
  await inReading(reading, async (tx) => {
    await startImport(tx, organisationId, ctx.now());
    await changeRun(tx, organisationId, run.id, over);
  });
  return skipped('the first import comes before checks');
}

/** The numbers come first and say what is read; a check that is taken up again has them already. */
async function begin(reading: Reading, run: SyncRun): Promise<SyncRun> {
  if (run.progress.invoices) return run;
  if (!reading.ctx.books(reading.provider).abilities.tellsOfCompany) await readCompany(reading);
  const counts = await reading.company.countRecords();
  return inReading(reading, (tx) => savePlaces(tx, run, counts));
}

async function savePlaces(tx: Tx, run: SyncRun, counts: RecordCounts): Promise<SyncRun> {
  const organisationId = run.organisationId as OrganisationId;
  const now = (await lockRun(tx, organisationId, run.id)) ?? run;
  if (now.progress.invoices) return now;
  const progress = placesOf(run, counts, await expectedCounts(tx, organisationId));
  await changeRun(tx, organisationId, run.id, { progress });
  await announce(tx, organisationId, 'sync');
  return { ...now, progress };
}

async function readUnmet(reading: Reading, run: Import): Promise<void> {
  for (const kind of deletableKinds) {
    if (!run.progress[kind]) continue;
    await readUnseen(reading, run, kind, { openOnly: !isReadWhole(run, kind) });
  }
  if (!isReadWhole(run, 'customers')) return;
  const { brought, unmetIds } = await readUnmetCustomers(reading, run.startedAt);
  await noteBrought(reading, run, brought);
  await noteBrought(reading, run, await readDocumentsOf(reading, unmetIds, run.startedAt));
}
