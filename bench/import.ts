import { benchUpsert } from './import-upsert.ts';
import { benchSystems, startBooks, type BenchSystemName } from './support/books.ts';
import { startChild } from './support/child.ts';
import { figure, round, type Figure } from './support/figure.ts';
import { onGround, type BenchGround } from './support/ground.ts';
import { nodeFlags } from './support/production.ts';

interface Imported {
  organisationId: string;
  seconds: number;
  peakMiB: number;
  calls: number;
  /** As the books counted them. */
  invoices: number;
  /** Pages of 1,000 rows that the company fills, over all kinds of records. */
  pages: number;
}

const PAGE = 1000;

/** What a vendor allows one company, and what an import of it needs beside its pages. */
interface Allowance {
  /** The least time in which the calls are let through. */
  seconds(calls: number): number;
  callsBeside: number;
  note: string;
}

const allowances: Record<BenchSystemName, Allowance> = {
  // Facts: QuickBooks 6.1. 500 calls take 50 s, then ten seconds pass before the next.
  quickbooks: {
    seconds: (calls) => fullMinutes(calls, 500) * 60 + restOf(calls, 500) / 10,
    callsBeside: 3,
    note: '10 calls a second and 500 in any minute',
  },
  // Facts: Xero 5. There is no limit of a second; the calls of the last minute are let through as fast as ours may begin.
  xero: {
    seconds: (calls) => fullMinutes(calls, 60) * 60 + restOf(calls, 60) / 10,
    callsBeside: 8,
    note: '60 calls in a minute, the last ones at 10 a second',
  },
};

const fullMinutes = (calls: number, perMinute: number): number =>
  Math.floor((calls - 1) / perMinute);
const restOf = (calls: number, perMinute: number): number =>
  calls - perMinute * fullMinutes(calls, perMinute);

/**
 * First imports of n invoices and n/2 customers (at most 5,000), with the payments and credits that belong to them, from a stand-in that
 * throttles as its vendor does.
 */
export async function benchImport(
  sizes: number[],
  books: BenchSystemName = 'quickbooks',
): Promise<Figure[]> {
  const figures: Figure[] = [];
  let first: Imported | undefined;
  for (const n of sizes) {
    const imported = await onGround((ground) => importOnce(ground, n, books));
    figures.push(...figuresOf(n, imported, allowances[books]));
    if (first) figures.push(memoryFigure(n, imported, first));
    first ??= imported;
  }
  return [...figures, await onGround(benchUpsert)];
}

const customersFor = (n: number): number => Math.max(1, Math.min(5_000, Math.ceil(n / 2)));

async function importOnce(
  ground: BenchGround,
  n: number,
  name: BenchSystemName,
): Promise<Imported> {
  const size = { invoices: n, customers: customersFor(n) };
  const books = await startBooks(size, benchSystems[name]);
  try {
    const child = startChild([...nodeFlags('worker'), 'bench/import-run.ts', name, books.url], {
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
    if (counts[0] !== imported.invoices)
      throw new Error(`${counts[0]} invoices imported, not ${imported.invoices}`);
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

function figuresOf(n: number, imported: Imported, allowance: Allowance): Figure[] {
  const { seconds, calls, pages } = imported;
  const { callsBeside, note } = allowance;
  const least = pages + callsBeside;
  return [
    figure({
      name: `import ${n}: the provider's limit`,
      ours: round(seconds),
      reference: round(allowance.seconds(least)),
      target: '<= 1.1',
      unit: 's',
      note: `reference: ${pages} pages + ${callsBeside} at ${note}`,
    }),
    figure({
      name: `import ${n}: calls`,
      ours: calls,
      reference: least,
      target: '<= 1',
      unit: 'calls',
      note: `reference: ${pages} pages of 1,000 rows + ${callsBeside}; ours as the sandbox counted them`,
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
