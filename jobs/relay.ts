import pg from 'pg';
import { jobs, type JobName, type QueueName } from '../domain/jobs.ts';
import { putBackLost, takeReady, type OutboxRow } from '../server/db/outbox.ts';
import type { Context } from '../server/services/context.ts';
import { LOST_LOOK_MS, RELAY_BATCH, RELAY_EVERY_MS, SILENT_AFTER_MS } from './policy.ts';
import type { Queues } from './queues.ts';

/**
 * Hands outbox rows to the queue. Any number of relays may run: each row goes to one of them. Woken by a notification, with a poll as
 * the net below it.
 */
export function startRelay(ctx: Context, queues: Queues): { close(): Promise<void> } {
  let stopping = false;
  let wake: () => void = () => undefined;
  const listener = listenForWork(ctx, () => wake());
  const loop = (async () => {
    let lookForLostAt = 0;
    while (!stopping) {
      if (performance.now() >= lookForLostAt) {
        await putBackSilent(ctx);
        lookForLostAt = performance.now() + LOST_LOOK_MS;
      }
      const moved = await relayOnce(ctx, queues);
      if (moved < RELAY_BATCH && !stopping) await pause((w) => (wake = w));
    }
  })();
  return {
    async close() {
      stopping = true;
      wake();
      await loop;
      await listener.close();
    },
  };
}

/** Work that was handed over and not heard of since waits again. */
export async function putBackSilent(ctx: Context): Promise<void> {
  try {
    await putBackLost(ctx.store, new Date(ctx.now().getTime() - SILENT_AFTER_MS));
  } catch (error) {
    ctx.log.warn({ err: error }, 'relay will look for lost work again');
  }
}

/** One round: hands over what is ready. Answers how many rows went to the queue. */
export async function relayOnce(ctx: Context, queues: Queues): Promise<number> {
  try {
    const rows = await takeReady(ctx.store, ctx.now(), RELAY_BATCH);
    for (const [queue, group] of byQueue(rows)) await queues.add(queue, group);
    return rows.length;
  } catch (error) {
    ctx.log.warn({ err: error }, 'relay will try again');
    return 0;
  }
}

function byQueue(
  rows: OutboxRow[],
): Map<QueueName, { name: JobName; outboxId: number; attempt: string }[]> {
  const groups = new Map<QueueName, { name: JobName; outboxId: number; attempt: string }[]>();
  for (const row of rows) {
    const name = row.name as JobName;
    const group = groups.get(jobs[name].queue) ?? [];
    /** Another hand-over of the same row must be another job, else the queue would drop it as known. */
    group.push({ name, outboxId: row.id, attempt: String(row.queuedAt?.getTime() ?? 0) });
    groups.set(jobs[name].queue, group);
  }
  return groups;
}

function pause(onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, RELAY_EVERY_MS);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function listenForWork(ctx: Context, onWork: () => void): { close(): Promise<void> } {
  let client: pg.Client | undefined;
  let closed = false;
  const connect = async (): Promise<void> => {
    if (closed) return;
    const next = new pg.Client({ connectionString: ctx.store.url, keepAlive: true });
    next.on('notification', onWork);
    next.on('error', () => undefined);
    next.on('end', () => {
      if (!closed) setTimeout(() => void connect(), 1_000).unref();
    });
    try {
      await next.connect();
      await next.query('listen outbox');
      client = next;
    } catch (error) {
      ctx.log.warn({ err: error }, 'not listening for work; polling goes on');
    }
  };
  const ready = connect();
  return {
    async close() {
      closed = true;
      await ready;
      await client?.end();
    },
  };
}
