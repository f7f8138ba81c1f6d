import { pino } from 'pino';
import { readConfig } from '../server/config.ts';
import { openHouse } from './support/house.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { walkOverdue, type WalkStep } from './support/walk-overdue.ts';

/**
 * `npm run walk -- overdue [--json]`: takes one invoice from the books to the mailbox and back, in a house of its own, and prints each
 * step with every gate's reason. Exit 0 only if the message arrived once and the write-back was read back.
 */
const [situation = 'overdue'] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const asJson = process.argv.includes('--json');
if (situation !== 'overdue') {
  process.stderr.write(`walk: there is no ${situation}; there is: overdue\n`);
  process.exit(2);
}

const folder = await temporaryFolder('walk');
const settled: Record<string, unknown>[] = [];
const log = pino(
  { level: 'debug' },
  { write: (line: string) => void settled.push(JSON.parse(line) as Record<string, unknown>) },
);
const config = readConfig({
  ...process.env,
  DUNLIN_DATA: folder.path,
  PORT: '0',
  SANDBOX_QUICKBOOKS_PORT: '0',
  SANDBOX_XERO_PORT: '0',
  SANDBOX_MAILBOX_PORT: '0',
  SANDBOX_SMTP_PORT: '0',
});
let isGood = false;
const house = await openHouse({ config, parts: ['web', 'worker'], isPortGiven: false, log });
try {
  isGood = await walkOverdue(house, settled, (step) =>
    process.stdout.write(asJson ? `${JSON.stringify(step)}\n` : inWords(step)),
  );
} catch (error) {
  process.stderr.write(
    `The walk stopped: ${error instanceof Error ? error.message : String(error)}\n`,
  );
} finally {
  await house.close();
  await folder.remove();
}
process.exit(isGood ? 0 : 1);

function inWords({ step, at, ids, result, gates }: WalkStep): string {
  const lines = [
    `\n${step}`,
    `   ${at}   ${Object.entries(ids)
      .map(([name, id]) => `${name} ${String(id)}`)
      .join('   ')}`,
    `   ${result}`,
  ];
  for (const gate of gates)
    lines.push(
      `   ${gate.verdict === 'pass' ? '✓' : '✗'} ${gate.gate.padEnd(16)} ${gate.reason}  ${JSON.stringify(gate.saw)}`,
    );
  return `${lines.join('\n')}\n`;
}
