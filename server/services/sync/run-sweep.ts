import { randomUUID } from 'node:crypto';
import { done, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Changes } from '../../../integrations/books.ts';
import { announce } from '../../db/activity.ts';
import {
  addRun,
  changeRun,
  findLastRun,
  forgetSweeps,
  noteSwept,
  noteSynced,
} from '../../db/sync-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { markInvoicesDeleted } from '../mirror/mark-deleted.ts';
import { storeEach, type Problem } from '../mirror/store-each.ts';
import { upsertTerms } from '../mirror/upsert.ts';
import { after, KEEP_SWEEPS_MS, SWEEP_EVERY_MS, SWEEP_OVERLAP_MS } from './intervals.ts';
import {
  inReading,
  openReading,
  optionsOf,
  readInvoicesById,
  readUnknownCustomers,
  storeCustomers,
  storeInvoices,
  type Reading,
} from './reading.ts';
import { keepingState, withProblems } from './run-state.ts';
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
    const problems = [
      ...changes.unreadable,
      ...(await storeChanges(reading, changes, sweptAt)),
      ...(await readTouched(reading, changes)),
      ...(await readUnknownCustomers(reading, changes.invoices)),
    ];
    return finishSweep(reading, run, { changes, problems, sweptAt });
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

function storeChanges(reading: Reading, changes: Changes, readAt: Date): Promise<Problem[]> {
  const { organisationId } = reading;
  const options = { ...optionsOf(reading), now: readAt };
  return inReading(reading, async (tx) => {
    const terms = await storeEach(tx, changes.terms, (part, rows) =>
      upsertTerms(part, organisationId, rows, options),
    );
    const customers = await storeCustomers(tx, reading, changes.customers, options);
    const invoices = await storeInvoices(tx, reading, changes.invoices, options);
    await markInvoicesDeleted(tx, organisationId, changes.deletedInvoiceIds, options);
    return [...terms, ...customers, ...invoices];
  });
}

/** Invoices that payments and credits speak of; those that came in the same answer are fresh already. */
function readTouched(reading: Reading, changes: Changes): Promise<Problem[]> {
  const fresh = new Set([...changes.invoices.map(({ id }) => id), ...changes.deletedInvoiceIds]);
  const touched = [...new Set(changes.touchedInvoiceIds)].filter((id) => !fresh.has(id));
  return readInvoicesById(reading, touched);
}

interface Swept {
  changes: Changes;
  problems: Problem[];
  sweptAt: Date;
}

/**
 * When the vendor cut its answer short, what is missing cannot be asked for: a deletion is told nowhere else. So the mark stays, and a
 * reading of the whole books follows, which also asks by id for every invoice it does not meet.
 */
async function finishSweep(
  reading: Reading,
  run: SweepRun,
  { changes, problems, sweptAt }: Swept,
): Promise<JobOutcome> {
  const { organisationId, ctx } = reading;
  const now = ctx.now();
  return inReading(reading, async (tx) => {
    await noteSwept(tx, organisationId, reading.connectionId, {
      ...(changes.complete && { sweptAt }),
      nextSweepAt: after(now, SWEEP_EVERY_MS),
    });
    if (changes.complete) await noteSynced(tx, organisationId, now);
    else await startImport(tx, organisationId, now);
    await changeRun(tx, organisationId, run.id, {
      state: 'done',
      endedAt: now,
      progress: progressOf(changes),
      ...withProblems({ problems: [], unreadable: 0 }, problems),
    });
    await forgetSweeps(tx, organisationId, after(now, -KEEP_SWEEPS_MS));
    await announce(tx, organisationId, 'sync', 'organisation');
    return done;
  });
}

function progressOf(changes: Changes) {
  const read = (done: number) => ({ done, total: done, cursor: null, finished: true });
  return {
    terms: read(changes.terms.length),
    customers: read(changes.customers.length),
    invoices: read(changes.invoices.length),
  };
}
