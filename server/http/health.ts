import { Router } from 'express';
import type { Context } from '../services/context.ts';
import { reachesDatabase } from '../services/health/reaches-database.ts';

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
