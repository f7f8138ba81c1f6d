import type { Clock } from '../../kit/clock.ts';
import type { Knobs } from '../knobs.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Who calls: limits hold per company, some per company and app. */
export interface Caller {
  realmId: string;
  clientId: string;
}

interface Limit {
  key: string;
  overMs: number;
  most: number;
}

/** Sliding windows (facts: QuickBooks 6.1). */
export class Throttle {
  readonly #clock: Clock;
  readonly #knobs: Knobs;
  readonly #calls = new Map<string, number[]>();
  readonly #running = new Map<string, number>();

  constructor(clock: Clock, knobs: Knobs) {
    this.#clock = clock;
    this.#knobs = knobs;
  }

  /** Counts the call in, or says that it is one too many. A refused call does not count. */
  enter(caller: Caller, isBatch: boolean): boolean {
    const running = this.#running.get(caller.realmId) ?? 0;
    if (this.#knobs.throttle && running >= this.#knobs.concurrentRequests) return false;
    if (!this.#admit(this.#limitsOf(caller, isBatch))) return false;
    this.#running.set(caller.realmId, running + 1);
    return true;
  }

  leave(realmId: string): void {
    this.#running.set(realmId, (this.#running.get(realmId) ?? 1) - 1);
  }

  /** Mails a day, as sandbox companies have them. */
  enterMail(realmId: string): boolean {
    return this.#admit([{ key: `mail ${realmId}`, overMs: DAY_MS, most: this.#knobs.mailsPerDay }]);
  }

  #limitsOf({ realmId, clientId }: Caller, isBatch: boolean): Limit[] {
    const knobs = this.#knobs;
    const both = `${realmId} ${clientId}`;
    const all: Limit[] = [
      { key: `rate ${both}`, overMs: SECOND_MS, most: knobs.requestsPerSecond },
      { key: `all ${both}`, overMs: MINUTE_MS, most: knobs.callsPerMinute },
    ];
    if (!isBatch)
      return [
        ...all,
        { key: `minute ${realmId}`, overMs: MINUTE_MS, most: knobs.requestsPerMinute },
      ];
    return [
      ...all,
      { key: `batch ${both}`, overMs: MINUTE_MS, most: knobs.batchesPerMinute },
      { key: `batch ${realmId}`, overMs: MINUTE_MS, most: knobs.batchesPerMinuteOfCompany },
    ];
  }

  /** All windows have room and take the call, or none takes it. */
  #admit(limits: Limit[]): boolean {
    const nowMs = this.#clock.now();
    const windows = limits.map((limit) => ({ ...limit, times: this.#timesOf(limit.key) }));
    for (const { times, overMs } of windows) forgetBefore(times, nowMs - overMs);
    const isFull = windows.some(({ times, most }) => times.length >= most);
    if (isFull && this.#knobs.throttle) return false;
    for (const { times } of windows) times.push(nowMs);
    return true;
  }

  #timesOf(key: string): number[] {
    const known = this.#calls.get(key);
    if (known) return known;
    const fresh: number[] = [];
    this.#calls.set(key, fresh);
    return fresh;
  }
}

function forgetBefore(times: number[], limitMs: number): void {
  let old = 0;
  while (old < times.length && (times[old] ?? 0) <= limitMs) old += 1;
  if (old > 0) times.splice(0, old);
}
