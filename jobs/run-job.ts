import { jobs, type JobName, type JobOutcome, type JobPayload } from '../domain/jobs.ts';
import { TryLater } from '../domain/errors.ts';
import {
  failWork,
  findWork,
  finishWork,
  keepWork,
  postponeWork,
  type OutboxRow,
} from '../server/db/outbox.ts';
import { errorLine } from '../server/services/error-facts.ts';
import type { Context } from '../server/services/context.ts';
import { noteGivenUp } from '../server/services/activity/note-given-up.ts';
import { backoffMs, MAX_ATTEMPTS, SIGN_OF_LIFE_MS } from './policy.ts';
import type { Wake } from './queues.ts';

export type Handler<Name extends JobName> = (
  ctx: Context,
  payload: JobPayload<Name>,
) => Promise<JobOutcome>;
export type Handlers = { [Name in JobName]: Handler<Name> };

/**
 * Runs the work behind one outbox row and settles the row. A row that is gone or waits again means that somebody else did the work;
 * nothing happens then. The row, not the queue, remembers tries and failures.
 */
export async function runJob(ctx: Context, handlers: Handlers, wake: Wake): Promise<void> {
  const row = await findWork(ctx.store, wake.outboxId);
  if (row?.state !== 'queued') return;
  const alive = setInterval(() => {
    keepWork(ctx.store, row.id, ctx.now()).catch((error: unknown) =>
      ctx.log.warn({ error: nameOf(error) }, 'no sign of life'),
    );
  }, SIGN_OF_LIFE_MS);
  try {
    await settle(ctx, row, await handle(ctx, handlers, row));
  } catch (error) {
    await settleFailure(ctx, row, error);
  } finally {
    clearInterval(alive);
  }
}

function handle(ctx: Context, handlers: Handlers, row: OutboxRow): Promise<JobOutcome> {
  const name = row.name as JobName;
  const payload = jobs[name].payload.parse(row.payload);
  const handler = handlers[name] as (ctx: Context, payload: unknown) => Promise<JobOutcome>;
  return handler(ctx, payload);
}

async function settle(ctx: Context, row: OutboxRow, outcome: JobOutcome): Promise<void> {
  ctx.log.debug({ job: row.name, outbox: row.id, outcome: outcome.kind }, 'job settled');
  if (outcome.kind === 'later')
    await postponeWork(ctx.store, row, { availableAt: outcome.at, attempts: row.attempts });
  else await finishWork(ctx.store, row.id);
}

async function settleFailure(ctx: Context, row: OutboxRow, error: unknown): Promise<void> {
  if (error instanceof TryLater)
    return postponeWork(ctx.store, row, {
      availableAt: error.at,
      attempts: row.attempts,
      lastError: error.code,
    });
  const attempts = row.attempts + 1;
  const lastError = errorLine(error);
  ctx.log.error({ job: row.name, outbox: row.id, attempts, err: lastError }, 'job failed');
  if (attempts >= MAX_ATTEMPTS) {
    await noteGivenUp(ctx, row, lastError);
    return failWork(ctx.store, row.id, lastError);
  }
  const availableAt = new Date(ctx.now().getTime() + backoffMs(attempts, Math.random));
  return postponeWork(ctx.store, row, { availableAt, attempts, lastError });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
