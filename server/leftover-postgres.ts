import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ConfigError } from './config.ts';
import { systemCode } from './system-code.ts';

const run = promisify(execFile);
const STOP_LIMIT_MS = 30_000;

/**
 * Ends a server that an earlier start left behind when it was killed: the program that started it is gone, yet it still holds the data.
 * Throws ConfigError when that program lives: two must not share a folder.
 */
export async function endLeftover(databaseDir: string): Promise<void> {
  const pid = await serverOf(databaseDir);
  const server = pid === null ? null : await processOf(pid);
  if (pid === null || !server?.command.includes('postgres')) return;
  const parent = await processOf(server.parent);
  if (parent && /\bnode\b/.test(parent.command))
    throw new ConfigError(
      `DUNLIN_DATA: another Dunlin runs on ${path.dirname(databaseDir)}. Stop it, or name another folder.`,
    );
  process.kill(pid, 'SIGINT');
  for (const end = Date.now() + STOP_LIMIT_MS; await processOf(pid); await pause(50))
    if (Date.now() > end)
      throw new ConfigError(`PostgreSQL (process ${pid}) of an earlier start does not stop.`);
}

async function serverOf(databaseDir: string): Promise<number | null> {
  try {
    const [pid] = (await readFile(path.join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(pid) > 0 ? Number(pid) : null;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Null when there is no process of that number. */
async function processOf(pid: number): Promise<{ parent: number; command: string } | null> {
  try {
    const { stdout } = await run('ps', ['-o', 'ppid=,args=', '-p', String(pid)]);
    const [parent, ...command] = stdout.trim().split(/\s+/);
    return { parent: Number(parent), command: command.join(' ') };
  } catch (error) {
    if (systemCode(error) === 1) return null;
    throw error;
  }
}
