import type { Clock } from '../clock.ts';
import type { Knobs } from '../knobs.ts';

interface Window {
  requests: number[];
  batches: number[];
  running: number;
}

/** Sliding windows per company (facts: QuickBooks 6.1). */
export class Throttle {
  readonly #clock: Clock;
  readonly #knobs: Knobs;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock, knobs: Knobs) {
    this.#clock = clock;
    this.#knobs = knobs;
  }

  /** Counts the call in, or says that it is one too many. A refused call does not count. */
  enter(realmId: string, isBatch: boolean): boolean {
    const window = this.#windowOf(realmId);
    if (this.#knobs.throttle && !this.#hasRoom(window, isBatch)) return false;
    (isBatch ? window.batches : window.requests).push(this.#clock.now());
    window.running += 1;
    return true;
  }

  leave(realmId: string): void {
    this.#windowOf(realmId).running -= 1;
  }

  #hasRoom(window: Window, isBatch: boolean): boolean {
    const nowMs = this.#clock.now();
    forgetBefore(window.requests, nowMs - 60_000);
    forgetBefore(window.batches, nowMs - 60_000);
    if (window.running >= this.#knobs.concurrentRequests) return false;
    if (isBatch) return window.batches.length < this.#knobs.batchesPerMinute;
    const nth = window.requests.at(-this.#knobs.requestsPerSecond);
    const tooFast = nth !== undefined && nth > nowMs - 1000;
    return !tooFast && window.requests.length < this.#knobs.requestsPerMinute;
  }

  #windowOf(realmId: string): Window {
    const known = this.#windows.get(realmId);
    if (known) return known;
    const fresh: Window = { requests: [], batches: [], running: 0 };
    this.#windows.set(realmId, fresh);
    return fresh;
  }
}

function forgetBefore(times: number[], limitMs: number): void {
  let old = 0;
  while (old < times.length && (times[old] ?? 0) <= limitMs) old += 1;
  times.splice(0, old);
}
