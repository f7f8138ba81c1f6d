import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { temporaryFolder } from '../../scripts/support/temporary-folder.ts';
import { startLocalPostgres } from '../../server/local-postgres.ts';
import { until } from './until.ts';

/** A PostgreSQL of its own, on one port for its whole life, that can be stopped as a power cut would. */
export interface FaultsDatabase {
  url: string;
  /** Past row-level security. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends all its processes at once; nothing under way is written out. */
  stopHard(): Promise<void>;
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

export async function openFaultsDatabase(): Promise<FaultsDatabase> {
  const folder = await temporaryFolder('faults');
  let postgres = await startLocalPostgres(folder.path);
  const { url } = postgres;
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on('error', () => undefined);
  return {
    url,
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    async stopHard() {
      const pidFile = path.join(folder.path, 'data', 'postmaster.pid');
      const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGQUIT');
      await until('the end of PostgreSQL', () => !isAlive(pid));
    },
    async startAgain() {
      postgres = await startLocalPostgres(folder.path, { port: Number(new URL(url).port) });
    },
    async close() {
      await owner.end();
      await postgres.stop();
      await folder.remove();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
