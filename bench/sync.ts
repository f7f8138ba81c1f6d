import { pino } from 'pino';
import type { OrganisationId } from '../domain/ids.ts';
import { readConfig } from '../server/config.ts';
import { inOrganisation, type Tx } from '../server/db/transaction.ts';
import { makeContext } from '../server/make-context.ts';
import { freePort } from '../server/local-postgres.ts';
import type { Context } from '../server/services/context.ts';
import { queueReading } from '../server/services/sync/request-sync.ts';
import { startCheck } from '../server/services/sync/start-check.ts';
import { until } from '../scripts/support/visitor.ts';
import { callsTo, connectBooks, REALM, startBooks, type BenchBooks } from './support/books.ts';
import { figure, round, timed, type Figure } from './support/figure.ts';
import { onGround, type BenchGround } from './support/ground.ts';
import { productionSettings, startHalf } from './support/production.ts';

const PAGE = 1000;
const BURST = 100;
const LIMIT_MS = 300_000;

interface Bench {
  ground: BenchGround;
  books: BenchBooks;
  ctx: Context;
  organisationId: OrganisationId;
}

/** What keeping a mirror of n invoices costs once it is there: calls above all, because the vendor counts them. */
export async function benchSync(sizes: number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const n of sizes) figures.push(...(await onGround((ground) => benchOne(ground, n))));
  return figures;
}

async function benchOne(ground: BenchGround, n: number): Promise<Figure[]> {
  const port = await freePort();
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/quickbooks`;
  const customers = Math.max(1, Math.min(5_000, Math.ceil(n / 2)));
  const books = await startBooks({ invoices: n, customers, webhookUrl });
  const env = productionSettings(ground, books, port);
  const web = startHalf('web', env);
  const worker = startHalf('worker', env);
  const opened = await makeContext({
    config: readConfig(env),
    databaseUrl: ground.adminUrl,
    secrets: ground.secrets,
    baseUrl: env['BASE_URL'] ?? '',
    log: pino({ level: 'silent' }),
  });
  try {
    await web.said(/Ctrl-C stops/);
    await worker.said(/worker is running/);
    const organisationId = await connectBooks(opened.ctx, books.admin);
    const it = { ground, books, ctx: opened.ctx, organisationId };
    await until('the import', () => isQuiet(it), LIMIT_MS);
    return [await quietSweep(it, n), await burst(it, n), ...(await checks(it, n))];
  } finally {
    await opened.close();
    await worker.stop();
    await web.stop();
    await books.stop();
  }
}

async function quietSweep(it: Bench, n: number): Promise<Figure> {
  const { calls } = await cost(it, (tx) =>
    queueReading(tx, it.organisationId, it.ctx.now()).then(() => undefined),
  );
  return figure({
    name: `sync ${n}: quiet sweep`,
    ours: calls,
    reference: 1,
    target: '<= 1',
    unit: 'calls',
  });
}

/** Many invoices edited at once, as a bookkeeper's batch does: named one by one, read together. */
async function burst(it: Bench, n: number): Promise<Figure> {
  const ids = Array.from({ length: BURST }, (_, index) => String(index + 1));
  const before = await newestReading(it);
  const { calls, seconds } = await cost(it, async () => {
    await it.books.admin('touchInvoices', { realmId: REALM, ids });
    await until('the burst', async () => (await newestReading(it)) > before, LIMIT_MS);
  });
  return figure({
    name: `sync ${n}: ${BURST} invoices edited at once`,
    ours: calls,
    reference: 1,
    target: '<= 2',
    unit: 'calls',
    note: `all in the mirror after ${round(seconds)} s`,
  });
}

async function newestReading({ ground, organisationId }: Bench): Promise<number> {
  const { rows } = await ground.admin.query<{ at: Date }>(
    `select max(seen_at) as at from invoice where organisation_id = $1`,
    [organisationId],
  );
  return rows[0]?.at.getTime() ?? 0;
}

async function checks(it: Bench, n: number): Promise<Figure[]> {
  const { open, pages } = await sizesOf(it);
  const openPages = Math.ceil(open / PAGE);
  const check = (whole: boolean) => (tx: Tx) =>
    startCheck(tx, it.organisationId, it.ctx.now(), { whole }).then(() => undefined);
  const nightly = await cost(it, check(false));
  const whole = await cost(it, check(true));
  return [
    figure({
      name: `sync ${n}: nightly check, nothing missed`,
      ours: nightly.calls,
      reference: openPages + 2,
      target: '<= 1',
      unit: 'calls',
      note: `reference: ${openPages} pages of open invoices, an empty one that proves the end, and one call for the counts; ${round(nightly.seconds)} s`,
    }),
    figure({
      name: `sync ${n}: full check`,
      ours: whole.calls,
      reference: pages + 1,
      target: '<= 1',
      unit: 'calls',
      note: `reference: ${pages} pages of all kinds and one call for the counts; ${round(whole.seconds)} s`,
    }),
  ];
}

async function sizesOf({
  ground,
  organisationId,
}: Bench): Promise<{ open: number; pages: number }> {
  const { rows } = await ground.admin.query<{ open: number; counts: number[] }>(
    `select (select count(*)::int from invoice where organisation_id = $1 and state = 'open') as open, array[
       ${['invoice', 'customer', 'term', 'payment', 'credit', 'attachment']
         .map((table) => `(select count(*)::int from ${table} where organisation_id = $1)`)
         .join(', ')}] as counts`,
    [organisationId],
  );
  const { open = 0, counts = [] } = rows[0] ?? {};
  return { open, pages: counts.reduce((sum, rows) => sum + Math.ceil(rows / PAGE), 0) };
}

/** Calls and seconds from asking until no work is left. */
async function cost(
  it: Bench,
  ask: (tx: Tx) => Promise<void>,
): Promise<{ calls: number; seconds: number }> {
  await it.books.admin('clearJournal');
  const { seconds } = await timed(async () => {
    await inOrganisation(it.ctx.store, it.organisationId, ask);
    await until('the end of the work', () => isQuiet(it), LIMIT_MS);
  });
  return { calls: await callsTo(it.books.admin), seconds };
}

async function isQuiet({ ground }: Bench): Promise<boolean> {
  const { rows } = await ground.admin.query<{ quiet: boolean }>(
    `select exists (select from sync_run where type = 'import' and state = 'done')
       and not exists (select from outbox) and not exists (select from webhook_post where state = 'received') as quiet`,
  );
  return rows[0]?.quiet ?? false;
}
