import type { Clock } from '../../kit/clock.ts';
import type { Knobs } from '../knobs.ts';
import type { RateProblem } from './faults.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface Window {
  untilMs: number;
  calls: number;
}

export interface Breach {
  problem: RateProblem;
  /** Seconds; null: nothing is said. */
  retryAfter: number | null;
}

/** Limits of one app: per organisation and over all (facts: Xero 5). A window opens with its first call and stays put. */
export class Limits {
  readonly #clock: Clock;
  readonly #knobs: Knobs;
  #windows = new Map<string, Window>();
  readonly #running = new Map<string, number>();

  constructor(clock: Clock, knobs: Knobs) {
    this.#clock = clock;
    this.#knobs = knobs;
  }

  get state(): [string, Window][] {
    return [...this.#windows];
  }

  restore(state: [string, Window][]): void {
    this.#windows = new Map(state);
  }

  /** Counts the call in, or says which limit it would break; a refused call does not count. */
  enter(tenantId: string): Breach | null {
    const breach = this.#knobs.limits ? this.#breach(tenantId) : null;
    if (breach) return breach;
    this.#running.set(tenantId, (this.#running.get(tenantId) ?? 0) + 1);
    for (const window of Object.values(this.#windowsOf(tenantId))) window.calls += 1;
    return null;
  }

  leave(tenantId: string): void {
    this.#running.set(tenantId, (this.#running.get(tenantId) ?? 1) - 1);
  }

  /** One more mail of this organisation today, or false. */
  enterEmail(tenantId: string): boolean {
    const window = this.#window(`email ${tenantId}`, DAY_MS);
    if (window.calls >= this.#knobs.emailsPerDay) return false;
    window.calls += 1;
    return true;
  }

  headers(tenantId: string): Record<string, string> {
    const { minute, day, app } = this.#windowsOf(tenantId);
    const left = (most: number, { calls }: Window): string => String(Math.max(0, most - calls));
    return {
      'X-MinLimit-Remaining': left(this.#knobs.callsPerMinute, minute),
      'X-DayLimit-Remaining': left(this.#knobs.callsPerDay, day),
      'X-AppMinLimit-Remaining': left(this.#knobs.appCallsPerMinute, app),
    };
  }

  forget(): void {
    this.#windows.clear();
  }

  #breach(tenantId: string): Breach | null {
    const knobs = this.#knobs;
    const { minute, day, app } = this.#windowsOf(tenantId);
    if ((this.#running.get(tenantId) ?? 0) >= knobs.callsInFlight)
      return { problem: 'concurrent', retryAfter: knobs.concurrentRetryAfter };
    if (day.calls >= knobs.callsPerDay) return { problem: 'day', retryAfter: this.#secondsTo(day) };
    if (minute.calls >= knobs.callsPerMinute)
      return { problem: 'minute', retryAfter: this.#secondsTo(minute) };
    if (app.calls >= knobs.appCallsPerMinute)
      return { problem: 'appminute', retryAfter: knobs.appMinuteRetryAfter };
    return null;
  }

  #secondsTo(window: Window): number {
    return Math.max(1, Math.ceil((window.untilMs - this.#clock.now()) / 1000));
  }

  #windowsOf(tenantId: string): { minute: Window; day: Window; app: Window } {
    return {
      minute: this.#window(`minute ${tenantId}`, MINUTE_MS),
      day: this.#window(`day ${tenantId}`, DAY_MS),
      app: this.#window('app', MINUTE_MS),
    };
  }

  #window(key: string, lengthMs: number): Window {
    const nowMs = this.#clock.now();
    const known = this.#windows.get(key);
    if (known && known.untilMs > nowMs && known.untilMs - nowMs <= lengthMs) return known;
    const fresh = { untilMs: nowMs + lengthMs, calls: 0 };
    this.#windows.set(key, fresh);
    return fresh;
  }
}
