import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { TryLater } from '../../domain/errors.ts';
import type { BooksLimits } from '../../integrations/books.ts';
import { giveBackTurn, takeTurn, type Turn } from '../../server/db/turns.ts';
import { createLimiter, withMargin } from '../../server/limiter.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 12 });
}, 90_000);
afterAll(() => database.close());

const pool = () => database.store.pool;
const forEver = Number.MAX_SAFE_INTEGER;
/** As the vendor publishes them (facts: QuickBooks 6.1). */
const vendor: BooksLimits = { perSecond: 10, perMinute: 500, atOnce: 10, monthly: null };
const fast: BooksLimits = { perSecond: 2_000, perMinute: 100_000, atOnce: 6, monthly: null };
const limiter = (now = () => new Date()) => createLimiter({ pool: pool(), now });

/** Most instants in any window of this length. */
function mostWithin(instants: number[], windowMs: number): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, at, index) => {
    while (at - (sorted[from] ?? at) >= windowMs) from += 1;
    return Math.max(most, index - from + 1);
  }, 0);
}

const given = (turn: Turn) => {
  if (turn.kind !== 'given') throw new Error(`not given: ${turn.kind}`);
  return turn;
};

async function reserveInProcesses(processes: number, each: number): Promise<number[]> {
  const limits = JSON.stringify(withMargin(vendor));
  const script = path.join(import.meta.dirname, 'turn-taker.ts');
  const args = ['--import', 'tsx', script, database.store.url, randomUUID(), String(each), limits];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const answers = await Promise.all(
    Array.from({ length: processes }, () => promisify(execFile)(process.execPath, args, { env })),
  );
  return answers.flatMap(({ stdout }) => JSON.parse(stdout) as number[]);
}

describe('turns', () => {
  it('holds every window over three processes, and stays close to what is allowed', async () => {
    const instants = await reserveInProcesses(3, 300);
    expect(instants).toHaveLength(900);
    expect(mostWithin(instants, 1_000)).toBeLessThanOrEqual(vendor.perSecond);
    expect(mostWithin(instants, 60_000)).toBeLessThanOrEqual(vendor.perMinute);
    expect(mostWithin(instants, 1_000)).toBe(vendor.perSecond);
    expect(mostWithin(instants, 60_000)).toBeGreaterThanOrEqual(vendor.perMinute * 0.97);
  }, 60_000);

  it('gives the first call of a line its turn at once', async () => {
    expect(given(await takeTurn(pool(), randomUUID(), withMargin(vendor), 0)).waitMs).toBe(0);
  });

  it('reserves nothing beyond the caller’s patience', async () => {
    const key = randomUUID();
    const limits = { perSecond: 1, perMinute: 1, atOnce: 10 };
    const first = given(await takeTurn(pool(), key, limits, 0));
    expect(await takeTurn(pool(), key, limits, 1_000)).toMatchObject({ kind: 'far' });
    const second = given(await takeTurn(pool(), key, limits, forEver));
    expect(second.at.getTime() - first.at.getTime()).toBeCloseTo(61_000, -1);
  });

  it('counts a call from its end, because the vendor may have met it as late as that', async () => {
    const key = randomUUID();
    const limits = { perSecond: 1, perMinute: 100, atOnce: 10 };
    const first = given(await takeTurn(pool(), key, limits, 0));
    await database.query('select pg_sleep(0.3)');
    await giveBackTurn(pool(), key, first);
    const second = given(await takeTurn(pool(), key, limits, forEver));
    const apartMs = second.at.getTime() - first.at.getTime();
    expect(apartMs).toBeGreaterThanOrEqual(1_300);
    expect(apartMs).toBeLessThan(2_100);
  });

  it('has no more places than calls may be under way, and frees one that was never given back', async () => {
    const key = randomUUID();
    const limits = { perSecond: 100, perMinute: 100, atOnce: 2 };
    const first = given(await takeTurn(pool(), key, limits, forEver));
    await takeTurn(pool(), key, limits, forEver);
    expect(await takeTurn(pool(), key, limits, forEver)).toEqual({ kind: 'crowded' });
    await giveBackTurn(pool(), key, first);
    const third = given(await takeTurn(pool(), key, limits, forEver));
    expect(third.place).toBe(first.place);
    // The first caller comes back late: the place is another's by now.
    await giveBackTurn(pool(), key, first);
    expect(await takeTurn(pool(), key, limits, forEver)).toEqual({ kind: 'crowded' });
    await database.query(
      `update books_turn set leases[1] = now() - interval '1 second' where key = $1`,
      [key],
    );
    expect(given(await takeTurn(pool(), key, limits, forEver)).place).toBe(1);
  });
});

describe('createLimiter', () => {
  it('runs as many calls at once as allowed over several processes, never more, and all of them', async () => {
    const key = randomUUID();
    const processes = [limiter(), limiter(), limiter()];
    let under = 0;
    let most = 0;
    const call = async () => {
      under += 1;
      most = Math.max(most, under);
      await database.query('select pg_sleep(0.05)');
      under -= 1;
    };
    const calls = Array.from({ length: 40 }, (_, n) => processes[n % 3]?.inTurn(key, fast, call));
    await Promise.all(calls);
    expect(most).toBe(withMargin(fast).atOnce);
  });

  it('frees the place when the call fails', async () => {
    const key = randomUUID();
    const one = { ...fast, atOnce: 1 };
    const failing = () => Promise.reject(new Error('no answer'));
    await expect(limiter().inTurn(key, one, failing)).rejects.toThrow('no answer');
    await expect(limiter().inTurn(key, one, () => Promise.resolve('next'))).resolves.toBe('next');
  });

  it('sends everybody away until the books want to be called again', async () => {
    const key = randomUUID();
    const now = () => new Date('2026-11-22T10:00:00Z');
    const at = new Date('2026-11-22T10:01:00Z');
    await limiter(now).holdUntil(key, at);
    // A shorter hold does not end the longer one.
    await limiter(now).holdUntil(key, new Date('2026-11-22T10:00:05Z'));
    const refused = await limiter(now)
      .inTurn(key, vendor, () => Promise.resolve())
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TryLater);
    const waitMs = refused instanceof TryLater ? refused.at.getTime() - now().getTime() : 0;
    expect(waitMs).toBeGreaterThan(50_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    await expect(limiter().inTurn(randomUUID(), vendor, async () => 'other')).resolves.toBe(
      'other',
    );
  });

  it('asks again when the books asked for rest while somebody waited for his instant', async () => {
    const key = randomUUID();
    await takeTurn(pool(), key, { perSecond: 1, perMinute: 100, atOnce: 10 }, forEver);
    const slow: BooksLimits = { ...vendor, perSecond: 1 };
    const waiting = limiter().inTurn(key, slow, () => Promise.resolve('called'));
    await reserved(key, 2);
    await limiter().holdUntil(key, new Date(Date.now() + 60_000));
    await expect(waiting).rejects.toThrow(TryLater);
  });
});

/** Resolves once so many turns of the line are taken. */
async function reserved(key: string, calls: number): Promise<void> {
  for (;;) {
    const rows = await database.query<{ calls: string }>(
      'select calls from books_turn where key = $1',
      [key],
    );
    if (Number(rows[0]?.calls) >= calls) return;
  }
}
