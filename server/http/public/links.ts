import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { NotFound } from '../../../domain/errors.ts';
import type { Context } from '../../services/context.ts';
import { openRateLimit } from '../rate-limit.ts';
import { fileRoutes } from './files.ts';
import { sendPage, strangersLanguage } from './page.ts';
import { unsubscribeRoutes } from './unsubscribe.ts';
import { words } from './words.ts';

/**
 * Links of messages, for people without an account. Before sessions: neither cookies nor anything else of a browser says who somebody is,
 * the link alone does.
 */
export function publicLinks(ctx: Context): Router {
  const router = Router();
  router.use(['/u', '/f'], held());
  router.use('/u', express.urlencoded({ extended: false, limit: '4kb', parameterLimit: 20 }));
  unsubscribeRoutes(router, ctx);
  fileRoutes(router, ctx);
  router.use(['/u', '/f'], gone);
  router.use(['/u', '/f'], failed);
  return router;
}

/** Guessing takes for ever, and is held back all the same. */
function held(): RequestHandler {
  const refusedFor = openRateLimit();
  return async (request, response, next) => {
    const waitMs = await refusedFor(request.ip ?? '');
    if (waitMs === null) return next();
    response.setHeader('Retry-After', String(Math.ceil(waitMs / 1000)));
    say(request, response, 'busy', 429);
  };
}

const gone: RequestHandler = (request, response) => say(request, response, 'gone', 404);

/** A wrong link and one that has expired look the same. */
const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent || !(error instanceof NotFound)) return next(error);
  say(request, response, 'gone', 404);
};

function say(request: Request, response: Response, what: 'gone' | 'busy', status: number): void {
  const language = strangersLanguage(request, response);
  const { title, text } = words[language][what];
  sendPage(response, { language, title, body: `<p>${text}</p>`, status });
}
