import { pino } from 'pino';
import { readConfig } from '../server/config.ts';
import { findLastRun } from '../server/db/sync-runs.ts';
import { inOrganisation } from '../server/db/transaction.ts';
import { makeContext } from '../server/make-context.ts';
import { Secrets } from '../server/secrets.ts';
import { runImport } from '../server/services/sync/run-import.ts';
import { adminAt, callsTo, connectBooks } from './support/books.ts';
import { timed } from './support/figure.ts';

/**
 * One first import in a process of its own, so that its peak memory is its own. Settings come from the environment, the measures go out
 * as one line of JSON.
 */
const config = readConfig(process.env);
const { ctx, close } = await makeContext({
  config,
  databaseUrl: config.DATABASE_URL ?? '',
  secrets: new Secrets([config.DUNLIN_SECRET ?? '']),
  baseUrl: 'http://127.0.0.1:4000',
  log: pino({ level: 'silent' }),
});
const admin = adminAt(config.QUICKBOOKS_API_URL ?? '');
const organisationId = await connectBooks(ctx, admin);
const run = await inOrganisation(ctx.store, organisationId, (tx) =>
  findLastRun(tx, organisationId, 'import'),
);
if (!run) throw new Error('connecting did not ask for an import');
await admin('clearJournal');
const { seconds, result } = await timed(() => runImport(ctx, organisationId, run.id));
if (result.kind !== 'done') throw new Error(`the import ended with ${JSON.stringify(result)}`);
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${JSON.stringify({ organisationId, seconds, peakMiB, calls: await callsTo(admin) })}\n`,
);
await close();
