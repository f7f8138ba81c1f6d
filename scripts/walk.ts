import { pino } from 'pino';
import { readConfig } from '../server/config.ts';
import { openHouse } from './support/house.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { walkBooks } from './support/walk-books.ts';
import { walkOverdue, type WalkStep } from './support/walk-overdue.ts';
import { readWish } from './support/walk-wish.ts';

/**
 * `npm run walk -- overdue [--books xero] [--json]`: takes one invoice from the books to the mailbox and back, in a house of its own, and
 * prints each step with every gate's reason. Exit 0 only if the message arrived once, the write-back was read back, and nothing more left
 * after the payment.
 */
const wish = readWish(process.argv.slice(2));
if ('complaint' in wish) {
  process.stderr.write(`walk: ${wish.complaint}\n`);
  process.exit(2);
}
const { asJson } = wish;

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
  const books = walkBooks[wish.books](house);
  isGood = await walkOverdue({ house, books, log: settled }, (step) =>
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
