import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { forecastGoLive } from '../../../../server/services/reminders/go-live.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

const rowsIn = async (table: string) =>
  (
    await database.query(`select 1 from ${table} where organisation_id = $1`, [
      world.organisationId,
    ])
  ).length;

describe('going live', () => {
  it('is foretold: messages, customers, amounts per currency, and how old the oldest is (E7, BJ-20)', async () => {
    await database.query('update organisation set reminders_on = false where id = $1', [
      world.organisationId,
    ]);
    await world.addRule();
    await world.addInvoice({ dueOn: '2025-10-06', openMinor: 10_000 });
    await world.addInvoice({ dueOn: '2026-11-12', openMinor: 5_000 });
    await world.addInvoice({ dueOn: '2026-11-12', openMinor: 700, currency: 'EUR' });
    await world.addInvoice({ dueOn: '2026-12-24' });
    const told = await forecastGoLive(world.ctx, world.owner);
    // One customer, two currencies: two messages (E7).
    expect(told).toMatchObject({ messages: 2, customers: 1, oldestDaysLate: 412 });
    expect(told.amounts).toEqual(
      expect.arrayContaining([
        { minor: 15_000, currency: 'CAD' },
        { minor: 700, currency: 'EUR' },
      ]),
    );
    expect(await rowsIn('delivery')).toBe(0);
  });

  it('sends nothing when everything that is due was sent before', async () => {
    const id = await world.addInvoice({ dueOn: '2026-11-12' });
    await world.addRule();
    await world.markSent(id);
    expect(await forecastGoLive(world.ctx, world.owner)).toMatchObject({
      old: { invoices: 0, customers: 0, oldestDaysLate: null, steps: 3 },
      messages: 0,
      customers: 0,
      amounts: [],
      oldestDaysLate: null,
    });
  });
});
