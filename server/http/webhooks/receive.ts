import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import type { Context } from '../../services/context.ts';
import { acceptInbound, isInboundAddress } from '../../services/replies/accept.ts';
import { acceptWebhook } from '../../services/webhooks/accept.ts';

/** Vendors send up to 1 MB; twice that leaves room (facts: marketplace 10). */
const LIMIT = '2mb';

/** A mail of 30 MB, the largest that is posted, with the form around it (facts: delivery 3.6). */
const MAIL_LIMIT = '32mb';

const inboundStatuses = { accepted: 200, forbidden: 403, unreadable: 400 } as const;

const statuses = { accepted: 200, refused: 401, forbidden: 403, unknown: 404 } as const;

/**
 * Posts of vendors. Reads the bytes exactly as they were signed, so this comes before any other body parser; answers with a bare
 * status and no cookie. Packed bodies are refused: none of the vendors sends them, and they can unfold to any size.
 */
export function webhookRoutes(ctx: Context): Router {
  const router = Router();
  router.post(
    '/:provider/inbound/:secret',
    inboundOnly(ctx),
    express.raw({ type: () => true, limit: MAIL_LIMIT, inflate: false }),
    receiveMail(ctx),
  );
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

type InboundPath = { provider: string; secret: string };

/** Before the body is read: whoever does not know the address cannot make us read 30 MB. */
function inboundOnly(ctx: Context): RequestHandler<InboundPath> {
  return ({ params }, response, next) => {
    if (isInboundAddress(ctx, params.provider, params.secret)) return next();
    response.status(404).end();
  };
}

function receiveMail(ctx: Context): RequestHandler<InboundPath> {
  return async (request, response) => {
    const body: unknown = request.body;
    const outcome = await acceptInbound(ctx, {
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      headers: request.headers,
    });
    response.status(inboundStatuses[outcome]).end();
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
