import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Far more than people need, also many behind one address; each request may write a row or call a vendor. */
const PER_MINUTE = 240;

/** Counts requests by a key. Per process, which is enough to keep programs from flooding what is behind. */
export function openRateLimit(perMinute = PER_MINUTE): (key: string) => Promise<number | null> {
  const limit = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return (key) => refusedFor(limit, key);
}

/** How many milliseconds the key must wait; null when it may pass. */
async function refusedFor(limit: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limit.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}
