import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../../bench/support/child.ts';
import { faultless, outcomeOf, tell, untilAllIsDone } from './outcome.ts';
import { until } from './until.ts';
import { letLeasesEnd, openFaultsWorld, type FaultsWorld } from './world.ts';

/** A multiple of fifteen, and so many that the others do not send them all while the stopped worker keeps some. */
const MAILS = Number(process.env['FAULTS_MAILS'] ?? 600);
const PAUSES = Number(process.env['FAULTS_PAUSES'] ?? 12);
const LIMIT_MS = 180_000 + MAILS * 1_000 + PAUSES * 30_000;
const UP_TO_MS = 1_000;
/** A row that the stopped worker holds in an open transaction is nobody else's before it goes on. */
const TAKEN_LIMIT_MS = 20_000;

interface Claim {
  id: string;
  fence: number;
}

/** Stops the worker in the middle of a message, lets its leases end and another take all over, then lets it go on as if nothing were. */
async function pauseBeyondLease(world: FaultsWorld, sleeper: Child) {
  let claims: (Claim & { called: boolean })[] = [];
  for (const end = Date.now() + TAKEN_LIMIT_MS; claims.length === 0 && Date.now() < end;) {
    await pause(Math.random() * UP_TO_MS);
    sleeper.signal('SIGSTOP');
    claims = await letLeasesEnd(world);
    if (claims.length === 0) sleeper.signal('SIGCONT');
  }
  const heir = await world.startWorker();
  const taken = await untilTaken(world, claims);
  sleeper.signal('SIGCONT');
  await sleeper.stop();
  return { heir, met: claims.length, called: claims.filter(({ called }) => called).length, taken };
}

/** Answers how many of them another worker claimed anew or settled in time. */
async function untilTaken(world: FaultsWorld, claims: Claim[]): Promise<number> {
  const countTaken = async (): Promise<number> => {
    const rows = await world.database.query<{ id: string; fence: number; state: string }>(
      'select id, fence::int, state from delivery where id = any($1)',
      [claims.map(({ id }) => id)],
    );
    const fences = new Map(claims.map(({ id, fence }) => [id, fence]));
    return rows.filter(({ id, fence, state }) => state !== 'claimed' || fence !== fences.get(id))
      .length;
  };
  let taken = 0;
  const end = Date.now() + TAKEN_LIMIT_MS;
  await until('others to take over', async () => {
    taken = await countTaken();
    return taken === claims.length || Date.now() > end;
  });
  return taken;
}

describe('a worker that is stopped beyond its lease and goes on (E2, T02)', () => {
  it(
    `sends nothing that another took over, ${PAUSES} times`,
    async () => {
      const world = await openFaultsWorld(MAILS);
      try {
        const sum = { met: 0, called: 0, taken: 0 };
        let worker = await world.startWorker();
        for (let time = 1; time <= PAUSES; time += 1) {
          const goal = (MAILS / (PAUSES + 2)) * time * 0.8;
          await until(`mail ${goal}`, () => world.sink.arrived() >= goal, LIMIT_MS);
          const { heir, ...figures } = await pauseBeyondLease(world, worker);
          for (const name of ['met', 'called', 'taken'] as const) sum[name] += figures[name];
          worker = heir;
        }
        await letLeasesEnd(world);
        await untilAllIsDone(world, LIMIT_MS);
        const outcome = await outcomeOf(world);
        tell(`${PAUSES} × stopped beyond the lease`, { ...outcome, claims: sum });
        expect(outcome).toEqual(faultless(outcome, MAILS));
        expect(sum.taken).toBeGreaterThanOrEqual(PAUSES / 2);
      } finally {
        await world.close();
      }
    },
    LIMIT_MS + 60_000,
  );
});
