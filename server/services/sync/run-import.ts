import { skipped, type JobOutcome } from '../../../domain/jobs.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { importKinds, type RecordCounts } from '../../../integrations/books.ts';
import type { SyncProgress } from '../../db/schema/index.ts';
import {
  changeRun,
  hasFinishedImport,
  lockRun,
  noteKindsSynced,
  type SyncRun,
} from '../../db/sync-runs.ts';
import { announce } from '../../db/activity.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { deletableKinds } from '../../db/unseen.ts';
import type { Context } from '../context.ts';
import { finishImport } from './finish-import.ts';
import { importPages, placeOf, type Import } from './import-pages.ts';
import { readCompany } from './read-company.ts';
import { readUnseen } from './read-unseen.ts';
import { inReading, openReading, type Reading } from './reading.ts';
import { keepingState, takeUpRun } from './run-state.ts';

/**
 * Reads the whole books, page by page, into the mirror. Every page is one transaction with its place in the run, so an import that was
 * stopped anywhere, also by kill -9, goes on with the page it was at. What changes while it reads is found by the sweep after it,
 * which starts from the instant the import began.
 */
export async function runImport(
  ctx: Context,
  organisationId: OrganisationId,
  runId: string,
): Promise<JobOutcome> {
  const run = await inOrganisation(ctx.store, organisationId, (tx) =>
    takeUpRun(tx, organisationId, runId, ctx.now()),
  );
  if (run.state === 'done') return skipped('this import is done');
  return keepingState(ctx, run, async () => {
    const reading = await openReading(ctx, organisationId);
    const current = await begin(reading, run);
    for (const kind of importKinds) {
      const stopped = await importPages(reading, current, kind);
      if (stopped) return stopped;
    }
    if (!current.isFirst)
      for (const kind of deletableKinds) await readUnseen(reading, current, kind);
    return finishImport(reading, current);
  });
}

/** Company and totals come before the first page; an import that is taken up again has them already. */
async function begin(reading: Reading, run: SyncRun): Promise<Import> {
  const isFirst = !(await inReading(reading, (tx) =>
    hasFinishedImport(tx, reading.organisationId),
  ));
  if (isCounted(run)) return { ...run, isFirst };
  await readCompany(reading);
  const totals = await reading.company.countRecords();
  const begun = await inReading(reading, (tx) => saveTotals(tx, run, totals));
  return { ...begun, isFirst };
}

/** A run of an older version knows fewer kinds: it is counted again. */
const isCounted = ({ progress }: SyncRun): boolean =>
  importKinds.every((kind) => {
    const { total, uncounted } = placeOf(progress, kind);
    return total !== null || uncounted;
  });

/**
 * A kind of which the books hold nothing is finished: nobody asks for it. Another worker may have begun the same run meanwhile; then its
 * place counts.
 */
async function saveTotals(tx: Tx, run: SyncRun, totals: RecordCounts): Promise<SyncRun> {
  const organisationId = run.organisationId as OrganisationId;
  const now = (await lockRun(tx, organisationId, run.id)) ?? run;
  if (isCounted(now)) return now;
  const places = importKinds.map((kind) => {
    const place = placeOf(now.progress, kind);
    const total = totals[kind];
    const finished = place.finished || total === 0;
    return [kind, { ...place, total, finished, ...(total === null && { uncounted: true }) }];
  });
  const progress = Object.fromEntries(places) as SyncProgress;
  await changeRun(tx, organisationId, run.id, { progress });
  const empty = importKinds.filter((kind) => totals[kind] === 0);
  await noteKindsSynced(tx, organisationId, empty, run.startedAt);
  await announce(tx, organisationId, 'sync');
  return { ...now, progress };
}
