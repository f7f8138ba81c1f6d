import { existsSync } from 'node:fs';
import path from 'node:path';
import { startWorker } from '../jobs/start.ts';
import { readConfig, ConfigError, type Config } from '../server/config.ts';
import { localSecret } from '../server/local-secret.ts';
import { freePort, startLocalPostgres } from '../server/local-postgres.ts';
import { makeContext } from '../server/make-context.ts';
import { Secrets } from '../server/secrets.ts';
import { startWeb } from '../server/web.ts';
import { startSandboxes } from './support/sandboxes.ts';
import { isPortFree } from './support/ports.ts';

/**
 * Starts Dunlin: `all` (default) is everything in one process, with what is not configured filled in locally; `web` and `worker` are the
 * two halves for production.
 */
const parts = { all: ['web', 'worker'], web: ['web'], worker: ['worker'] } as const;
type Part = keyof typeof parts;

const closers: (() => Promise<void>)[] = [];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const part = (process.argv[2] ?? 'all') as Part;
  if (!(part in parts)) throw new ConfigError(`start: ${part} is not one of all, web, worker`);
  const config = readConfig(process.env);
  const clientDir = path.resolve('dist/client');
  if (part !== 'worker' && !existsSync(path.join(clientDir, 'index.html')))
    throw new ConfigError('the client is not built: run npm run build');
  const port = await portOf(config);
  const baseUrl = config.BASE_URL ?? `http://localhost:${port}`;
  const secrets = new Secrets([
    config.DUNLIN_SECRET ?? (await localSecret(config.DUNLIN_DATA)),
    ...config.DUNLIN_PREVIOUS_SECRETS,
  ]);
  const databaseUrl = config.DATABASE_URL ?? (await ownPostgres(config));
  const sandboxes = await startSandboxes(config, `http://127.0.0.1:${port}/webhooks/quickbooks`);
  closers.push(sandboxes.close);
  const { ctx, close } = await makeContext({
    config: { ...config, ...sandboxes.settings },
    databaseUrl,
    secrets,
    baseUrl,
  });
  closers.push(close);
  if (part !== 'web') closers.push(startWorker(ctx, { redisUrl: config.REDIS_URL }).close);
  if (part !== 'worker') {
    const web = await startWeb(ctx, { host: config.HOST, port, clientDir });
    closers.push(web.close);
  }
  announce(part, baseUrl, sandboxes.addresses);
}

/** A given port is taken as it is; the default one gives way when something else has it. */
async function portOf(config: Config): Promise<number> {
  if (process.env.PORT || (await isPortFree(config.PORT))) return config.PORT;
  return freePort();
}

async function ownPostgres(config: Config): Promise<string> {
  say('Starting PostgreSQL …');
  const postgres = await startLocalPostgres(path.resolve(config.DUNLIN_DATA, 'postgres'));
  closers.push(postgres.stop);
  return postgres.url;
}

function announce(part: Part, baseUrl: string, others: { name: string; url: string }[]): void {
  say('');
  if (part !== 'worker') say(`  Dunlin              ${baseUrl}`);
  for (const { name, url } of others) say(`  ${name.padEnd(20)}${url}`);
  say(part === 'worker' ? '  Worker is running.' : '');
  say('  Ctrl-C stops everything; data stays.');
}

/** Last opened, first closed, so that nothing loses the ground it stands on. */
async function stop(code: number): Promise<void> {
  const givesUp = setTimeout(() => process.exit(1), 30_000);
  givesUp.unref();
  for (const close of closers.reverse()) await close();
  process.exit(code);
}

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void stop(0);
  });

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof ConfigError
      ? `Dunlin cannot start.\n${error.message}\n`
      : `${String((error as Error).stack)}\n`,
  );
  void stop(1);
});
