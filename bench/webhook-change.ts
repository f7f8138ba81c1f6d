import { pino } from 'pino';
import { until } from '../scripts/support/visitor.ts';
import type { OrganisationId } from '../domain/ids.ts';
import { readConfig } from '../server/config.ts';
import { makeContext } from '../server/make-context.ts';
import { callsTo, connectBooks, REALM, type BenchBooks } from './support/books.ts';
import { figure, round, type Figure } from './support/figure.ts';
import type { BenchGround } from './support/ground.ts';
import { startHalf } from './support/production.ts';

const CHANGED = '7';
const LIMIT_MS = 60_000;

/** Somebody edits one invoice in the books: how many calls until the mirror has it. With `web` running, `worker` for this alone. */
export async function oneChange(
  ground: BenchGround,
  books: BenchBooks,
  env: Record<string, string>,
): Promise<Figure[]> {
  const worker = startHalf('worker', env);
  try {
    await worker.said(/worker is running/);
    await connect(ground, books, env);
    await until('the import', () => isQuiet(ground), LIMIT_MS);
    await books.admin('clearJournal');
    const start = performance.now();
    const changes = { PrivateNote: 'seen by the benchmark' };
    await books.admin('editInvoice', { realmId: REALM, id: CHANGED, changes });
    await until('the change', () => isMirrored(ground, changes.PrivateNote), LIMIT_MS);
    const seconds = (performance.now() - start) / 1000;
    await until('the work after it', () => isQuiet(ground), LIMIT_MS);
    return [
      figure({
        name: 'webhook one changed invoice: calls',
        ours: await callsTo(books.admin),
        reference: 1,
        target: '<= 2',
        unit: 'calls',
        note: `in the mirror ${round(seconds)} s after the change, of which the sandbox gathers events for 0.2 s`,
      }),
    ];
  } finally {
    await worker.stop();
  }
}

async function connect(
  ground: BenchGround,
  books: BenchBooks,
  env: Record<string, string>,
): Promise<OrganisationId> {
  const { ctx, close } = await makeContext({
    config: readConfig(env),
    databaseUrl: ground.adminUrl,
    secrets: ground.secrets,
    baseUrl: env['BASE_URL'] ?? '',
    log: pino({ level: 'silent' }),
  });
  try {
    return await connectBooks(ctx, books.admin);
  } finally {
    await close();
  }
}

/** Imported, and no work is left that could still call the books. */
async function isQuiet({ admin }: BenchGround): Promise<boolean> {
  const { rows } = await admin.query<{ quiet: boolean }>(
    `select exists (select from sync_run where type = 'import' and state = 'done')
       and not exists (select from outbox) as quiet`,
  );
  return rows[0]?.quiet ?? false;
}

async function isMirrored({ admin }: BenchGround, note: string): Promise<boolean> {
  const { rowCount } = await admin.query(
    'select from invoice where id = $1 and memo_on_statement = $2',
    [CHANGED, note],
  );
  return rowCount === 1;
}
