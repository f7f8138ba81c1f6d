import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UpcomingQuery, type UpcomingMessage } from '../../../../domain/api/upcoming.ts';
import { listUpcoming } from '../../../../server/services/upcoming/list.ts';
import { showUpcoming } from '../../../../server/services/upcoming/message.ts';
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

const list = (query: Record<string, unknown> = {}) =>
  listUpcoming(world.ctx, world.owner, UpcomingQuery.parse(query));
const inWords = ({ onDate, state, parts }: UpcomingMessage) =>
  `${onDate} ${state}: ${parts.map(({ invoiceNumber, days }) => `${invoiceNumber} day ${days}`).join(', ')}`;
const words = async (query: Record<string, unknown> = {}) => (await list(query)).rows.map(inWords);
const setSending = (sending: Record<string, unknown>) =>
  database.query(`update organisation set sending = sending || $2::jsonb where id = $1`, [
    world.organisationId,
    JSON.stringify(sending),
  ]);

describe('upcoming', () => {
  it('shows what is planned and what will be, by day, with totals (idea 3)', async () => {
    await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
    await world.addInvoice({ dueOn: '2026-11-20', number: '8' });
    const ruleId = await world.addRule({ name: 'Late' });
    await world.plan();
    const seen = await list({ days: '30' });
    expect(seen.rows.map(inWords)).toEqual([
      '2026-11-22 planned: 7 day 10',
      '2026-11-23 forecast: 8 day 3',
      '2026-11-30 forecast: 8 day 10',
      '2026-12-02 forecast: 7 day 20',
      '2026-12-10 forecast: 8 day 20',
    ]);
    expect(seen.rows[0]).toMatchObject({
      customerName: 'Blue Bird Bakery',
      channel: 'email',
      recipients: ['accounts@bluebird.example'],
      language: 'en',
      templateId: 'friendly',
      amount: { minor: 150_000, currency: 'CAD' },
      because: null,
      parts: [{ ruleId, ruleName: 'Late', type: 'overdue', occurrenceOn: null }],
    });
    expect(seen).toMatchObject({
      todayOn: '2026-11-22',
      fromOn: '2026-11-22',
      untilOn: '2026-12-21',
      simulated: false,
      stopped: null,
      coverage: { openInvoices: 2, coveredInvoices: 2 },
    });
    expect(seen.days).toHaveLength(5);
    expect(seen.days[0]).toEqual({
      on: '2026-11-22',
      messages: 1,
      held: 0,
      customers: 1,
      amounts: [{ minor: 150_000, currency: 'CAD' }],
      aboveCap: false,
    });
  });

  it('writes nothing, not even what the planner would', async () => {
    const id = await world.addInvoice({ dueOn: '2026-11-12' });
    await world.addRule();
    const before = [await world.messages(id), await world.history(id), await world.invoice(id)];
    await list({ days: '90' });
    expect([await world.messages(id), await world.history(id), await world.invoice(id)]).toEqual(
      before,
    );
  });

  it('travels: a later day shows what is left for it, and says that it is a simulation', async () => {
    await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
    await world.addRule();
    const seen = await list({ as_of: '2026-12-01' });
    expect(seen.rows.map(inWords)).toEqual(['2026-12-02 forecast: 7 day 20']);
    expect([seen.simulated, seen.fromOn, seen.untilOn]).toEqual([true, '2026-12-01', '2026-12-07']);
    for (const day of ['2026-11-21', '2028-01-01'])
      await expect(list({ as_of: day })).rejects.toMatchObject({ code: 'upcoming.day' });
  });

  it('groups what one customer gets, and holds the second currency of a day (E7)', async () => {
    await setSending({ contactGapDays: 2 });
    await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
    await world.addInvoice({ dueOn: '2026-11-12', number: '8' });
    await world.addInvoice({ dueOn: '2026-11-12', number: '9', currency: 'USD' });
    await world.addRule();
    const { rows } = await list();
    const today = rows.filter(({ state }) => state === 'planned');
    const later = rows.filter(({ state }) => state === 'forecast');
    expect([today.length, later.map(({ onDate }) => onDate)]).toEqual([1, ['2026-11-24']]);
    // Which currency goes first only the queue knows; the other one waits for the gap.
    const sizes = [today, later].map(([one]) => one?.parts.length).sort();
    expect(sizes).toEqual([1, 2]);
    const held = rows.filter(({ state }) => state === 'held');
    expect(held.map(({ parts }) => parts[0]?.invoiceNumber).sort()).toEqual(
      later[0]?.parts.map(({ invoiceNumber }) => invoiceNumber).sort(),
    );
    expect(held[0]).toMatchObject({
      leavesAt: null,
      because: { gate: 'contact-gap', reason: 'too-soon', untilOn: '2026-11-24' },
    });
  });

  it('shows what waits for an address, with the reason (E30)', async () => {
    const silent = await addCustomer(world.ctx, world.organisationId, { email: null });
    await world.addInvoice({ dueOn: '2026-11-12', number: '7', customerId: silent.id });
    await world.addRule();
    const { rows, days } = await list();
    expect(rows).toMatchObject([{ state: 'held', because: { reason: 'no-address' } }]);
    expect(days).toMatchObject([{ messages: 0, held: 1 }]);
  });

  it('marks days above the cap of the organisation (E57)', async () => {
    await setSending({ capPerDay: 1 });
    const other = await addCustomer(world.ctx, world.organisationId, { fullName: 'Oak' });
    await world.addInvoice({ dueOn: '2026-11-12' });
    await world.addInvoice({ dueOn: '2026-11-12', customerId: other.id });
    await world.addRule();
    expect((await list()).days).toMatchObject([{ messages: 2, aboveCap: true }]);
  });

  it('filters by customer, rule and text, and pages in order', async () => {
    const oak = await addCustomer(world.ctx, world.organisationId, { fullName: 'Oak & Sons' });
    await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
    await world.addInvoice({ dueOn: '2026-11-13', number: '8', customerId: oak.id });
    const late = await world.addRule({ name: 'Late' });
    await world.addRule({ name: 'Soon', condition: 'coming_due', steps: [newStep(2)] });
    const all = await words({ days: '30' });
    expect(all).toHaveLength(5);
    const eight = all.filter((line) => line.includes(': 8'));
    expect(await words({ days: '30', customer: oak.id })).toEqual(eight);
    expect(await words({ days: '30', q: 'oak' })).toEqual(eight);
    expect(await words({ days: '30', q: '8' })).toEqual(eight);
    expect(await words({ days: '30', rule: late })).toEqual(all);
    const paged: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await list({ days: '30', limit: '2', ...(cursor && { cursor }) });
      paged.push(...page.rows.map(inWords));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(paged).toEqual(all);
  });

  it.each([
    ['reminders-off', 'update organisation set reminders_on = false where id = $1'],
    ['not-live', "update connection set state = 'lost' where organisation_id = $1"],
    ['books-stale', "update organisation set synced_at = '2026-11-01' where id = $1"],
    ['no-rule', 'update rule set enabled = false where organisation_id = $1'],
    ['nothing-open', "update invoice set state = 'paid' where organisation_id = $1"],
  ])('says why nothing leaves: %s, and what would if it were on', async (stopped, change) => {
    await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
    await world.addRule();
    await database.query(change, [world.organisationId]);
    const seen = await list();
    expect([seen.stopped, seen.rows]).toEqual([stopped, []]);
    const asIfOn = await list({ reminders: 'on' });
    const isSwitch = ['reminders-off', 'not-live', 'books-stale'].includes(stopped);
    expect([asIfOn.simulated, asIfOn.rows.length]).toEqual([true, isSwitch ? 1 : 0]);
  });
});

describe('a message of the days ahead', () => {
  it('reads as on the day it leaves, in the language of its customer', async () => {
    const invoice = await world.addInvoice({ dueOn: '2026-11-20', number: '8' });
    const rule = await world.addRule();
    const { rows } = await list({ days: '30' });
    const [first] = rows;
    const step = first?.parts[0]?.stepId ?? '';
    const show = (on: string) =>
      showUpcoming(world.ctx, world.owner, { invoice, rule, step, on, reminders: 'as-set' });
    expect(first?.onDate).toBe('2026-11-23');
    const message = await show('2026-11-23');
    expect(message).toMatchObject({ language: 'en', invoiceNumber: '8' });
    expect(message.text).toContain('1,500.00');
    await expect(show('2026-11-24')).rejects.toMatchObject({ code: 'upcoming.not-found' });
  });
});
