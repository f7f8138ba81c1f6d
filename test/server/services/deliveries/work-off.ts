import { handlers } from '../../../../jobs/handlers/index.ts';
import { runJob } from '../../../../jobs/run-job.ts';
import { takeReady } from '../../../../server/db/outbox.ts';
import type { Context } from '../../../../server/services/context.ts';

const ROUNDS = 50;

/** Does all work that is ready by the context's clock, and what follows from it, as relay and workers would. Answers the names. */
export async function workOff(ctx: Context): Promise<string[]> {
  const names: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = await takeReady(ctx.store, ctx.now(), 100);
    if (rows.length === 0) return names;
    for (const row of rows) {
      names.push(row.name);
      await runJob(ctx, handlers, { outboxId: row.id });
    }
  }
  throw new Error('the work never ends');
}
