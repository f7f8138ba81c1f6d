import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { NeedsPerson, TryLater } from '../../domain/errors.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { done, later, skipped, type JobOutcome } from '../../domain/jobs.ts';
import { handlers } from '../../jobs/handlers/index.ts';
import { runJob, type Handlers } from '../../jobs/run-job.ts';
import { takeReady } from '../../server/db/outbox.ts';
import type { Context } from '../../server/services/context.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeContext } from '../support/make-context.ts';
import { makeOrganisation, type TestOrganisation } from '../support/make-organisation.ts';
import { addAnyWork, addPlanWork, workOf, type WorkRow } from './add-work.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const SOON = new Date('2026-11-22T12:03:00Z');
let database: TestDatabase;
let ctx: Context;
let organisation: TestOrganisation;
beforeAll(async () => {
  database = await openTestDatabase();
  ctx = { ...makeContext(database), now: () => NOW };
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  await database.query('delete from outbox');
  organisation = await makeOrganisation(ctx);
  await addPlanWork(ctx, organisation.id, 'due');
});

/** All real handlers, but planning answers what the case says; counts how often it was asked. */
function planning(answer: () => Promise<JobOutcome>): Handlers & { asked: () => number } {
  let asked = 0;
  return {
    ...handlers,
    'reminders.plan': () => {
      asked += 1;
      return answer();
    },
    asked: () => asked,
  };
}

async function takeOne(): Promise<number> {
  const [row] = await takeReady(ctx.store, NOW, 10);
  return row?.id ?? 0;
}

async function run(answer: () => Promise<JobOutcome>): Promise<WorkRow | undefined> {
  await runJob(ctx, planning(answer), { outboxId: await takeOne() });
  return (await workOf(database, organisation.id))[0];
}

const history = () =>
  database.query<{ kind: string; detail: unknown }>(
    'select kind, detail from activity where organisation_id = $1',
    [organisation.id],
  );

describe('work', () => {
  it.each([
    ['done', done],
    ['skipped', skipped('nothing was left to do')],
  ])('that is %s is over: its row is gone', async (_name, outcome) => {
    expect(await run(() => Promise.resolve(outcome))).toBeUndefined();
  });

  it('that is put off waits until then, and that is no failure', async () => {
    expect(await run(() => Promise.resolve(later(SOON, 'greylisted')))).toMatchObject({
      state: 'waiting',
      available_at: SOON,
      attempts: 0,
      queued_at: null,
    });
  });

  it('that an outside system asks to wait with waits as long, and that is no failure either', async () => {
    const answer = () => Promise.reject(new TryLater('quickbooks.throttled', 'busy', SOON));
    expect(await run(answer)).toMatchObject({
      state: 'waiting',
      available_at: SOON,
      attempts: 0,
      last_error: 'quickbooks.throttled',
    });
  });

  it('that fails is tried again after a pause that grows', async () => {
    const row = await run(() => Promise.reject(new NeedsPerson('odd.thing', 'it broke')));
    expect(row).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(row?.last_error).toMatch(/^odd\.thing: it broke/);
    const pauseMs = (row?.available_at.getTime() ?? 0) - NOW.getTime();
    expect(pauseMs).toBeGreaterThanOrEqual(1_000);
    expect(pauseMs).toBeLessThanOrEqual(5_000);
    expect(await history()).toEqual([]);
  });

  it('that fails for the tenth time is given up: the row stays, and people are told once', async () => {
    await database.query('update outbox set attempts = 9');
    expect(await run(() => Promise.reject(new Error('again')))).toMatchObject({ state: 'failed' });
    expect(await history()).toEqual([
      { kind: 'work.failed', detail: { work: 'reminders.plan', error: 'Error' } },
    ]);
    expect(await takeReady(ctx.store, new Date('2030-01-01'), 10)).toEqual([]);
  });

  it('whose payload cannot be read fails like any other, without being run', async () => {
    await database.query(`update outbox set payload = '{"scope":"everything"}'`);
    const stand = planning(() => Promise.resolve(done));
    await runJob(ctx, stand, { outboxId: await takeOne() });
    expect(stand.asked()).toBe(0);
    expect((await workOf(database, organisation.id))[0]).toMatchObject({ attempts: 1 });
  });

  it.each([
    ['is gone', `delete from outbox`],
    ['waits again', `update outbox set state = 'waiting'`],
    ['was given up', `update outbox set state = 'failed'`],
  ])('whose row %s is left alone', async (_name, change) => {
    const outboxId = await takeOne();
    await database.query(change);
    const stand = planning(() => Promise.resolve(done));
    await runJob(ctx, stand, { outboxId });
    expect(stand.asked()).toBe(0);
  });

  it('woken twice is done once', async () => {
    const outboxId = await takeOne();
    const stand = planning(() => Promise.resolve(done));
    await runJob(ctx, stand, { outboxId });
    await runJob(ctx, stand, { outboxId });
    expect(stand.asked()).toBe(1);
  });

  it('asked for again while it runs is done once more afterwards', async () => {
    await run(async () => {
      await addPlanWork(ctx, organisation.id, 'due');
      return done;
    });
    const rows = await workOf(database, organisation.id);
    expect(rows.map(({ state }) => state)).toEqual(['waiting']);
  });

  it('put off while the same was asked for again waits once, not twice', async () => {
    await run(async () => {
      await addPlanWork(ctx, organisation.id, 'due');
      return later(SOON, 'busy');
    });
    const rows = await workOf(database, organisation.id);
    expect(rows.map(({ state, available_at }) => [state, available_at])).toEqual([
      ['waiting', NOW],
    ]);
  });
});

describe('work about something that is gone', () => {
  const gone = randomUUID();
  it.each<[string, (organisationId: OrganisationId) => Promise<void>]>([
    [
      'a message',
      (organisationId) =>
        addAnyWork(ctx, organisationId, {
          name: 'delivery.send',
          key: gone,
          payload: { organisationId, deliveryId: gone },
        }),
    ],
    [
      'a write-back',
      (organisationId) =>
        addAnyWork(ctx, organisationId, {
          name: 'write-back.apply',
          key: gone,
          payload: { organisationId, writeBackId: gone },
        }),
    ],
  ])('%s ends quietly', async (_name, add) => {
    await database.query('delete from outbox');
    await add(organisation.id);
    await runJob(ctx, handlers, { outboxId: await takeOne() });
    expect(await workOf(database, organisation.id)).toEqual([]);
    expect(await history()).toEqual([]);
  });
});
