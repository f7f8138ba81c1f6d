import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { openStore } from '../../server/db/connect.ts';
import { startLocalPostgres } from '../../server/local-postgres.ts';
import { testSecrets } from './secrets.ts';

/**
 * A process of its own that keeps one PostgreSQL for a whole test run: `<folder> <pid of the run>`. It ends with the run, also when
 * the run was killed. Durability is off, since nothing outlives it.
 */
const [folder = '', owner = ''] = process.argv.slice(2);
const WATCH_EVERY_MS = 500;

const server = await startLocalPostgres(folder, {
  postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
});
try {
  await makeTemplate(server.url);
  await announceReady(server.url);
  await new Promise<void>((over) => {
    const watch = setInterval(() => {
      if (isAlive(Number(owner))) return;
      clearInterval(watch);
      over();
    }, WATCH_EVERY_MS);
  });
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
// Kept only when something above failed.
await rm(`${folder}.log`, { force: true });
process.exit(0);

async function makeTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('create database dunlin_template');
  await admin.end();
  const template = new URL(url);
  template.pathname = '/dunlin_template';
  const store = await openStore({ url: template.toString(), secrets: testSecrets() });
  await store.close();
}

/** Renaming makes the file appear whole. */
async function announceReady(url: string): Promise<void> {
  const draft = path.join(
    folder,
    `url-${createHash('sha256').update(url).digest('hex').slice(0, 8)}`,
  );
  await writeFile(draft, url);
  await rename(draft, path.join(folder, 'url'));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return true;
    return false;
  }
}
