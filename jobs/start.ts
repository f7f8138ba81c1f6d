import { jobs } from '../domain/jobs.ts';
import { Bug } from '../domain/errors.ts';
import type { Context } from '../server/services/context.ts';
import { handlers } from './handlers/index.ts';
import { openQueues } from './queues.ts';
import { startRelay } from './relay.ts';
import { runJob } from './run-job.ts';
import { startSweeps } from './sweeps.ts';

/** Starts a worker process's part: relay, queues, sweeps. `close` finishes what runs and takes nothing new. */
export function startWorker(
  ctx: Context,
  options: { redisUrl?: string | undefined },
): { close(): Promise<void> } {
  assertEveryJobHasItsHandler();
  const queues = openQueues({
    redisUrl: options.redisUrl,
    databaseUrl: ctx.store.url,
    log: ctx.log,
  });
  queues.work((wake) => runJob(ctx, handlers, wake));
  const relay = startRelay(ctx, queues);
  const sweeps = startSweeps(ctx);
  return {
    async close() {
      await sweeps.close();
      await relay.close();
      await queues.close();
    },
  };
}

function assertEveryJobHasItsHandler(): void {
  const missing = Object.keys(jobs).filter((name) => !(name in handlers));
  if (missing.length > 0) throw new Bug('jobs.no-handler', `no handler for ${missing.join(', ')}`);
}
