import { benchUpsert } from './import-upsert.ts';
import { startBooks } from './support/books.ts';
import { startChild } from './support/child.ts';
import { figure, round, type Figure } from './support/figure.ts';
import { onGround, type BenchGround } from './support/ground.ts';
import { nodeFlags } from './support/production.ts';

interface Imported {
  organisationId: string;
  seconds: number;
  peakMiB: number;
  calls: number;
  /** Pages of 1,000 rows that the company fills, over all kinds of records. */
  pages: number;
}

const PAGE = 1000;

/**
 * The least time in which Intuit lets one company's calls through (facts: QuickBooks 6.1): 10 a second, and 500 in any minute. So 500 calls
 * take 50 s, then ten seconds pass before the next.
 */
function allowedSeconds(calls: number): number {
  const minutes = Math.floor((calls - 1) / 500);
  return minutes * 60 + (calls - 500 * minutes) / 10;
}

/**
 * First imports of n invoices and n/2 customers (at most 5,000), with the payments and credits that belong to them, from the sandbox
 * QuickBooks, which throttles as Intuit does.
 */
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
    const child = startChild([...nodeFlags('worker'), 'bench/import-run.ts'], {
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
    const counts = await countMirror(ground, imported.organisationId);
    if (counts[0] !== n) throw new Error(`${counts[0]} invoices imported, not ${n}`);
    return { ...imported, pages: counts.reduce((sum, rows) => sum + Math.ceil(rows / PAGE), 0) };
  } finally {
    await books.stop();
  }
}

/** Records of each kind in the mirror, invoices first. */
async function countMirror({ admin }: BenchGround, id: string): Promise<number[]> {
  const tables = ['invoice', 'customer', 'term', 'payment', 'credit', 'attachment'];
  const counts = tables.map(
    (table) => `(select count(*)::int from ${table} where organisation_id = $1)`,
  );
  const { rows } = await admin.query<{ counts: number[] }>(
    `select array[${counts.join(', ')}] as counts`,
    [id],
  );
  return rows[0]?.counts ?? [];
}

function figuresOf(n: number, { seconds, calls, pages }: Imported): Figure[] {
  return [
    figure({
      name: `import ${n}: the provider's limit`,
      ours: round(seconds),
      reference: round(allowedSeconds(pages + 3)),
      target: '<= 1.1',
      unit: 's',
      note: `reference: ${pages} pages + 3 at 10 calls a second and 500 in any minute`,
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
    note: 'reference: the first size; each in a process of its own, with the flags of `npm run worker`',
  });
}
