import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Far more than people need, also many behind one address; each request may write a row or call the vendor. */
const PER_MINUTE = 240;

/** Holds back whoever opens these addresses by a program. Counted per process, which is enough to keep the vendor from being flooded. */
export function guard(problemPath: string): RequestHandler {
  const limit = new RateLimiterMemory({ points: PER_MINUTE, duration: 60 });
  return async (request, response, next) => {
    const waitMs = await refusedFor(limit, request.ip ?? '');
    if (waitMs === null) return next();
    response.setHeader('Retry-After', String(Math.ceil(waitMs / 1000)));
    response.redirect(302, problemPath);
  };
}

/** Null when the request may pass. */
async function refusedFor(limit: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limit.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}
