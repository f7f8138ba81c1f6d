import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { JobOutcome } from '../domain/jobs.ts';
import { readConfig } from '../server/config.ts';
import { findLastRun } from '../server/db/sync-runs.ts';
import { inOrganisation } from '../server/db/transaction.ts';
import { makeContext } from '../server/make-context.ts';
import { Secrets } from '../server/secrets.ts';
import { runImport } from '../server/services/sync/run-import.ts';
import {
  adminAt,
  benchSystems,
  callsTo,
  connectBooks,
  type BenchSystemName,
} from './support/books.ts';
import { timed } from './support/figure.ts';

/**
 * `<books> <address of their stand-in>`: one first import in a process of its own, so that its peak memory is its own. Settings come from
 * the environment, the measures go out as one line of JSON.
 */
const [name = '', url = ''] = process.argv.slice(2);
const system = benchSystems[name as BenchSystemName];
const config = readConfig(process.env);
const { ctx, close } = await makeContext({
  config,
  databaseUrl: config.DATABASE_URL ?? '',
  secrets: new Secrets([config.DUNLIN_SECRET ?? '']),
  baseUrl: 'http://localhost:4000',
  log: pino({ level: 'silent' }),
});
const admin = adminAt(url);
const organisationId = await connectBooks(ctx, admin, system);
const lastRun = () =>
  inOrganisation(ctx.store, organisationId, (tx) => findLastRun(tx, organisationId, 'import'));
const run = await lastRun();
if (!run) throw new Error('connecting did not ask for an import');
await admin('clearJournal');
const { seconds, result } = await timed(() => toItsEnd(run.id));
if (result.kind !== 'done') throw new Error(`the import ended with ${JSON.stringify(result)}`);
const invoices = (await lastRun())?.progress.invoices?.total;
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${JSON.stringify({ organisationId, seconds, peakMiB, calls: await callsTo(admin, system), invoices })}\n`,
);
await close();

/** An import that must wait is taken up again at its time, as a worker would. */
async function toItsEnd(runId: string): Promise<JobOutcome> {
  for (;;) {
    const outcome = await runImport(ctx, organisationId, runId);
    if (outcome.kind !== 'later') return outcome;
    await pause(Math.max(0, outcome.at.getTime() - Date.now()));
  }
}
