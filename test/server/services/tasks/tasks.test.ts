import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { TaskPatch, TaskQuery, TaskRow } from '../../../../domain/api/tasks.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { addTask, type NewTask } from '../../../../server/services/tasks/add.ts';
import { changeTask } from '../../../../server/services/tasks/change.ts';
import { listTaskPage } from '../../../../server/services/tasks/list.ts';
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

const add = (wanted: Partial<NewTask> = {}) =>
  inOrganisation(world.ctx.store, world.organisationId, (tx) =>
    addTask(tx, world.organisationId, world.ctx.now(), {
      kind: 'end-of-chase',
      key: randomUUID(),
      dueOn: '2026-11-22',
      ...wanted,
    }),
  );
const list = (query: Partial<z.output<typeof TaskQuery>> = {}) =>
  listTaskPage(world.ctx, world.owner, { state: 'open', limit: 100, ...query });
const change = (task: TaskRow, patch: Partial<z.output<typeof TaskPatch>>, who = world) =>
  changeTask(who.ctx, who.owner, task.id, { version: task.version, ...patch });
async function one(wanted: Partial<NewTask> = {}): Promise<TaskRow> {
  await add(wanted);
  const [task] = (await list()).rows;
  if (!task) throw new Error('no task');
  return task;
}

describe('addTask', () => {
  it('makes one task of one cause, also after it was done', async () => {
    expect(await add({ key: 'end:1' })).toBe(true);
    expect(await add({ key: 'end:1', note: 'again' })).toBe(false);
    const [task] = (await list()).rows;
    if (task) await change(task, { state: 'done' });
    expect(await add({ key: 'end:1' })).toBe(false);
    expect((await list()).rows).toEqual([]);
  });

  it('knows causes of other organisations as others', async () => {
    const other = await startPlanningWorld(database);
    await inOrganisation(other.ctx.store, other.organisationId, (tx) =>
      addTask(tx, other.organisationId, other.ctx.now(), {
        kind: 'other',
        key: 'end:1',
        dueOn: '2026-11-22',
      }),
    );
    expect(await add({ key: 'end:1' })).toBe(true);
    expect((await list()).rows).toHaveLength(1);
  });
});

describe('a task (W9)', () => {
  it('is done and reopened, with its history', async () => {
    const invoiceId = await world.addInvoice({ number: 'INV-9' });
    const done = await change(await one({ invoiceId }), { state: 'done' });
    expect(done).toMatchObject({ state: 'done', doneBy: world.owner.name });
    expect((await list({ state: 'done' })).rows).toMatchObject([{ id: done.id }]);
    const open = await change(done, { state: 'open' });
    expect(open).toMatchObject({ state: 'open', doneAt: null, doneBy: null });
    expect(await world.history(invoiceId)).toEqual(['task.done', 'task.reopened']);
  });

  it('is taken, given up and postponed', async () => {
    const mine = await change(await one({ owner: 'Léa' }), { mine: true });
    expect(mine.owner).toEqual({ name: world.owner.name, isMe: true });
    const nobodys = await change(mine, { mine: false, dueOn: '2026-12-01' });
    expect(nobodys).toMatchObject({ owner: null, dueOn: '2026-12-01' });
  });

  it.each<[string, Partial<z.output<typeof TaskPatch>>, string]>([
    ['by an older version (ux 6.3)', { version: 7, state: 'done' }, 'task.changed-meanwhile'],
    ['to a day that has gone by', { dueOn: '2026-11-21' }, 'silence.day-past'],
  ])('is not changed %s', async (_case, patch, code) => {
    const task = await one();
    await expect(change(task, patch)).rejects.toMatchObject({ code });
    expect((await list()).rows).toEqual([task]);
  });

  it('is unknown to another organisation, and to viewers out of reach', async () => {
    const task = await one();
    const other = await startPlanningWorld(database);
    const foreign = change(task, { state: 'done' }, other);
    await expect(foreign).rejects.toMatchObject({ code: 'task.unknown' });
    const viewer = { ...world, owner: { ...world.owner, role: 'viewer' as const } };
    const reading = change(task, { state: 'done' }, viewer);
    await expect(reading).rejects.toMatchObject({ code: 'role.work' });
  });
});

describe('the list of tasks', () => {
  it('stands in the order in which they are due, and counts all that are open', async () => {
    for (const dueOn of ['2026-12-03', '2026-11-20', '2026-11-25']) await add({ dueOn });
    await add({ kind: 'no-address', dueOn: '2026-11-21' });
    const page = await list({ kind: 'end-of-chase' });
    expect(page.rows.map(({ dueOn }) => dueOn)).toEqual(['2026-11-20', '2026-11-25', '2026-12-03']);
    expect(page).toMatchObject({ open: 4, todayOn: '2026-11-22', next: null });
  });

  it.each(['open', 'done'] as const)(
    'pages through %s ones without gap or repeat',
    async (state) => {
      for (let count = 0; count < 5; count++) await add();
      if (state === 'done') for (const task of (await list()).rows) await change(task, { state });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ state, limit: 2, cursor });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
    },
  );

  it('shows what is open on the invoice, or on all of the customer’s', async () => {
    const invoiceId = await world.addInvoice({ number: 'INV-1', openMinor: 700 });
    await world.addInvoice({ openMinor: 300 });
    await add({ invoiceId, customerId: world.customerId });
    await add({ customerId: world.customerId, kind: 'no-address', dueOn: '2026-11-23' });
    const { rows } = await list({ q: 'blue bird' });
    expect(rows.map(({ amounts }) => amounts)).toEqual([
      [{ minor: 700, currency: 'CAD' }],
      [{ minor: 1_000, currency: 'CAD' }],
    ]);
    expect((await list({ q: 'INV-1' })).rows).toHaveLength(1);
  });
});
