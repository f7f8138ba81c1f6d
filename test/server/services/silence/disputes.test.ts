import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { DisputePost } from '../../../../domain/api/silence.ts';
import type { InvoiceId } from '../../../../domain/ids.ts';
import {
  changeDispute,
  closeDispute,
  openDispute,
} from '../../../../server/services/silence/dispute.ts';
import { listTaskPage } from '../../../../server/services/tasks/list.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
/** 100.00 open, day 10 of the rule due on 22 Nov 2026, when the tests begin. */
let id: InvoiceId;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await world.addRule();
  id = await world.addInvoice({ dueOn: '2026-11-12', openMinor: 10_000 });
  await world.plan();
});

const whole: z.output<typeof DisputePost> = {
  amountMinor: null,
  reason: 'damaged',
  owner: 'Léa',
  untilOn: null,
};
const open = (wanted: Partial<typeof whole> = {}) =>
  openDispute(world.ctx, world.owner, id, { ...whole, ...wanted });
const tasks = async (state: 'open' | 'done' = 'open') =>
  (await listTaskPage(world.ctx, world.owner, { state, limit: 10 })).rows;

describe('a dispute (product 4, idea 7)', () => {
  it('stops the chase, and closing it lets it go on', async () => {
    const opened = await open();
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled dispute/disputed']);
    world.daysLater(60);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled dispute/disputed']);
    await closeDispute(world.ctx, world.owner, opened.id, opened.version);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled dispute/disputed', '20 planned']);
  });

  it('with an end lets the chase go on by itself on the day after', async () => {
    await open({ untilOn: '2026-11-24' });
    await world.plan();
    expect(await world.invoice(id)).toMatchObject({ next_plan_on: '2026-11-25' });
    world.daysLater(3);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it('about a part leaves the rest to chase, until the rest is paid', async () => {
    const opened = await open({ amountMinor: 4_000 });
    expect(opened.amounts).toEqual([{ minor: 4_000, currency: 'CAD' }]);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 planned']);
    await world.changeInvoice(id, { open_minor: 4_000 });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled dispute/disputed']);
  });

  it('is a task for its owner, due on its last day or in a week, and done with it', async () => {
    const opened = await open();
    const about = { kind: 'dispute', note: 'damaged', owner: { name: 'Léa', isMe: false } };
    expect(await tasks()).toMatchObject([{ ...about, dueOn: '2026-11-29', invoice: { id } }]);
    const wanted = { ...whole, owner: 'Omar', untilOn: '2026-12-05', version: opened.version };
    const changed = await changeDispute(world.ctx, world.owner, opened.id, wanted);
    expect(await tasks()).toMatchObject([{ dueOn: '2026-12-05', owner: { name: 'Omar' } }]);
    await closeDispute(world.ctx, world.owner, opened.id, changed.version);
    expect(await tasks()).toEqual([]);
    expect(await tasks('done')).toMatchObject([{ doneBy: world.owner.name }]);
  });

  it('is one at a time; nobody named, it is for whoever opened it', async () => {
    const opened = await open({ owner: '' });
    expect(opened.owner).toBe(world.owner.name);
    await expect(open()).rejects.toMatchObject({ code: 'dispute.open-already' });
  });

  it('is not changed by whoever saw an older version, nor from another organisation', async () => {
    const opened = await open();
    const late = { ...whole, version: opened.version + 1 };
    await expect(changeDispute(world.ctx, world.owner, opened.id, late)).rejects.toMatchObject({
      code: 'silence.changed-meanwhile',
    });
    const other = await startPlanningWorld(database);
    await expect(
      closeDispute(other.ctx, other.owner, opened.id, opened.version),
    ).rejects.toMatchObject({ code: 'dispute.unknown' });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled dispute/disputed']);
  });

  it.each<[string, Partial<typeof whole>, string]>([
    ['a day that has gone by', { untilOn: '2026-11-21' }, 'silence.day-past'],
    ['more than is open', { amountMinor: 10_001 }, 'silence.amount-high'],
  ])('is refused for %s', async (_case, wanted, code) => {
    await expect(open(wanted)).rejects.toMatchObject({ code });
    expect(await tasks()).toEqual([]);
  });
});
