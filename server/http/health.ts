import { Router } from 'express';
import { sql } from 'drizzle-orm';
import type { Context } from '../services/context.ts';

/** `/health`: the process answers. `/ready`: it can also reach its database, so a balancer may send it requests. */
export function healthRoutes(ctx: Context): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/ready', async (_request, response) => {
    const ready = await reachesDatabase(ctx);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'database unreachable' });
  });
  return router;
}

async function reachesDatabase(ctx: Context): Promise<boolean> {
  try {
    await ctx.store.db.execute(sql`select 1`);
    return true;
  } catch (error) {
    ctx.log.warn({ err: error, code: 'ready.database' }, 'database does not answer');
    return false;
  }
}
