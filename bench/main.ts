import { parseArgs } from 'node:util';
import { benchEvidence } from './evidence.ts';
import { benchForecast } from './forecast.ts';
import { benchImport } from './import.ts';
import { benchPlan } from './plan.ts';
import { benchSend } from './send.ts';
import { meets, type Figure } from './support/figure.ts';
import { benchSync } from './sync.ts';
import { benchWebhook } from './webhook.ts';
import { benchWhy } from './why.ts';

interface Bench {
  run(sizes: number[]): Promise<Figure[]>;
  sizes: number[];
}

/**
 * `npm run bench -- plan why forecast import sync webhook evidence send [--json] [--n 1000,10000] [--books xero]`: each figure beside its
 * reference, measured in this run. Without names all that these books have, at sizes that take about two minutes together; an import from
 * Xero alone takes longer, since Xero allows a call a second.
 */
const benchesOf: Record<string, Record<string, Bench>> = {
  quickbooks: {
    plan: { run: benchPlan, sizes: [10_000, 50_000] },
    why: { run: benchWhy, sizes: [10_000] },
    forecast: { run: benchForecast, sizes: [10_000] },
    import: { run: benchImport, sizes: [10_000, 50_000] },
    sync: { run: benchSync, sizes: [10_000] },
    // Its load is fixed, so it has no size.
    webhook: { run: benchWebhook, sizes: [] },
    evidence: { run: benchEvidence, sizes: [10_000] },
    send: { run: benchSend, sizes: [1_200] },
  },
  xero: { import: { run: (all) => benchImport(all, 'xero'), sizes: [50_000, 100_000] } },
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, n: { type: 'string' }, books: { type: 'string' } },
  allowPositionals: true,
});
const { books = 'quickbooks' } = values;
const benches =
  benchesOf[books] ??
  stop(`No benchmark of the books ${books}. There are: ${Object.keys(benchesOf).join(', ')}`);
const sizes = values.n?.split(',').map(Number);
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0)
  stop(`No benchmark called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`);
if (sizes?.some((size) => !Number.isInteger(size) || size < 1))
  stop('--n takes sizes with commas between them, e.g. --n 1000,10000');

for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const bench = benches[name];
  for (const figure of (await bench?.run(sizes ?? bench.sizes)) ?? [])
    process.stdout.write(`${values.json ? JSON.stringify(figure) : inWords(figure)}\n`);
}
process.exit(0);

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}

function inWords(figure: Figure): string {
  const verdict = { true: 'reached', false: 'not reached', null: '' }[
    String(meets(figure)) as 'true' | 'false' | 'null'
  ];
  const { name, ours, reference, ratio, target, unit, note } = figure;
  return `${name.padEnd(45)} ${ours} ${unit} / ${reference} ${unit} = ${ratio}   target ${target}   ${verdict}${note ? `   (${note})` : ''}`;
}
