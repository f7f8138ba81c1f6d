import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { queueDuePlans } from '../../../../server/services/decisions/due-plans.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());

async function at(zone: string, nextPlanAt: string): Promise<OrganisationId> {
  const { id } = await makeOrganisation(makeContext(database), { timeZone: zone });
  await database.query('update organisation set next_plan_at = $2 where id = $1', [id, nextPlanAt]);
  return id;
}

const workOf = (id: OrganisationId) =>
  database.query(`select payload->>'scope' as scope from outbox where organisation_id = $1`, [id]);

async function nextOf(id: OrganisationId): Promise<string> {
  const [row] = await database.query<{ next_plan_at: Date }>(
    'select next_plan_at from organisation where id = $1',
    [id],
  );
  return row?.next_plan_at.toISOString() ?? '';
}

describe('the day’s planning', () => {
  it.each([
    ['Asia/Kolkata', '2026-11-21T18:30:00.000Z', '2026-11-22T18:30:00.000Z'],
    ['America/Toronto', '2026-11-22T05:00:00.000Z', '2026-11-23T05:00:00.000Z'],
    // The clocks go forward and back in between: the local day has 23 and 25 hours (E39).
    ['Europe/Brussels', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['America/Toronto', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ])(
    'in %s begins with the local day, once, and the next is a local day later (E40)',
    async (zone, begins, next) => {
      const id = await at(zone, begins);
      const begin = new Date(begins);
      const early = { ...makeContext(database), now: () => new Date(begin.getTime() - 1) };
      const then = { ...makeContext(database), now: () => begin };
      await queueDuePlans(early);
      expect(await workOf(id)).toEqual([]);
      await Promise.all([queueDuePlans(then), queueDuePlans(then), queueDuePlans(then)]);
      await queueDuePlans(then);
      expect(await workOf(id)).toEqual([{ scope: 'due' }]);
      expect(await nextOf(id)).toBe(next);
    },
  );

  it('that was missed for days is made up for by one', async () => {
    const id = await at('America/Toronto', '2026-11-10T05:00:00.000Z');
    const late = { ...makeContext(database), now: () => new Date('2026-11-22T17:00:00Z') };
    await queueDuePlans(late);
    expect(await workOf(id)).toHaveLength(1);
    expect(await nextOf(id)).toBe('2026-11-23T05:00:00.000Z');
  });
});
