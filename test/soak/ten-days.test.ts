import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asId, type OrganisationId } from '../../domain/ids.ts';
import { expectMirrorEqualsBooks } from '../server/services/sync/mirror-and-books.ts';
import { soakWorlds } from './books.ts';
import { seededRandom } from './random.ts';
import { openSoak, type Soak } from './soak.ts';

const HOUR_MS = 3_600_000;
const DAYS = 10;
const ROUNDS_A_DAY = 8;
const LIMIT_MS = 600_000;
/** Printed when the test fails; set it to see the same days again. */
const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 1_000_000);

describe.each(soakWorlds)(
  `ten days of edits, faults and kills in $name (SOAK_SEED=${seed})`,
  (world) => {
    let soak: Soak;
    beforeAll(async () => {
      soak = await openSoak(world.start);
    }, 120_000);
    afterAll(() => soak.close());

    it(
      'end with a mirror that holds what the books hold, field by field',
      async () => {
        const random = seededRandom(seed);
        await soak.books.calm();
        await soak.untilQuiet();
        for (let round = 1; round <= DAYS * ROUNDS_A_DAY; round += 1) {
          await soak.books.makeTrouble(random);
          const count = 1 + Math.floor(random() * 6);
          await soak.books.edit(count, seed + round);
          if (random() < 0.15) await soak.kill();
          await soak.advance((24 / ROUNDS_A_DAY) * HOUR_MS);
          if (random() < 0.3) await soak.untilQuiet();
        }
        await soak.books.calm();
        await soak.advance(HOUR_MS + 60_000);
        await soak.untilQuiet();

        expect(soak.kills).toBeGreaterThan(3);
        const { ctx, close } = await soak.openContext();
        try {
          await expectMirrorEqualsBooks({ ctx }, asId<OrganisationId>(soak.organisationId));
        } finally {
          await close();
        }
      },
      LIMIT_MS,
    );
  },
);
