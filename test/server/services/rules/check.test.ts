import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkRules } from '../../../../server/services/rules/check.ts';
import { listRulesWithMatches } from '../../../../server/services/rules/list.ts';
import { previewRule } from '../../../../server/services/rules/preview.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addCustomer, addInvoices, addTerm } from '../../../support/make-invoice.ts';
import {
  newStep,
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

const check = async () => (await checkRules(world.ctx, world.owner)).findings;
const codes = async () => (await check()).map(({ code }) => code);
const preview = (wanted = {}, ruleId: string | null = null) =>
  previewRule(world.ctx, world.owner, { ruleId, settings: ruleSettings(wanted) });

describe('Check rules (product.md 4, idea 21)', () => {
  it('counts memos of the last year as the gate reads them: either field, whatever the case (BJ-10)', async () => {
    await world.addInvoice({ memoOnInvoice: 'please #NoChase# thanks', documentOn: '2026-10-01' });
    await world.addInvoice({ memoOnStatement: '#nochase#', documentOn: '2025-11-22' });
    await world.addInvoice({ state: 'paid', openMinor: 0, documentOn: '2026-05-01' });
    await world.addInvoice({ memoOnInvoice: '#nochase#', documentOn: '2025-11-21' });
    await world.addInvoice({ memoOnInvoice: '#nochase#', state: 'deleted' });
    const { memo } = await preview({ memo: { mode: 'ignore', token: '#nochase#' } });
    expect(memo).toEqual({ matches: 2, of: 3 });
    await world.addRule({ memo: { mode: 'include', token: '#nobody#' } });
    expect(await check()).toMatchObject([
      { code: 'memo-nothing', severity: 'error', saw: { matches: 0, of: 3 } },
    ]);
  });

  it('knows terms, customers, amounts and autopay of the organisation', async () => {
    const net60 = await addTerm(world.ctx, world.organisationId, { name: 'Net 60' });
    const gone = await addCustomer(world.ctx, world.organisationId, { active: false });
    await world.addInvoice({ termId: net60.id, dueOn: '2026-11-12' });
    await world.addRule({
      terms: { off: [net60.id], noTerms: true, newTerms: true, known: [] },
      customers: { mode: 'only', customerIds: [gone.id], includeChildren: false },
      minimum: { CAD: 150_001 },
      autopay: 'on',
    });
    expect((await codes()).sort()).toEqual([
      'autopay-off',
      'minimum-above-all',
      'no-listed-customer',
      'terms-none',
      'terms-uncovered',
    ]);
    await database.query(`update organisation set autopay = '{"on": true}' where id = $1`, [
      world.organisationId,
    ]);
    expect(await codes()).not.toContain('autopay-off');
  });

  it('is shown with the draft it is about, and counted in the list', async () => {
    const id = await world.addRule({ name: 'First', steps: [newStep(3)] });
    await world.addRule({ name: 'Second', steps: [newStep(3)] });
    const { rows } = await listRulesWithMatches(world.ctx, world.owner);
    expect(rows.map(({ warnings }) => warnings)).toEqual([0, 1]);
    const draft = await preview({ name: 'First', steps: [newStep(3)] }, id);
    expect(draft.findings).toMatchObject([{ code: 'never-first', otherId: id }]);
    const apart = await preview({ name: 'First', condition: 'coming_due' }, id);
    expect(apart.findings).toEqual([]);
  });

  it('looks at nobody else’s rules', async () => {
    await world.addRule({ memo: { mode: 'include', token: '#nobody#' } });
    const other = await startPlanningWorld(database);
    expect((await checkRules(other.ctx, other.owner)).findings).toEqual([]);
  });
});

describe('the list of rules', () => {
  it('counts every rule in one look at the invoices, each as its own preview does', async () => {
    const second = await addCustomer(world.ctx, world.organisationId, { name: 'Second' });
    for (const dueOn of ['2026-11-12', '2026-11-24', '2026-12-05'])
      await world.addInvoice({ dueOn });
    await world.addInvoice({ dueOn: '2026-11-12', customerId: second.id });
    const wanted = [
      {},
      { condition: 'coming_due' as const, steps: [newStep(5)] },
      { customers: { mode: 'only' as const, customerIds: [second.id], includeChildren: false } },
    ];
    for (const one of wanted) await world.addRule(one);
    const { rows } = await listRulesWithMatches(world.ctx, world.owner);
    for (const row of rows) {
      const alone = await previewRule(world.ctx, world.owner, { ruleId: row.id, ...row });
      expect(row.matches).toEqual(alone.matches);
    }
    expect(rows.map(({ matches, nextSendOn }) => [matches.invoices, nextSendOn])).toEqual([
      [4, '2026-11-22'],
      [2, '2026-11-22'],
      [1, '2026-11-22'],
    ]);
  });

  it('of a large organisation is counted once in five minutes, and anew when a rule changes', async () => {
    const many = Array.from({ length: 5_001 }, () => ({
      customerId: world.customerId,
      dueOn: '2026-11-12',
    }));
    await addInvoices(world.ctx, world.organisationId, many);
    await world.addRule({ enabled: false });
    const list = () => listRulesWithMatches(world.ctx, world.owner);
    const before = await list();
    expect(before.rows[0]?.matches.invoices).toBe(5_001);
    await database.query(`update invoice set state = 'paid' where organisation_id = $1`, [
      world.organisationId,
    ]);
    await database.query(
      `update invoice set state = 'open' where organisation_id = $1 and id <> (select min(id) from invoice where organisation_id = $1)`,
      [world.organisationId],
    );
    await world.addInvoice({ dueOn: null });
    expect((await list()).rows[0]?.matches.invoices).toBe(5_001);
    await world.addRule({ name: 'Another', enabled: false });
    expect((await list()).rows[0]?.matches.invoices).toBe(5_000);
  }, 60_000);
});

describe('the next sends of a draft (ux R2)', () => {
  it('are five days at most, with amounts by currency that are never added (E7)', async () => {
    await world.addInvoice({ dueOn: '2026-11-12', openMinor: 1000 });
    await world.addInvoice({ dueOn: '2026-11-12', openMinor: 500, currency: 'USD' });
    for (const day of [21, 22, 23, 24, 25, 26])
      await world.addInvoice({ dueOn: `2026-11-${day}`, openMinor: 1 });
    const { days } = await preview();
    expect(days.map(({ on }) => on)).toEqual([
      '2026-11-22',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ]);
    expect(days[0]).toEqual({
      on: '2026-11-22',
      customers: 1,
      invoices: 2,
      amounts: expect.arrayContaining([
        { minor: 1000, currency: 'CAD' },
        { minor: 500, currency: 'USD' },
      ]),
    });
  });
});
