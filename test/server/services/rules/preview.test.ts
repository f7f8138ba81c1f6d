import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listRulesWithMatches } from '../../../../server/services/rules/list.ts';
import { previewRule } from '../../../../server/services/rules/preview.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addCustomer, addInvoices } from '../../../support/make-invoice.ts';
import {
  ruleSettings,
  startPlanningWorld,
  type PlanningWorld,
} from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

const preview = (wanted = {}, ruleId: string | null = null) =>
  previewRule(world.ctx, world.owner, { ruleId, settings: ruleSettings(wanted) });

const rowsIn = async (table: string) =>
  (
    await database.query(`select 1 from ${table} where organisation_id = $1`, [
      world.organisationId,
    ])
  ).length;

describe('a preview', () => {
  it('shows now, later and why not, and stores nothing', async () => {
    const late = await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
    const soon = await world.addInvoice({ dueOn: '2026-11-24' });
    const unreachable = await addCustomer(world.ctx, world.organisationId, { email: null });
    const mute = await world.addInvoice({ dueOn: '2026-11-12', customerId: unreachable.id });
    await world.addInvoice({ dueOn: '2026-11-12', state: 'paid', openMinor: 0 });
    const seen = await preview();
    expect(seen).toMatchObject({
      todayOn: '2026-11-22',
      matches: { customers: 1, invoices: 2 },
      totals: { dueNow: 1, later: 1, excluded: 1 },
      dueNow: [
        { invoiceId: late, invoiceNumber: '7', onDate: '2026-11-22', days: 10, language: 'en' },
      ],
      later: [{ invoiceId: soon, onDate: '2026-11-27', days: 3 }],
      excluded: [
        { invoiceId: mute, kind: 'hold', gate: { gate: 'recipient', reason: 'no-address' } },
      ],
    });
    for (const table of ['rule', 'delivery', 'decision', 'activity', 'outbox'])
      expect([table, await rowsIn(table)]).toEqual([table, 0]);
  });

  it('is the same whether reminders are on, the books connected or the rule off', async () => {
    await world.addInvoice({ dueOn: '2026-11-12' });
    const before = await preview();
    await database.query('update organisation set reminders_on = false where id = $1', [
      world.organisationId,
    ]);
    await database.query(
      `update connection set state = 'needs-reconnect' where organisation_id = $1`,
      [world.organisationId],
    );
    expect(await preview()).toEqual(before);
  });

  it('agrees with what is then planned', async () => {
    for (const dueOn of ['2026-11-12', '2026-11-19', '2026-11-20', '2026-10-01'])
      await world.addInvoice({ dueOn });
    const settings = ruleSettings();
    const seen = await previewRule(world.ctx, world.owner, { ruleId: null, settings });
    await world.addRule(settings);
    const planned = await database.query<{ invoice_id: string; days: number }>(
      'select invoice_id, days from delivery where organisation_id = $1',
      [world.organisationId],
    );
    expect(planned.map((one) => `${one.invoice_id} ${one.days}`).sort()).toEqual(
      seen.dueNow.map((one) => `${one.invoiceId} ${one.days}`).sort(),
    );
  });

  it('of a live rule counts what it sent as history, and what it planned as not yet sent (E46)', async () => {
    const id = await world.addInvoice({ dueOn: '2026-11-12' });
    const settings = ruleSettings();
    const ruleId = await world.addRule(settings);
    expect((await preview(settings, ruleId)).totals).toMatchObject({ dueNow: 1 });
    await world.markSent(id);
    expect((await preview(settings, ruleId)).totals).toMatchObject({ dueNow: 0, later: 1 });
  });

  it('cuts its lists at 200 rows; the totals are whole', async () => {
    await addInvoices(
      world.ctx,
      world.organisationId,
      Array.from({ length: 230 }, () => ({ customerId: world.customerId, dueOn: '2026-11-12' })),
    );
    const seen = await preview();
    expect(seen.dueNow).toHaveLength(200);
    expect(seen.totals.dueNow).toBe(230);
  });
});

describe('the list of rules', () => {
  it('says of each what it would write to and when', async () => {
    await world.addInvoice({ dueOn: '2026-11-24' });
    await world.addRule();
    const { rows } = await listRulesWithMatches(world.ctx, world.owner);
    expect(rows).toMatchObject([
      { matches: { customers: 1, invoices: 1 }, nextSendOn: '2026-11-27' },
    ]);
  });
});
