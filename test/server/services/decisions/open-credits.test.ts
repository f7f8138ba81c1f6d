import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { explainInvoice } from '../../../../server/services/decisions/explain.ts';
import { previewRule } from '../../../../server/services/rules/preview.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { ruleSettings, startPlanningWorld, type PlanningWorld } from './planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

const addPayment = (unapplied: number, currency = 'CAD') =>
  database.query(
    `insert into payment (organisation_id, id, books_version, books_updated_at, customer_id, received_on, currency, total_minor,
       unapplied_minor, state, invoice_ids, credit_ids, seen_at)
     values ($1, 'p-1', 0, now(), $2, '2026-11-20', $4, $3, $3, 'live', '[]', '[]', now())`,
    [world.organisationId, world.customerId, unapplied, currency],
  );

describe('money on account (E4)', () => {
  it.each([
    ['covers what is open: nobody is chased', 10_000, 'CAD', []],
    ['is more than what is open (E5)', 90_000, 'CAD', []],
    ['covers a part: the invoice is chased', 9_999, 'CAD', ['10 planned']],
    ['is in another currency (E7)', 90_000, 'EUR', ['10 planned']],
  ])('%s', async (_case, unapplied, currency, expected) => {
    await world.addRule();
    const id = await world.addInvoice({ dueOn: '2026-11-12', openMinor: 10_000 });
    await addPayment(unapplied, currency);
    await world.plan();
    expect(await world.messages(id)).toEqual(expected);
  });

  it('shows in the explanation and in the preview of a rule', async () => {
    await world.addRule();
    const id = await world.addInvoice({ dueOn: '2026-11-12', openMinor: 10_000 });
    await addPayment(10_000);
    const why = await explainInvoice(world.ctx, world.owner, id);
    expect(why.rules[0]).toMatchObject({ kind: 'hold', decidedBy: 'net-position' });
    expect(why.rules[0]?.gates.find(({ gate }) => gate === 'net-position')?.saw).toMatchObject({
      openMinor: 10_000,
      creditMinor: 10_000,
      netMinor: 0,
      currency: 'CAD',
    });
    const preview = await previewRule(world.ctx, world.owner, {
      ruleId: null,
      settings: ruleSettings(),
    });
    expect(preview.excluded[0]?.gate).toMatchObject({ gate: 'net-position', reason: 'covered' });
  });
});
