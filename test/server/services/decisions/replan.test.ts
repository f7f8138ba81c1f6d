import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asId, type InvoiceId, type RuleId } from '../../../../domain/ids.ts';
import { switchReminders } from '../../../../server/services/reminders/switch.ts';
import {
  deleteRule,
  duplicateRule,
  saveRuleSettings,
  switchRule,
} from '../../../../server/services/rules/change.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { newStep, ruleSettings, startPlanningWorld, type PlanningWorld } from './planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
});

/** 12 November: 10 days late at noon on the 22nd. */
const tenDaysLate = { dueOn: '2026-11-12' };

describe('books that change while a message is planned', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['part payment keeps it (E1)', { open_minor: 60_000 }, ['10 planned']],
    [
      'payment calls it off (E2)',
      { state: 'paid', open_minor: 0 },
      ['10 cancelled document-status/paid'],
    ],
    ['void (E11)', { state: 'void', open_minor: 0 }, ['10 cancelled document-status/void']],
    ['deletion (E12)', { state: 'deleted' }, ['10 cancelled document-status/deleted']],
    [
      'a due date moved later calls it off (E16)',
      { due_on: '2026-11-21' },
      ['10 cancelled step-due/not-yet'],
    ],
    [
      'a due date moved earlier replaces it by one newer step (E16)',
      { due_on: '2026-10-20' },
      ['10 cancelled newer-step', '20 planned'],
    ],
  ])('%s', async (_name, change, expected) => {
    await world.addRule();
    const id = await world.addInvoice(tenDaysLate);
    await world.plan();
    await world.changeInvoice(id, change);
    await world.plan();
    expect(await world.messages(id)).toEqual(expected);
  });

  it('a due date moved later than what was sent repeats nothing and does not go back (E16)', async () => {
    await world.addRule();
    const id = await world.addInvoice(tenDaysLate);
    await world.plan();
    await world.markSent(id);
    await world.changeInvoice(id, { due_on: '2026-11-18' });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 sent']);
    expect(await world.invoice(id)).toMatchObject({ next_contact_on: '2026-12-08', next_days: 20 });
  });

  it('payment after the last message tells that the next one will not come', async () => {
    await world.addRule();
    const id = await world.addInvoice(tenDaysLate);
    await world.plan();
    await world.markSent(id);
    await world.plan();
    await world.changeInvoice(id, { state: 'paid', open_minor: 0 });
    await world.plan();
    expect(await world.invoice(id)).toMatchObject({ next_plan_on: null, next_contact_on: null });
    expect((await world.history(id)).at(-1)).toBe('delivery.cancelled document-status/paid');
    await world.plan('all');
    expect(await world.history(id)).toHaveLength(1);
  });

  it('a cancelled message comes back when its reason goes, as the same row and told again', async () => {
    await world.addRule();
    const id = await world.addInvoice(tenDaysLate);
    await world.plan();
    await world.changeInvoice(id, { state: 'paid', open_minor: 0 });
    await world.plan();
    await world.changeInvoice(id, { state: 'open', open_minor: 150_000 });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
    expect(await world.history(id)).toEqual(['delivery.cancelled document-status/paid']);
  });

  it.each(['sent', 'unknown', 'refused', 'claimed'])(
    'one that is %s never comes back',
    async (state) => {
      await world.addRule();
      const id = await world.addInvoice(tenDaysLate);
      await world.plan();
      await database.query(`update delivery set state = $2 where organisation_id = $1`, [
        world.organisationId,
        state,
      ]);
      await world.changeInvoice(id, {});
      await world.plan();
      expect(await world.messages(id)).toEqual([`10 ${state}`]);
      expect(await world.history(id)).toEqual([]);
      expect(await world.invoice(id)).toMatchObject({
        next_contact_on: '2026-12-02',
        next_days: 20,
      });
    },
  );
});

describe('a rule that changes while a message is planned (E46)', () => {
  let id: InvoiceId;
  let ruleId: RuleId;
  const settings = ruleSettings({ name: 'Overdue' });
  beforeEach(async () => {
    id = await world.addInvoice(tenDaysLate);
    ruleId = asId<RuleId>(await world.addRule(settings));
  });
  const save = (change: Partial<typeof settings>) =>
    saveRuleSettings(world.ctx, world.owner, ruleId, {
      enabled: true,
      version: 1,
      settings: { ...settings, ...change },
    });

  it.each<
    [
      string,
      () => Promise<{ replanned: unknown } | { dropped: number } | undefined>,
      unknown,
      string[],
    ]
  >([
    [
      'only by name: it stays',
      () => save({ name: 'Renamed' }),
      { stay: 1, dropped: 0, added: 0 },
      ['10 planned'],
    ],
    [
      'in the days of its step, which was still reached: the step is known by its id and stays',
      () =>
        save({ steps: settings.steps.map((one) => (one.days === 10 ? { ...one, days: 9 } : one)) }),
      { stay: 1, dropped: 0, added: 0 },
      ['10 planned'],
    ],
    [
      'in its steps: another one takes its place',
      () => save({ steps: [newStep(5)] }),
      { stay: 0, dropped: 1, added: 1 },
      ['5 planned', '10 cancelled newer-step'],
    ],
    [
      'in its customers: it goes',
      () =>
        save({
          customers: { mode: 'except', customerIds: [world.customerId], includeChildren: false },
        }),
      { stay: 0, dropped: 1, added: 0 },
      ['10 cancelled customers/excluded'],
    ],
    [
      'by its switch: it goes',
      () => switchRule(world.ctx, world.owner, ruleId, { enabled: false, version: 1 }),
      { stay: 0, dropped: 1, added: 0 },
      ['10 cancelled rule-enabled/off'],
    ],
  ])('%s', async (_name, change, replanned, expected) => {
    expect(await change()).toMatchObject({ replanned });
    expect(await world.messages(id)).toEqual(expected);
  });

  it('by being deleted: its messages go, and the answer says how many', async () => {
    expect(await deleteRule(world.ctx, world.owner, ruleId)).toEqual({
      dropped: 1,
      wasEnabled: true,
    });
    expect(await world.messages(id)).toEqual(['10 cancelled rule-deleted']);
  });

  it('switched off and on again sends no second message', async () => {
    await switchRule(world.ctx, world.owner, ruleId, { enabled: false, version: 1 });
    await switchRule(world.ctx, world.owner, ruleId, { enabled: true, version: 2 });
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it('copied and the copy switched on sends nothing twice (E47)', async () => {
    await world.markSent(id);
    const copy = await duplicateRule(world.ctx, world.owner, ruleId);
    await switchRule(world.ctx, world.owner, asId<RuleId>(copy.rule.id), {
      enabled: true,
      version: 1,
    });
    await world.plan('all');
    expect(await world.messages(id)).toEqual(['10 sent']);
  });

  it('with the master switch: off calls all off at once, on plans again (BJ-20)', async () => {
    const turn = async (on: boolean) => {
      const [row] = await database.query<{ version: number }>(
        'select version from organisation where id = $1',
        [world.organisationId],
      );
      await switchReminders(world.ctx, world.owner, {
        on,
        version: row?.version ?? 0,
        old: { choice: 'by-rule', perDay: null },
      });
    };
    await turn(false);
    expect(await world.messages(id)).toEqual(['10 cancelled reminders-on/off']);
    await turn(true);
    expect(await world.messages(id)).toEqual(['10 planned']);
    await expect(
      switchReminders(world.ctx, world.owner, { on: true, version: 0 }),
    ).rejects.toMatchObject({
      code: 'organisation.changed-meanwhile',
    });
  });
});

describe('two rules on one day (E48)', () => {
  it('write one message; the other follows the day after, unless the first said it', async () => {
    const id = await world.addInvoice(tenDaysLate);
    await world.addRule({ steps: [newStep(9)] });
    await world.addRule({ steps: [newStep(10)] });
    await world.plan('all');
    expect(await world.messages(id)).toEqual(['9 planned']);
    await world.markSent(id);
    await world.plan();
    expect(await world.messages(id)).toEqual(['9 sent']);
    expect(await world.invoice(id)).toMatchObject({ next_contact_on: '2026-11-23', next_days: 10 });
    world.daysLater(1);
    await world.plan();
    expect(await world.messages(id)).toEqual(['9 sent', '10 planned']);
  });

  it('count the day on which a message left, not the one it was planned for', async () => {
    const id = await world.addInvoice(tenDaysLate);
    await world.addRule({ steps: [newStep(10)] });
    await world.addRule({ steps: [newStep(11)] });
    world.daysLater(1);
    await world.markSent(id);
    await world.plan('all');
    expect(await world.messages(id)).toEqual(['10 sent']);
  });
});
