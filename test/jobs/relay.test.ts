import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { done } from '../../domain/jobs.ts';
import { handlers } from '../../jobs/handlers/index.ts';
import { SILENT_AFTER_MS } from '../../jobs/policy.ts';
import { openQueues, type Queues, type Wake } from '../../jobs/queues.ts';
import { putBackSilent, relayOnce, startRelay } from '../../jobs/relay.ts';
import { runJob } from '../../jobs/run-job.ts';
import { addWork as addWorkIn, finishWork, keepWork } from '../../server/db/outbox.ts';
import { inOrganisation } from '../../server/db/transaction.ts';
import type { Context } from '../../server/services/context.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeContext } from '../support/make-context.ts';
import { makeOrganisation, type TestOrganisation } from '../support/make-organisation.ts';
import { addPlanWork, workOf } from './add-work.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
let database: TestDatabase;
let organisation: TestOrganisation;
let now: Date;
let ctx: Context;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  now = NOW;
  ctx = { ...makeContext(database), now: () => now };
  await database.query('delete from outbox');
  organisation = await makeOrganisation(ctx);
});

type Handed = Parameters<Queues['add']>[1][number] & { queue: string };

/** A queue that only remembers what it was given. */
function notebook(): Queues & { handed: Handed[] } {
  const handed: Handed[] = [];
  return {
    handed,
    add(queue, wakes) {
      handed.push(...wakes.map((wake) => ({ ...wake, queue })));
      return Promise.resolve();
    },
    work: () => undefined,
    close: () => Promise.resolve(),
  };
}

const unreachable: Queues = {
  ...notebook(),
  add: () => Promise.reject(new Error('connection refused')),
};

async function addWork(count: number): Promise<void> {
  for (let key = 0; key < count; key += 1) await addPlanWork(ctx, organisation.id, String(key));
}

const states = async () => (await workOf(database, organisation.id)).map(({ state }) => state);
const later = (ms: number) => (now = new Date(now.getTime() + ms));

/** A look for lost work, and then a round. */
const round = async (queue: Queues) => {
  await putBackSilent(ctx);
  return relayOnce(ctx, queue);
};

describe('the relay', () => {
  it('hands each row to one queue, whatever number of relays run', async () => {
    await addWork(30);
    const queues = [notebook(), notebook(), notebook()];
    await Promise.all(queues.flatMap((one) => [relayOnce(ctx, one), relayOnce(ctx, one)]));
    const handed = queues.flatMap((one) => one.handed.map(({ outboxId }) => outboxId));
    expect(handed).toHaveLength(30);
    expect(new Set(handed).size).toBe(30);
    expect(new Set(await states())).toEqual(new Set(['queued']));
  });

  it('lets organisations take turns: what one has plenty of does not stand before the work of another', async () => {
    await addWork(100);
    const other = await makeOrganisation(ctx);
    await addPlanWork(ctx, other.id, 'late');
    await database.query(`update outbox set available_at = $1 where organisation_id = $2`, [
      new Date(NOW.getTime() - 60_000),
      organisation.id,
    ]);
    const queue = notebook();
    await relayOnce(ctx, queue);
    const [late] = await workOf(database, other.id);
    expect(queue.handed.slice(0, 2).map(({ outboxId }) => outboxId)).toContain(Number(late?.id));
    const inQueue = queue.handed.length;
    expect(inQueue).toBeLessThan(100);
    expect(await relayOnce(ctx, queue)).toBe(0);
    await finishWork(ctx.store, queue.handed[0]?.outboxId ?? 0);
    await finishWork(ctx.store, queue.handed[2]?.outboxId ?? 0);
    expect(await relayOnce(ctx, queue)).toBeGreaterThan(0);
  });

  it('chooses the queue by the kind of work', async () => {
    await addWork(1);
    const queue = notebook();
    await relayOnce(ctx, queue);
    expect(queue.handed).toMatchObject([{ name: 'reminders.plan', queue: 'plan' }]);
  });

  it('leaves work alone that is asked for again by a change that is not yet stored, so that the change is seen', async () => {
    await addWork(1);
    const queue = notebook();
    const ask = { name: 'reminders.plan', key: '0', availableAt: NOW } as const;
    const payload = { organisationId: organisation.id, scope: 'due' as const };
    await inOrganisation(ctx.store, organisation.id, async (tx) => {
      await addWorkIn(tx, { ...ask, organisationId: organisation.id, payload });
      await relayOnce(ctx, queue);
      expect(queue.handed).toEqual([]);
    });
    expect(await states()).toEqual(['waiting']);
    await relayOnce(ctx, queue);
    expect(queue.handed).toHaveLength(1);
  });

  it('leaves work alone whose time has not come', async () => {
    await addWork(1);
    await database.query(`update outbox set available_at = $1`, [new Date(NOW.getTime() + 1)]);
    const queue = notebook();
    expect(await relayOnce(ctx, queue)).toBe(0);
    later(1);
    expect(await relayOnce(ctx, queue)).toBe(1);
  });

  it('ignores work that it does not know, and that holds nothing else up', async () => {
    await addWork(2);
    await database.query(
      `insert into outbox (organisation_id, name, key, payload, available_at) values ($1, 'letter.print', 'x', '{}', $2)`,
      [organisation.id, new Date(NOW.getTime() - 1_000)],
    );
    const queue = notebook();
    expect(await relayOnce(ctx, queue)).toBe(2);
    expect(await states()).toEqual(['queued', 'queued', 'waiting']);
  });
});

describe('work that was handed over and not heard of', () => {
  it('is handed over again after the silence, as another job', async () => {
    await addWork(1);
    const queue = notebook();
    await round(queue);
    later(SILENT_AFTER_MS - 1);
    expect(await round(queue)).toBe(0);
    later(2);
    expect(await round(queue)).toBe(1);
    const [first, second] = queue.handed;
    expect(second?.outboxId).toBe(first?.outboxId);
    expect(second?.attempt).not.toBe(first?.attempt);
  });

  it('is left to its worker as long as that gives signs of life', async () => {
    await addWork(1);
    const queue = notebook();
    await round(queue);
    later(60_000);
    await keepWork(ctx.store, queue.handed[0]?.outboxId ?? 0, now);
    later(60_000);
    expect(await round(queue)).toBe(0);
    later(SILENT_AFTER_MS);
    expect(await round(queue)).toBe(1);
  });

  it('because the queue store was down is not lost', async () => {
    await addWork(3);
    expect(await round(unreachable)).toBe(0);
    later(SILENT_AFTER_MS + 1);
    expect(await round(notebook())).toBe(3);
  });

  it('and was asked for again meanwhile is one row', async () => {
    await addWork(1);
    await round(notebook());
    await addWork(1);
    expect(await states()).toEqual(['queued', 'waiting']);
    later(SILENT_AFTER_MS + 1);
    expect(await round(notebook())).toBe(1);
    expect(await states()).toEqual(['queued']);
  });
});

/** Resolves when the queue has run that many jobs. */
function counter(wanted: number) {
  const ran: number[] = [];
  let enough: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (enough = resolve));
  const run = async ({ outboxId }: Wake): Promise<void> => {
    const counted = { ...handlers, 'reminders.plan': () => Promise.resolve(done) };
    await runJob(ctx, counted, { outboxId });
    ran.push(outboxId);
    if (ran.length >= wanted) enough();
  };
  return { ran, reached, run };
}

describe('with the real queue', () => {
  const redisUrl = process.env['REDIS_URL'];
  const open = () =>
    openQueues({
      databaseUrl: database.store.url,
      redisUrl,
      prefix: `test-${organisation.id}`,
      log: pino({ level: 'silent' }),
    });

  it('work is done as soon as it is noted, and leaves no row', async () => {
    const queues = open();
    const jobs = counter(20);
    queues.work(jobs.run);
    const relay = startRelay(ctx, queues);
    await addWork(20);
    await jobs.reached;
    await relay.close();
    await queues.close();
    expect(jobs.ran).toHaveLength(20);
    expect(await states()).toEqual([]);
  });

  it('a queue that lost everything loses no work (T06)', async () => {
    const first = open();
    await addWork(10);
    expect(await relayOnce(ctx, first)).toBe(10);
    await first.close();
    await wipe();

    const second = open();
    const jobs = counter(10);
    second.work(jobs.run);
    later(SILENT_AFTER_MS + 1);
    expect(await round(second)).toBe(10);
    await jobs.reached;
    await second.close();
    expect(new Set(jobs.ran).size).toBe(10);
    expect(await states()).toEqual([]);
  });

  /** The queue's tables, or its keys: nothing of the jobs is left. */
  async function wipe(): Promise<void> {
    if (redisUrl) {
      const { Redis } = await import('ioredis');
      const redis = new Redis(redisUrl);
      const keys = await redis.keys(`test-${organisation.id}*`);
      if (keys.length > 0) await redis.del(...keys);
      await redis.quit();
      return;
    }
    const tables = await database.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'bullmq' and table_name not like '%migration%'`,
    );
    await database.query(
      `truncate ${tables.map(({ name }) => `bullmq.${name}`).join(', ')} cascade`,
    );
  }
});
