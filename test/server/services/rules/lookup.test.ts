import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lookUpCustomer } from '../../../../server/services/rules/lookup.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addCustomer } from '../../../support/make-invoice.ts';
import { newStep, startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

const look = (customer: string = world.customerId) =>
  lookUpCustomer(world.ctx, world.owner, { customer });

describe('rule lookup for a customer (BJ-22, ux R3)', () => {
  it('lists all rules, those that apply first, with step, day and invoices', async () => {
    const late = await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
    await world.addInvoice({ dueOn: '2026-11-24', number: '8' });
    await world.addRule({
      name: 'Others',
      customers: { mode: 'except', customerIds: [world.customerId], includeChildren: false },
    });
    await world.addRule({ name: 'Coming', condition: 'coming_due', steps: [newStep(5)] });
    await world.addRule({ name: 'Overdue' });
    const found = await look();
    expect(found).toMatchObject({ openInvoices: 2, stopped: null, nearest: null });
    expect(found.rows.map(({ ruleName, applies }) => [ruleName, applies])).toEqual([
      ['Coming', 'yes'],
      ['Overdue', 'yes'],
      ['Others', 'no'],
    ]);
    expect(found.rows[1]).toMatchObject({
      next: { onDate: '2026-11-22', days: 10, stepNumber: 2 },
      touched: 2,
      invoices: [
        { invoiceId: late, invoiceNumber: '7', onDate: '2026-11-22', days: 10, gate: null },
        { invoiceNumber: '8', onDate: '2026-11-27', days: 3 },
      ],
    });
    expect(found.rows[2]).toMatchObject({ gate: { reason: 'excluded' }, invoices: [] });
  });

  it('says that no rule is processed, and what would change it', async () => {
    await world.addInvoice({ dueOn: '2026-11-12' });
    await world.addRule({ name: 'Off', enabled: false });
    await world.addRule({ name: 'Tagged', memo: { mode: 'include', token: '#yes' } });
    expect(await look()).toMatchObject({
      nearest: { ruleName: 'Tagged', gate: { gate: 'memo', reason: 'token-missing' } },
      rows: [{ applies: 'no' }, { applies: 'later' }],
    });
  });

  it('answers for a customer without open invoices too', async () => {
    const quiet = await addCustomer(world.ctx, world.organisationId, { name: 'Quiet' });
    await world.addRule({ name: 'Overdue' });
    await world.addRule({
      name: 'Others',
      customers: { mode: 'except', customerIds: [quiet.id], includeChildren: false },
    });
    expect(await look(quiet.id)).toMatchObject({
      customer: { id: quiet.id, name: 'Quiet' },
      openInvoices: 0,
      rows: [
        { ruleName: 'Overdue', applies: 'later', gate: null },
        { ruleName: 'Others', applies: 'no', gate: { reason: 'excluded' } },
      ],
    });
  });

  it('names what stops all rules', async () => {
    await world.addRule();
    await database.query('update organisation set reminders_on = false where id = $1', [
      world.organisationId,
    ]);
    expect((await look()).stopped).toMatchObject({ gate: 'reminders-on', reason: 'off' });
  });

  it('knows no customer of another organisation', async () => {
    const other = await startPlanningWorld(database);
    await expect(look(other.customerId)).rejects.toMatchObject({ code: 'customer.unknown' });
  });
});
