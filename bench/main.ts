import { benchImport } from './import.ts';
import { benchPlan } from './plan.ts';
import { meets, type Figure } from './support/figure.ts';

/** `npm run bench -- plan import webhook [--json] [--n 1000,10000]`: each figure beside its reference, measured in this run. */
const benches: Record<string, (sizes: number[]) => Promise<Figure[]>> = {
  plan: benchPlan,
  import: benchImport,
};

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const sizesAt = args.indexOf('--n');
const sizes = sizesAt >= 0 ? (args[sizesAt + 1] ?? '').split(',').map(Number) : [10_000, 100_000];
const names = args.filter((arg, index) => !arg.startsWith('--') && index !== sizesAt + 1);
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `No benchmark called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}\n`,
  );
  process.exit(2);
}

for (const name of names.length > 0 ? names : Object.keys(benches))
  for (const figure of (await benches[name]?.(sizes)) ?? [])
    process.stdout.write(`${asJson ? JSON.stringify(figure) : inWords(figure)}\n`);
process.exit(0);

function inWords(figure: Figure): string {
  const verdict = { true: 'reached', false: 'not reached', null: '' }[
    String(meets(figure)) as 'true' | 'false' | 'null'
  ];
  const { name, ours, reference, ratio, target, unit, note } = figure;
  return `${name.padEnd(40)} ${ours} ${unit} / ${reference} ${unit} = ${ratio}   target ${target}   ${verdict}${note ? `   (${note})` : ''}`;
}
