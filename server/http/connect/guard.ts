import type { RequestHandler } from 'express';
import { openRateLimit } from '../rate-limit.ts';

type Params = { provider: string };

/** Holds back whoever opens these addresses by a program. */
export function guard(problemPath: (params: Params) => string): RequestHandler<Params> {
  const refusedFor = openRateLimit();
  return async (request, response, next) => {
    const waitMs = await refusedFor(request.ip ?? '');
    if (waitMs === null) return next();
    response.setHeader('Retry-After', String(Math.ceil(waitMs / 1000)));
    response.redirect(302, problemPath(request.params));
  };
}
