import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { Busy } from '../domain/errors.ts';
import type { BooksLimits } from '../integrations/books.ts';
import {
  areTurnsHeld,
  giveBackTurn,
  holdTurns,
  takeTurn,
  type GivenTurn,
  type TurnLimits,
} from './db/turns.ts';
import type { Limiter } from './services/context.ts';

/** Longer than this nobody waits inside a worker; the job comes back later instead. */
const PATIENCE_MS = 20_000;
/** While every place is taken: the next look. Calls take longer than this. */
const CROWDED_LOOK_MS = 40;

export interface LimiterGround {
  pool: pg.Pool;
  now(): Date;
  /** A place could not be given back; it frees itself when its lease ends. */
  onError?(error: unknown): void;
}

/** What the vendor allows, less a margin for clocks and networks that differ. */
export function withMargin({ perSecond, perMinute, atOnce }: BooksLimits): TurnLimits {
  const minute = Math.max(1, Math.floor(perMinute * 0.98));
  return {
    perSecond: Math.min(perSecond, minute),
    perMinute: minute,
    atOnce: Math.max(1, atOnce - 2),
  };
}

/**
 * Turns of calls to one connection, exact over all processes: instants and places are reserved in PostgreSQL, also when the queue runs
 * on Redis, so that there is one way only. Within a process callers stand in a line and one of them asks at a time.
 */
export function createLimiter(ground: LimiterGround): Limiter {
  const lines = new Map<string, Promise<unknown>>();
  return {
    async inTurn(key, limits, call) {
      const startedAt = performance.now();
      const turn = await inLine(lines, key, () =>
        waitForTurn(ground, key, withMargin(limits), startedAt),
      );
      try {
        return await call();
      } finally {
        await giveBackTurn(ground.pool, key, turn).catch((error: unknown) =>
          ground.onError?.(error),
        );
      }
    },
    async holdUntil(key, at) {
      // The instant is on our clock, the reservations are on the database's.
      const forMs = at.getTime() - ground.now().getTime();
      if (forMs > 0) await holdTurns(ground.pool, key, forMs);
    },
  };
}

/** First come, first served, and one at a time. */
async function inLine<T>(
  lines: Map<string, Promise<unknown>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = lines.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  lines.set(key, settled);
  try {
    return await mine;
  } finally {
    if (lines.get(key) === settled) lines.delete(key);
  }
}

/** Resolves at the instant at which the call may begin. Throws Busy when that is too far away. */
async function waitForTurn(
  ground: LimiterGround,
  key: string,
  limits: TurnLimits,
  startedAt: number,
): Promise<GivenTurn> {
  for (;;) {
    const askedAt = performance.now();
    const patienceMs = PATIENCE_MS - (askedAt - startedAt);
    const turn = await takeTurn(ground.pool, key, limits, Math.max(0, patienceMs));
    if (turn.kind === 'far') throw tooFar(ground, turn.waitMs);
    if (turn.kind === 'crowded') {
      if (patienceMs <= 0) throw tooFar(ground, PATIENCE_MS / 2);
      await pause(CROWDED_LOOK_MS * (0.75 + Math.random() / 2));
      continue;
    }
    if (turn.waitMs > 0) await pause(turn.waitMs);
    if (turn.waitMs === 0 || !(await areTurnsHeld(ground.pool, key))) return turn;
    await giveBackTurn(ground.pool, key, turn);
  }
}

function tooFar(ground: LimiterGround, waitMs: number): Busy {
  const at = new Date(ground.now().getTime() + Math.max(1_000, Math.ceil(waitMs)));
  return new Busy('connection.turn-far', 'the books allow the next call only later', at);
}
