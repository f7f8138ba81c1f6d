import { pino } from 'pino';
import { startWorker } from '../../jobs/start.ts';
import { sweeps } from '../../jobs/sweeps.ts';
import { readConfig } from '../../server/config.ts';
import { makeContext } from '../../server/make-context.ts';
import { Secrets } from '../../server/secrets.ts';
import { startWeb } from '../../server/web.ts';

/** What the soak tells this process: where its clock stands, and that the clock's own work is due. */
export interface Order {
  clockAheadMs: number;
  round: number;
}

/**
 * Web and worker of Dunlin in one process that is killed without notice. It differs from the real start in one thing: the clock runs
 * ahead, as far as the parent says.
 */
let clockAheadMs = Number(process.env['CLOCK_AHEAD_MS']);
const now = (): Date => new Date(Date.now() + clockAheadMs);
const config = readConfig(process.env);
const log = pino({ level: config.LOG_LEVEL ?? 'silent' });
const baseUrl = `http://localhost:${config.PORT}`;
const { ctx } = await makeContext({
  config,
  databaseUrl: config.DATABASE_URL ?? '',
  secrets: new Secrets([config.DUNLIN_SECRET ?? '']),
  baseUrl,
  now,
  log,
});
startWorker(ctx, { redisUrl: config.REDIS_URL });
await startWeb(ctx, { host: '127.0.0.1', port: config.PORT, clientDir: 'dist/client' });

process.on('message', (order: Order) => {
  clockAheadMs = order.clockAheadMs;
  // A sweep that fails runs again next time, as it would by its timer.
  void Promise.allSettled(sweeps.map((sweep) => sweep.run(ctx))).then((ended) => {
    for (const one of ended)
      if (one.status === 'rejected') log.warn({ err: one.reason as unknown });
    process.send?.({ round: order.round });
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ round: 0 });
