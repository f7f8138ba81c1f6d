import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startConnectionWorld, type ConnectionWorld } from './connection-world.ts';

const PROCESSES = 4;
const ROUNDS = 3;

let world: ConnectionWorld;
const children: ChildProcess[] = [];
beforeAll(async () => {
  // Each refresh hands out another value, and the former one is refused at once.
  const knobs = { refreshRotationSeconds: 0, refreshGraceSeconds: 0, throttle: true };
  world = await startConnectionWorld({ knobs });
}, 90_000);
afterAll(async () => {
  for (const child of children) child.stdin?.end();
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
  await world.close();
});

/** A process with four workers; `round` lets them all read at once and answers their errors. */
async function startRacer(id: string): Promise<(name: string) => Promise<string[]>> {
  const script = path.join(import.meta.dirname, 'token-racer.ts');
  const args = ['--import', 'tsx', script, world.database.ownerUrl, world.sandbox.url, id];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return async (name) => {
    child.stdin.write(`${name}\n`);
    const { value = '' } = await lines.next();
    return JSON.parse(String(value).slice(name.length)) as string[];
  };
}

async function refreshes(): Promise<number> {
  const { rules } = await world.sandbox.admin.faults();
  return rules[0]?.struck ?? 0;
}

it('sixteen workers in four processes refresh once per rotation, and none uses an old token', async () => {
  const { id } = await world.connect();
  const racers = await Promise.all(Array.from({ length: PROCESSES }, () => startRacer(id)));
  // Slow enough that all of them wait for the one that refreshes; it also counts the calls.
  const tokens = { target: 'identity', path: '/oauth2/v1/tokens/bearer', times: 1_000 } as const;
  await world.sandbox.admin.addFault({ kind: 'delay', delayMs: 300, ...tokens });
  for (let round = 1; round <= ROUNDS; round += 1) {
    await world.sandbox.admin.expireAccessTokens({});
    await world.database.query('update books_grant set access_expires_at = now()');
    const errors = await Promise.all(racers.map((race) => race(`round-${round}`)));
    expect(errors.flat()).toEqual([]);
    expect(await refreshes()).toBe(round);
  }
  expect(await world.row(id)).toMatchObject({ state: 'live', reason: '' });
}, 120_000);
