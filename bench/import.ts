import { benchUpsert } from './import-upsert.ts';
import { startBooks } from './support/books.ts';
import { startChild } from './support/child.ts';
import { figure, round, type Figure } from './support/figure.ts';
import { onGround, type BenchGround } from './support/ground.ts';

interface Imported {
  organisationId: string;
  seconds: number;
  peakMiB: number;
  calls: number;
}

/** What Intuit allows one company (facts: QuickBooks 4.1): 500 calls a minute and 10 a second; the tighter one rules. */
const secondsPerCall = Math.max(60 / 500, 1 / 10);
const PAGE = 1000;
const TERMS = 4;

/** First imports of n invoices and n/2 customers (at most 5,000) from the sandbox QuickBooks, which throttles as Intuit does. */
export async function benchImport(sizes: number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  let first: Imported | undefined;
  for (const n of sizes) {
    const imported = await onGround((ground) => importOnce(ground, n));
    figures.push(...figuresOf(n, imported));
    if (first) figures.push(memoryFigure(n, imported, first));
    first ??= imported;
  }
  return [...figures, await onGround(benchUpsert)];
}

const customersFor = (n: number): number => Math.max(1, Math.min(5_000, Math.ceil(n / 2)));

async function importOnce(ground: BenchGround, n: number): Promise<Imported> {
  const books = await startBooks({ invoices: n, customers: customersFor(n) });
  try {
    const child = startChild(['bench/import-run.ts'], {
      ...books.settings,
      DATABASE_URL: ground.adminUrl,
      DUNLIN_SECRET: ground.secret,
      // Nothing is sent; the address only has to be one.
      SMTP_URL: 'smtp://127.0.0.1:9',
      REDIS_URL: '',
      SENDGRID_API_KEY: '',
    });
    const limitMs = 120_000 + n * 10;
    const line = (await child.said(/\{.*\}/, limitMs))[0];
    await child.stop();
    const imported = JSON.parse(line) as Imported;
    await assertComplete(ground, imported.organisationId, n);
    return imported;
  } finally {
    await books.stop();
  }
}

async function assertComplete({ admin }: BenchGround, id: string, n: number): Promise<void> {
  const { rows } = await admin.query<{ count: number }>(
    'select count(*)::int as count from invoice where organisation_id = $1',
    [id],
  );
  if (rows[0]?.count !== n) throw new Error(`${rows[0]?.count} invoices imported, not ${n}`);
}

function figuresOf(n: number, { seconds, calls }: Imported): Figure[] {
  const pages = [n, customersFor(n), TERMS].reduce((sum, rows) => sum + Math.ceil(rows / PAGE), 0);
  return [
    figure({
      name: `import ${n}: the provider's limit`,
      ours: round(seconds),
      reference: round((pages + 3) * secondsPerCall),
      target: '<= 1.1',
      unit: 's',
      note: `reference: (${pages} pages + 3) × 0.12 s, which is 500 calls a minute; the 10 a second are wider`,
    }),
    figure({
      name: `import ${n}: calls`,
      ours: calls,
      reference: pages + 3,
      target: '<= 1',
      unit: 'calls',
      note: `reference: ${pages} pages of 1,000 rows + 3; ours as the sandbox counted them`,
    }),
  ];
}

function memoryFigure(n: number, ours: Imported, reference: Imported): Figure {
  return figure({
    name: `import ${n}: peak memory`,
    ours: round(ours.peakMiB),
    reference: round(reference.peakMiB),
    target: '<= 1.2',
    unit: 'MiB',
    note: 'reference: the first size; each in a process of its own',
  });
}
