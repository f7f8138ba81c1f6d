import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { faultless, outcomeOf, tell, untilAllIsDone } from './outcome.ts';
import { until } from './until.ts';
import { letLeasesEnd, openFaultsWorld, type FaultsWorld } from './world.ts';

/** The full run: FAULTS_MAILS=3000 FAULTS_KILLS=50. Mails are a multiple of fifteen. */
const MAILS = Number(process.env['FAULTS_MAILS'] ?? 150);
const KILLS = Number(process.env['FAULTS_KILLS'] ?? 6);
/** A message takes this long at the most, on a busy machine. */
const LIMIT_MS = 180_000 + MAILS * 1_000 + KILLS * 20_000;
/** Longer than a message takes on its way, so that a kill meets any point of it. */
const UP_TO_MS = 1_000;

/** A worker is killed when some more mails have arrived and a random moment has passed; in the end one stays alive. */
async function killAgainAndAgain(
  world: FaultsWorld,
): Promise<{ uncalled: number; called: number }> {
  const met = { uncalled: 0, called: 0 };
  const step = MAILS / (KILLS + 2);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const worker = await world.startWorker();
    const goal = step * (kill - Math.random());
    await until(`mail ${goal}`, () => world.sink.arrived() >= goal, LIMIT_MS);
    await pause(Math.random() * UP_TO_MS);
    await worker.kill();
    for (const { called } of await letLeasesEnd(world)) met[called ? 'called' : 'uncalled'] += 1;
  }
  await world.startWorker();
  return met;
}

describe('workers killed at random points (E2, E44, T02)', () => {
  it.each([
    ['PostgreSQL', ''],
    ['Redis', process.env['REDIS_URL'] ?? ''],
  ])(
    'lose nothing and send nothing twice on the queue in %s',
    async (queue, redisUrl) => {
      const world = await openFaultsWorld(MAILS, redisUrl);
      try {
        const claimsMet = await killAgainAndAgain(world);
        await untilAllIsDone(world, LIMIT_MS);
        const outcome = await outcomeOf(world);
        tell(`${KILLS} × kill -9, ${queue}`, { ...outcome, claimsMet });
        expect(outcome).toEqual(faultless(outcome, MAILS));
        expect(claimsMet.called + claimsMet.uncalled).toBeGreaterThan(0);
      } finally {
        await world.close();
      }
    },
    LIMIT_MS + 60_000,
  );
});
