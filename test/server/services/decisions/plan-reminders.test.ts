import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asId, type InvoiceId, type RuleId } from '../../../../domain/ids.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { replanNow } from '../../../../server/services/decisions/plan-reminders.ts';
import { explainInvoice } from '../../../../server/services/decisions/explain.ts';
import { switchReminders } from '../../../../server/services/reminders/switch.ts';
import {
  deleteRule,
  duplicateRule,
  saveRuleSettings,
  switchRule,
} from '../../../../server/services/rules/change.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addInvoices } from '../../../support/make-invoice.ts';
import {
  newStep,
  NOON,
  ruleSettings,
  startPlanningWorld,
  type PlanningWorld,
} from './planning-world.ts';

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

async function outboxOf(name: string): Promise<number> {
  const rows = await database.query(
    'select 1 from outbox where organisation_id = $1 and name = $2',
    [world.organisationId, name],
  );
  return rows.length;
}

describe('planning', () => {
  it('stores message, decision, history and work together, and when to look again', async () => {
    const id = await world.addInvoice(tenDaysLate);
    const ruleId = await world.addRule();
    expect(await world.messages(id)).toEqual(['10 planned']);
    const [decision] = await database.query<{ gates: { verdict: string }[] }>(
      `select * from decision where organisation_id = $1`,
      [world.organisationId],
    );
    expect(decision).toMatchObject({
      phase: 'plan',
      verdict: 'pass',
      rule_id: ruleId,
      rule_version: 1,
    });
    expect(decision?.gates.every(({ verdict }) => verdict === 'pass')).toBe(true);
    expect(decision?.gates).toHaveLength(14);
    expect(await world.history(id)).toEqual(['delivery.planned']);
    expect(await outboxOf('delivery.send')).toBe(1);
    expect(await world.invoice(id)).toEqual({
      next_plan_on: '2026-12-02',
      next_contact_on: '2026-11-22',
      next_days: 10,
      next_rule_id: ruleId,
    });
  });

  it('cold looks at everything, idle at nothing, and again changes nothing', async () => {
    await world.addRule();
    for (let count = 0; count < 5; count += 1) await world.addInvoice(tenDaysLate);
    expect(await world.plan()).toEqual({ looked: 5, added: 5, kept: 0, dropped: 0 });
    expect(await world.plan()).toEqual({ looked: 0, added: 0, kept: 0, dropped: 0 });
    expect(await world.plan('all')).toEqual({ looked: 5, added: 0, kept: 5, dropped: 0 });
    expect(await outboxOf('delivery.send')).toBe(5);
  });

  it('goes from step to step as the days go by, each once, and then stops (idea 14)', async () => {
    await world.addRule();
    const id = await world.addInvoice({ dueOn: '2026-11-22' });
    for (let day = 0; day < 40; day += 1) {
      await world.plan();
      await world.markSent(id);
      await world.plan();
      world.daysLater(1);
    }
    const sent = await database.query<{ line: string }>(
      `select days || ' ' || planned_on as line from delivery where organisation_id = $1 order by days`,
      [world.organisationId],
    );
    expect(sent.map(({ line }) => line)).toEqual([
      '3 2026-11-25',
      '10 2026-12-02',
      '20 2026-12-12',
    ]);
    expect(await world.invoice(id)).toMatchObject({ next_plan_on: null, next_contact_on: null });
  });

  it('after days without a worker sends the newest step alone (E43)', async () => {
    await world.addRule();
    const id = await world.addInvoice({ dueOn: '2026-11-20' });
    await world.plan();
    world.daysLater(15);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it('counts days in the organisation’s zone (E38, E40)', async () => {
    const tokyo = await startPlanningWorld(database, { timeZone: 'Asia/Tokyo' });
    await tokyo.addRule();
    // 22 November, noon in Toronto, is 23 November in Tokyo: 3 days after the 20th there, 2 here.
    const [there, here] = [
      await tokyo.addInvoice({ dueOn: '2026-11-20' }),
      await world.addInvoice({ dueOn: '2026-11-20' }),
    ];
    await world.addRule();
    await tokyo.plan();
    await world.plan();
    expect(await tokyo.messages(there)).toEqual(['3 planned']);
    expect(await world.messages(here)).toEqual([]);
  });

  it.each<[string, Parameters<PlanningWorld['addInvoice']>[0], string, string]>([
    ['no customer', { customerId: null }, 'books-complete', 'no-customer'],
    ['a customer nobody has read', { customerId: '999' }, 'books-complete', 'customer-not-synced'],
    ['no due date (E20)', { dueOn: null }, 'books-complete', 'no-due-date'],
    ['no currency', { currency: null }, 'books-complete', 'no-currency'],
    ['a memo that says no', { memoOnStatement: 'please #STOP' }, 'memo', 'token-present'],
    ['nothing open', { openMinor: 0 }, 'balance', 'nothing-open'],
    ['a credit (E5)', { openMinor: -100 }, 'balance', 'in-credit'],
  ])('of an invoice with %s plans nothing, and says why', async (_name, fields, gate, reason) => {
    const id = await world.addInvoice({ ...tenDaysLate, ...fields });
    await world.addRule({ memo: { mode: 'ignore', token: '#stop' } });
    expect(await world.messages(id)).toEqual([]);
    expect(await world.invoice(id)).toMatchObject({ next_contact_on: null });
    const why = await explainInvoice(world.ctx, world.owner, id);
    expect(why.rules[0]?.decidedBy).toBe(gate);
    expect(why.rules[0]?.gates.find((one) => one.gate === gate)?.reason).toBe(reason);
  });
});

describe('a missing address', () => {
  it('is told once, however often the plan is made, and again when it is another problem (E30)', async () => {
    const none = { email: null };
    await database.query(`update customer set email = null where organisation_id = $1`, [
      world.organisationId,
    ]);
    const id = await world.addInvoice({ ...tenDaysLate, ...none });
    await world.addRule();
    await world.plan('all');
    await world.plan('all');
    expect(await world.history(id)).toEqual(['delivery.held recipient/no-address']);
    await world.changeInvoice(id, { email: 'not an address' });
    await world.plan();
    expect(await world.history(id)).toEqual([
      'delivery.held recipient/no-address',
      'delivery.held recipient/bad-address',
    ]);
    await world.changeInvoice(id, { email: 'found@customer.example' });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });
});

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
    expect(await world.history(id)).toHaveLength(2);
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
    expect(await world.history(id)).toEqual([
      'delivery.planned',
      'delivery.cancelled document-status/paid',
      'delivery.planned',
    ]);
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
      expect(await world.history(id)).toEqual(['delivery.planned']);
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
      () => save({ customers: { mode: 'except', customerIds: [world.customerId] } }),
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
    expect(await deleteRule(world.ctx, world.owner, ruleId)).toEqual({ dropped: 1 });
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
      await switchReminders(world.ctx, world.owner, { on, version: row?.version ?? 0 });
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

describe('several planners', () => {
  it('at once plan each message once, tell it once and note its work once', async () => {
    await world.addRule();
    const ids = [];
    for (let count = 0; count < 40; count += 1) ids.push(await world.addInvoice(tenDaysLate));
    const counts = await Promise.all([
      world.plan(),
      world.plan('all'),
      world.plan(),
      world.plan('all'),
    ]);
    expect(counts.reduce((sum, { added }) => sum + added, 0)).toBe(40);
    expect(await outboxOf('delivery.send')).toBe(40);
    const told = await database.query(
      `select 1 from activity where organisation_id = $1 and kind = 'delivery.planned'`,
      [world.organisationId],
    );
    expect(told).toHaveLength(40);
    expect(ids).toHaveLength(40);
  });
});

describe('an organisation of several chunks', () => {
  const many = (count: number) =>
    addInvoices(
      world.ctx,
      world.organisationId,
      Array.from({ length: count }, () => ({
        customerId: world.customerId,
        nextPlanOn: '0001-01-01',
        ...tenDaysLate,
      })),
    );

  it('is planned to the last invoice, at the border too, and by the calendar as by id', async () => {
    await many(1_999);
    const ruleId = asId<RuleId>(await world.addRule());
    const planned = async () =>
      (
        await database.query(
          `select 1 from delivery where organisation_id = $1 and state = 'planned'`,
          [world.organisationId],
        )
      ).length;
    expect(await planned()).toBe(1_999);

    // One more is too many for the transaction of a save: a job does it, noted in that same transaction.
    await many(1);
    const saved = await switchRule(world.ctx, world.owner, ruleId, { enabled: false, version: 1 });
    expect(saved.replanned).toBeNull();
    expect(await outboxOf('reminders.plan')).toBe(1);
    expect(await planned()).toBe(1_999);
    await many(2_001);
    expect(await world.plan('all')).toMatchObject({ looked: 4_001, dropped: 1_999 });
    await switchRule(world.ctx, world.owner, ruleId, { enabled: true, version: 2 });
    await database.query(
      `update invoice set next_plan_on = '0001-01-01' where organisation_id = $1`,
      [world.organisationId],
    );
    expect(await world.plan()).toMatchObject({ looked: 4_001, added: 4_001 });
  }, 60_000);
});

describe('a failure in the middle', () => {
  it.each(['delivery', 'decision', 'activity', 'outbox'])(
    'of writing %s leaves nothing behind, and the next try does all of it',
    async (table) => {
      const id = await world.addInvoice(tenDaysLate);
      await world.addRule({ enabled: false });
      await database.query(`update rule set enabled = true where organisation_id = $1`, [
        world.organisationId,
      ]);
      const before = await world.history(id);
      await database.query(
        `create function break_it() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
      );
      await database.query(
        `create trigger break_it before insert on ${table} for each row execute function break_it()`,
      );
      try {
        await expect(world.plan('all')).rejects.toThrow();
      } finally {
        await database.query('drop function break_it cascade');
      }
      expect(await world.messages(id)).toEqual([]);
      expect(await world.history(id)).toEqual(before);
      expect(await outboxOf('delivery.send')).toBe(0);
      await world.plan('all');
      expect(await world.messages(id)).toEqual(['10 planned']);
      expect(await outboxOf('delivery.send')).toBe(1);
    },
  );

  it('after planning, in the same transaction, takes the plan back with it', async () => {
    const id = await world.addInvoice(tenDaysLate);
    await world.addRule({ enabled: false });
    await database.query(`update rule set enabled = true where organisation_id = $1`, [
      world.organisationId,
    ]);
    const attempt = inOrganisation(world.ctx.store, world.organisationId, async (tx) => {
      expect(await replanNow(tx, NOON, world.organisationId)).toMatchObject({ added: 1 });
      throw new Error('the save failed');
    });
    await expect(attempt).rejects.toThrow('the save failed');
    expect(await world.messages(id)).toEqual([]);
    expect(await outboxOf('delivery.send')).toBe(0);
  });
});
