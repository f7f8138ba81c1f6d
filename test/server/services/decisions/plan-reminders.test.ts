import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  unfold,
  type PatternGate,
  type PatternValues,
} from '../../../../server/db/decision-pattern.ts';
import { sql } from 'drizzle-orm';
import { until } from '../../../../scripts/support/visitor.ts';
import { gateNames } from '../../../../domain/gates/gate.ts';
import { asId, type RuleId } from '../../../../domain/ids.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { replanNow } from '../../../../server/services/decisions/plan-reminders.ts';
import { explainInvoice } from '../../../../server/services/decisions/explain.ts';
import { switchRule } from '../../../../server/services/rules/change.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addInvoices } from '../../../support/make-invoice.ts';
import { NOON, startPlanningWorld, type PlanningWorld } from './planning-world.ts';

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
    const [decision] = await database.query<{ gates: PatternGate[]; saw: PatternValues }>(
      `select d.rule_id, d.rule_version, d.saw, p.gates from delivery d
       join decision_pattern p on p.organisation_id = d.organisation_id and p.id = d.pattern_id
       where d.organisation_id = $1`,
      [world.organisationId],
    );
    expect(decision).toMatchObject({ rule_id: ruleId, rule_version: 1 });
    const gates = unfold(decision?.gates ?? [], decision?.saw ?? []);
    expect(gates.every(({ verdict }) => verdict === 'pass')).toBe(true);
    expect(gates.map(({ gate }) => gate)).toEqual(gateNames);
    expect(gates.find(({ gate }) => gate === 'balance')?.saw).toEqual({
      openMinor: 150_000,
      totalMinor: 150_000,
      currency: 'CAD',
    });
    expect(await world.history(id)).toEqual([]);
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
    expect(await outboxOf('delivery.send')).toBe(1);
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
    // One customer, one currency: one message (product.md 4, idea 5).
    expect(await outboxOf('delivery.send')).toBe(1);
    expect(ids).toHaveLength(40);
  });
});

describe('a planner that waits for a change', () => {
  it('decides by what the change brought, not by what it read before', async () => {
    const id = await world.addInvoice(tenDaysLate);
    await world.addRule();
    const planner = await inOrganisation(world.ctx.store, world.organisationId, async (tx) => {
      await tx.execute(sql`update rule set enabled = false, version = version + 1`);
      await replanNow(tx, world.ctx.now(), world.organisationId);
      const waiting = { counts: world.plan('all') };
      await until('the planner to wait', async () => {
        const waits = await database.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waits.length > 0;
      });
      return waiting;
    });
    await planner.counts;
    expect(await world.messages(id)).toEqual(['10 cancelled rule-enabled/off']);
  });
});

describe('an organisation of several chunks', () => {
  const many = (count: number) =>
    addInvoices(
      world.ctx,
      world.organisationId,
      Array.from({ length: count }, () => ({
        customerId: world.customerId,
        plan: { nextPlanOn: '0001-01-01' },
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
      `update invoice_plan set next_plan_on = '0001-01-01' where organisation_id = $1`,
      [world.organisationId],
    );
    expect(await world.plan()).toMatchObject({ looked: 4_001, added: 4_001 });
  }, 60_000);
});

describe('a failure in the middle', () => {
  it.each(['delivery', 'decision_pattern', 'outbox'])(
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
