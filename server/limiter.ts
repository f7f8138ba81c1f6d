import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import {
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Limiter } from './services/context.ts';

/**
 * Below what QuickBooks allows one company (500 calls a minute, 10 at once; facts: QuickBooks 4.1, marketplace 1.1), so that a
 * second program of the same customer still gets through.
 */
const windows = [
  { name: 'minute', points: 400, duration: 60 },
  // Our windows are fixed and the vendor's slides: two of ours can fall into one of theirs, and together must stay within 10.
  { name: 'second', points: 5, duration: 1 },
] as const;

export interface LimiterStore {
  pool: pg.Pool;
  /** Counts there instead, when the queue runs on Redis anyway. */
  redis?: Redis | undefined;
}

/** Turns per key (a connection), counted in the store, so that all processes together stay below the limit. */
export function createLimiter(store: LimiterStore): Limiter {
  const limits = windows.map((window) => limitOf(store, window));
  return {
    async waitForTurn(key) {
      for (const limit of limits) await takeTurn(limit, key);
    },
  };
}

function limitOf(
  { pool, redis }: LimiterStore,
  window: (typeof windows)[number],
): RateLimiterAbstract {
  const options = {
    keyPrefix: `books:${window.name}`,
    points: window.points,
    duration: window.duration,
    // Once the window is known to be full, asking the store again before it ends is pointless.
    inMemoryBlockOnConsumed: window.points,
  };
  if (redis) return new RateLimiterRedis({ ...options, storeClient: redis });
  const table = { tableName: 'rate_limit', tableCreated: true };
  return new RateLimiterPostgres({ ...options, ...table, storeClient: pool, storeType: 'pool' });
}

async function takeTurn(limit: RateLimiterAbstract, key: string): Promise<void> {
  for (;;) {
    const waitMs = await refusedFor(limit, key);
    if (waitMs === null) return;
    // Waiters come back spread out, not all in the first moment of the next window.
    await pause(waitMs + Math.random() * 50);
  }
}

/** Null when the turn was given, else the milliseconds until the window ends. */
async function refusedFor(limit: RateLimiterAbstract, key: string): Promise<number | null> {
  try {
    await limit.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}
