import { execFileSync } from 'node:child_process';
import { filesBelow, readText } from './check/files.ts';
import { figuresOf, percentile } from './measure/figures.ts';
import { filesNaming } from './measure/vendors.ts';

/** Prints how the code stands against the house style, so that drift is noticed. It judges nothing: `npm run check` does. */
const folders = [
  'domain',
  'integrations',
  'server',
  'jobs',
  'client',
  'sandbox',
  'scripts',
  'bench',
];
const vendors = [
  { folder: 'quickbooks', words: /quickbooks|intuit/i },
  { folder: 'xero', words: /xero/i },
  { folder: 'sendgrid', words: /sendgrid/i },
  { folder: 'xero', words: /xero/i },
];

const sources = filesBelow(process.cwd())
  .filter((file) => /\.(ts|tsx)$/.test(file) && folders.includes(file.split('/')[0] ?? ''))
  .map((file) => ({ file, text: readText(process.cwd(), file) }));
const measured = sources.map(({ file, text }) => ({ file, ...figuresOf(file, text) }));
const functions = measured.flatMap(({ file, functions: own }) =>
  own.map((one) => ({ ...one, where: `${file}:${one.line} ${one.name}` })),
);

const report = {
  byFolder: folders.map(folderRow).filter(({ files }) => files > 0),
  longFiles: measured
    .filter(({ lines }) => lines > 200)
    .sort((a, b) => b.lines - a.lines)
    .map(({ file, lines }) => `${lines} ${file}`),
  longFunctions: functions
    .filter(({ lines }) => lines > 45)
    .sort((a, b) => b.lines - a.lines)
    .map(({ lines, where }) => `${lines} ${where}`),
  manyParameters: functions.filter(({ parameters }) => parameters > 3).map(({ where }) => where),
  cycles: cycles(),
  vendors: vendors.map((vendor) => ({
    vendor: vendor.folder,
    outside: filesNaming(vendor, sources),
  })),
};

if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(report)}\n`);
else print();

function folderRow(folder: string) {
  const files = measured.filter(({ file }) => file.startsWith(`${folder}/`));
  const sizes = files.map(({ lines }) => lines);
  const total = sizes.reduce((sum, lines) => sum + lines, 0);
  const comments = files.reduce((sum, file) => sum + file.commentLines, 0);
  const lengths = files.flatMap((file) => file.functions.map(({ lines }) => lines));
  return {
    folder,
    files: files.length,
    lines: total,
    medianFile: percentile(sizes, 0.5),
    ninetiethFile: percentile(sizes, 0.9),
    medianFunction: percentile(lengths, 0.5),
    ninetiethFunction: percentile(lengths, 0.9),
    commentPercent: Math.round((comments / Math.max(total, 1)) * 100),
  };
}

/** madge exits with 1 when it finds cycles; its list is on the output either way. */
function cycles(): string[][] {
  const args = ['node_modules/madge/bin/cli.js', '--circular', '--json', '--extensions', 'ts,tsx'];
  try {
    const output = execFileSync(process.execPath, [...args, ...folders], { encoding: 'utf8' });
    return JSON.parse(output) as string[][];
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw error;
    return JSON.parse(stdout) as string[][];
  }
}

function print(): void {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const list = (title: string, rows: string[]): void => {
    say(`\n${title}: ${rows.length}`);
    for (const row of rows.slice(0, 15)) say(`  ${row}`);
  };
  for (const row of report.byFolder)
    say(
      `${row.folder.padEnd(13)}${row.files} files, ${row.lines} lines; file median ${row.medianFile}, p90 ${row.ninetiethFile}; ` +
        `function median ${row.medianFunction}, p90 ${row.ninetiethFunction}; comments ${row.commentPercent} %`,
    );
  list('Files over 200 lines', report.longFiles);
  list('Functions over 45 lines', report.longFunctions);
  list('Functions with more than 3 parameters', report.manyParameters);
  list(
    'Import cycles',
    report.cycles.map((cycle) => cycle.join(' > ')),
  );
  for (const { vendor, outside } of report.vendors)
    list(`Files naming ${vendor} outside its folder`, outside);
}
