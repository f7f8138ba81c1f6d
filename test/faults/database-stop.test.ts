import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { faultless, outcomeOf, tell, untilAllIsDone } from './outcome.ts';
import { until } from './until.ts';
import { letLeasesEnd, openFaultsWorld } from './world.ts';

/** Mails are a multiple of fifteen. */
const MAILS = Number(process.env['FAULTS_MAILS'] ?? 150);
const STOPS = Number(process.env['FAULTS_STOPS'] ?? 3);
const LIMIT_MS = 180_000 + MAILS * 1_000 + STOPS * 30_000;
const UP_TO_MS = 1_000;
/** Calls under way get their answers meanwhile, and the worker meets the missing database. */
const AWAY_MS = 3_000;

describe('PostgreSQL that stops in the middle of sends and starts again (E2, E44)', () => {
  it(
    'loses nothing and has nothing sent twice, and the worker goes on by itself',
    async () => {
      const world = await openFaultsWorld(MAILS);
      try {
        const worker = await world.startWorker();
        for (let stop = 1; stop <= STOPS; stop += 1) {
          const goal = (MAILS / (STOPS + 2)) * stop;
          await until(`mail ${goal}`, () => world.sink.arrived() >= goal, LIMIT_MS);
          await pause(Math.random() * UP_TO_MS);
          await world.database.stopHard();
          await pause(AWAY_MS);
          await world.database.startAgain();
          await letLeasesEnd(world);
        }
        await untilAllIsDone(world, LIMIT_MS);
        const outcome = await outcomeOf(world);
        tell(`${STOPS} × PostgreSQL stopped hard`, outcome);
        expect(outcome).toEqual(faultless(outcome, MAILS));
        expect(worker.isRunning()).toBe(true);
      } finally {
        await world.close();
      }
    },
    LIMIT_MS + 60_000,
  );
});
