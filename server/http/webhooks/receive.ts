import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import type { Context } from '../../services/context.ts';
import { acceptWebhook } from '../../services/webhooks/accept.ts';

/** Vendors send up to 1 MB; twice that leaves room (facts: marketplace 10). */
const LIMIT = '2mb';

const statuses = { accepted: 200, refused: 401, forbidden: 403, unknown: 404 } as const;

/**
 * Posts of vendors. Reads the bytes exactly as they were signed, so this comes before any other body parser; answers with a bare
 * status and no cookie. Packed bodies are refused: none of the vendors sends them, and they can unfold to any size.
 */
export function webhookRoutes(ctx: Context): Router {
  const router = Router();
  router.post(
    '/:provider',
    express.raw({ type: () => true, limit: LIMIT, inflate: false }),
    receive(ctx),
  );
  router.use(failed(ctx));
  return router;
}

function receive(ctx: Context): RequestHandler<{ provider: string }> {
  return async (request, response) => {
    const body: unknown = request.body;
    const outcome = await acceptWebhook(ctx, {
      provider: request.params.provider,
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      headers: request.headers,
    });
    response.status(statuses[outcome]).end();
  };
}

/** Unreadable or too large: the parser's status. Anything else is ours, and 503 makes the vendor come again. */
function failed(ctx: Context): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = parserStatus(error);
    if (status === 503)
      ctx.log.error({ err: error, code: 'webhook.not-stored' }, 'webhook not stored');
    response.status(status).end();
  };
}

function parserStatus(error: unknown): number {
  if (!(error instanceof Error) || !('status' in error)) return 503;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 503;
}
