import { createHash } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';

const KEPT_MS = 6 * 60_000;

export interface KeptAnswer {
  status: number;
  contentType: string | null;
  body: string;
}

interface Kept {
  call: string;
  answer: KeptAnswer;
  atMs: number;
}

/** Answers of writes with an `Idempotency-Key`, errors too, for some six minutes (facts: Xero 2.5). */
export class Idempotency {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer given before, `mismatch` when the key belongs to another call, null for a new key. */
  find(key: string, call: string): KeptAnswer | 'mismatch' | null {
    const known = this.#kept.get(key);
    if (!known || known.atMs + KEPT_MS <= this.#clock.now()) return null;
    return known.call === hash(call) ? known.answer : 'mismatch';
  }

  keep(key: string, call: string, answer: KeptAnswer): void {
    const nowMs = this.#clock.now();
    for (const [old, { atMs }] of this.#kept) {
      if (atMs + KEPT_MS > nowMs) break;
      this.#kept.delete(old);
    }
    this.#kept.delete(key);
    this.#kept.set(key, { call: hash(call), answer, atMs: nowMs });
  }
}

function hash(call: string): string {
  return createHash('sha256').update(call).digest('base64');
}
