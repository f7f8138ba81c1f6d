import { existsSync } from 'node:fs';
import { ConfigError, readConfig } from '../server/config.ts';
import { openHouse, type House } from './support/house.ts';

/**
 * Starts Dunlin: `all` (default) is everything in one process; `web` and `worker` are its two halves for production.
 */
const parts = { all: ['web', 'worker'], web: ['web'], worker: ['worker'] } as const;
const STOP_LIMIT_MS = 30_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const part = process.argv[2] ?? 'all';
  if (!isPart(part))
    throw new ConfigError(`start: ${part} is not one of ${Object.keys(parts).join(', ')}`);
  const config = readConfig(process.env);
  if (part !== 'worker' && !existsSync('dist/client/index.html'))
    throw new ConfigError('The client is not built. Run: npm run build');
  say('Dunlin is starting …');
  const house = await openHouse({
    config,
    parts: parts[part],
    isPortGiven: Boolean(process.env['PORT']),
  });
  stopOnSignal(house);
  announce(part, house);
}

function isPart(name: string): name is keyof typeof parts {
  return name in parts;
}

function announce(part: string, { baseUrl, sandboxes }: House): void {
  say('');
  if (part !== 'worker') say(`  Dunlin              ${baseUrl}`);
  for (const { name, url } of sandboxes.addresses) say(`  ${name.padEnd(20)}${url}`);
  if (part === 'worker') say('  The worker is running.');
  say('\n  Ctrl-C stops everything. Data stays.');
}

/**
 * Finishes what runs; a second signal does not wait. Ctrl-C in a terminal also reaches the local PostgreSQL, so what is being closed may
 * find it gone: that is no failure, and the outbox has what was not finished.
 */
function stopOnSignal(house: House): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    house.ctx.log.level = 'error';
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void house.close().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`Dunlin cannot start.\n${text}\n`);
  process.exit(1);
});
