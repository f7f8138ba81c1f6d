import { addDays, localDateOf, startOfDay } from '../../../domain/local-date.ts';
import { done, type JobOutcome } from '../../../domain/jobs.ts';
import { importKinds } from '../../../integrations/books.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { addWork } from '../../db/outbox.ts';
import {
  changeOrganisationFacts,
  changeRun,
  countMirror,
  lockRun,
  noteSwept,
  type SyncRun,
} from '../../db/sync-runs.ts';
import type { Tx } from '../../db/transaction.ts';
import { placeOf, type Import } from './import-pages.ts';
import { after } from './intervals.ts';
import { inReading, type Reading } from './reading.ts';
import { startCheck } from './start-check.ts';

/** Ends an import: what was read is planned as a whole, and sweeps take over from the instant the import began. */
export function finishImport(reading: Reading, run: Import): Promise<JobOutcome> {
  const { organisationId, ctx } = reading;
  const now = ctx.now();
  return inReading(reading, async (tx) => {
    const ended = await lockRun(tx, organisationId, run.id);
    if (ended?.state !== 'running') return done;
    await changeRun(tx, organisationId, run.id, { state: 'done', endedAt: now, movedAt: now });
    await noteSwept(tx, organisationId, reading.connectionId, {
      sweptAt: run.startedAt,
      nextSweepAt: after(run.startedAt, reading.sweepEveryMs),
    });
    await markReady(tx, reading, now);
    // Pages shift when records before them are deleted while we read (facts: QuickBooks 4.1): who was moved out of sight is found so.
    if (fewerThanCounted(ended)) await startCheck(tx, organisationId, now, { whole: true });
    const counts = await countMirror(tx, organisationId);
    await addActivity(tx, {
      organisationId,
      at: now,
      kind: 'sync.finished',
      actor: reading.actor,
      detail: { ...counts, unreadable: ended.unreadable, first: run.isFirst },
    });
    await announce(tx, organisationId, 'sync', 'organisation', 'invoices');
    return done;
  });
}

function fewerThanCounted({ progress }: SyncRun): boolean {
  const places = importKinds.map((kind) => placeOf(progress, kind));
  return places.some(({ done: met, total }) => total !== null && met < total);
}

async function markReady(tx: Tx, { organisationId }: Reading, now: Date): Promise<void> {
  const organisation = await findOrganisation(tx, organisationId);
  const timeZone = organisation?.timeZone ?? 'UTC';
  const tomorrowOn = addDays(localDateOf(now, timeZone), 1);
  await changeOrganisationFacts(tx, organisationId, {
    syncedAt: now,
    nextPlanAt: startOfDay(tomorrowOn, timeZone),
  });
  await addWork(tx, {
    organisationId,
    name: 'reminders.plan',
    key: 'all',
    payload: { organisationId, scope: 'all' },
    availableAt: now,
  });
}
