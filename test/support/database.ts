import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openStore, type Store } from '../../server/db/connect.ts';
import type { Secrets } from '../../server/secrets.ts';
import { testSecrets } from './secrets.ts';

export interface TestDatabase {
  store: Store;
  secrets: Secrets;
  /** Address of the role that owns the tables and may do anything; tests use it to look past the isolation. */
  ownerUrl: string;
  /** Rows as the owner sees them. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

/** A fresh, migrated database of its own, cloned from a template on the PostgreSQL that this test run shares. */
export async function openTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const serverUrl = await sharedServer();
  const name = `t_${randomBytes(8).toString('hex')}`;
  await cloneTemplate(serverUrl, name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  const secrets = testSecrets();
  const store = await openStore({ url: ownerUrl, secrets, poolSize: options.poolSize ?? 8 });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  return {
    store,
    secrets,
    ownerUrl,
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    close: async () => {
      await owner.end();
      await store.close();
    },
  };
}

async function cloneTemplate(serverUrl: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    // Cloning locks the template; suites that start together take turns.
    await admin.query('select pg_advisory_lock(1)');
    await admin.query(`create database ${name} template dunlin_template strategy file_copy`);
  } finally {
    await admin.end();
  }
}

/** Address of the run's server; the first suite to ask starts it, the others wait. */
async function sharedServer(): Promise<string> {
  const owner = runPid();
  const folder = path.join(tmpdir(), `dunlin-test-${owner}`);
  const urlFile = path.join(folder, 'url');
  if (await isFirst(folder)) startKeeper(folder, owner);
  const givingUpAt = Date.now() + START_LIMIT_MS;
  while (!existsSync(urlFile)) {
    if (Date.now() > givingUpAt)
      throw new Error(`PostgreSQL for tests did not start, see ${folder}.log`);
    await pause(50);
  }
  return readFile(urlFile, 'utf8');
}

/** Jest's worker processes talk to the process that started them; alone, Jest runs suites in itself. */
function runPid(): number {
  return process.send ? process.ppid : process.pid;
}

async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    // Not `instanceof Error`: Jest gives each suite an Error class of its own, and node's errors are of another.
    if (typeof error === 'object' && error && 'code' in error && error.code === 'EEXIST')
      return false;
    throw error;
  }
}

function startKeeper(folder: string, owner: number): void {
  const log = openSync(`${folder}.log`, 'w');
  const script = path.join(import.meta.dirname, 'postgres-keeper.ts');
  const keeper = spawn(process.execPath, ['--import', 'tsx', script, folder, String(owner)], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  keeper.unref();
}
