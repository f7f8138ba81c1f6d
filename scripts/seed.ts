import { ConfigError, readConfig } from '../server/config.ts';
import { booksAt } from './seed/books.ts';
import { situations } from './seed/situations.ts';

/** `npm run seed -- <situation>`: makes something happen in the sandbox QuickBooks of the Dunlin that runs. */
const ALDERBROOK = '9130357900000001';

async function main(): Promise<number> {
  const [name = ''] = process.argv.slice(2);
  const situation = Object.hasOwn(situations, name) ? situations[name] : undefined;
  if (!situation) {
    process.stderr.write(list(name));
    return 2;
  }
  const url = `http://127.0.0.1:${readConfig(process.env).SANDBOX_QUICKBOOKS_PORT}`;
  process.stdout.write(`${await situation.act(booksAt(url, ALDERBROOK))}.\n`);
  return 0;
}

function list(name: string): string {
  const lines = Object.entries(situations).map(([key, { what }]) => `  ${key.padEnd(26)}${what}`);
  const first = name === '' ? 'Which situation?' : `There is no situation ${name}.`;
  return `${first} There are:\n${lines.join('\n')}\n`;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError) return error.message;
  // What fetch throws when nobody listens.
  if (error instanceof TypeError)
    return 'No sandbox QuickBooks answers. Start Dunlin with npm start; if it printed another port, set SANDBOX_QUICKBOOKS_PORT.';
  return error.message;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${reason(error)}\n`);
  process.exitCode = 1;
}
