import { createHash } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import { faults } from './faults.ts';

const DAY_MS = 86_400_000;
const KEPT = 2000;

interface Replay {
  key: string;
  bodyHash: string;
  answer: string;
  atMs: number;
}

/** Answers of writes that carried a `requestid`: the repeat gets the first answer (facts: QuickBooks 2.1). */
export class Replays {
  readonly #clock: Clock;
  #known = new Map<string, Replay>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get state(): Replay[] {
    return [...this.#known.values()];
  }

  restore(replays: Replay[]): void {
    this.#known = new Map(replays.map((replay) => [replay.key, replay]));
  }

  /** The first answer, or undefined for a new id. The same id with another body is code 600. */
  find(realmId: string, requestId: string, body: string): string | undefined {
    const known = this.#known.get(`${realmId}:${requestId}`);
    if (!known || known.atMs < this.#clock.now() - DAY_MS) return undefined;
    if (known.bodyHash !== hash(body)) throw faults.duplicateRequestId(requestId);
    return known.answer;
  }

  keep(realmId: string, requestId: string, body: string, answer: string): void {
    const key = `${realmId}:${requestId}`;
    this.#known.delete(key);
    this.#known.set(key, { key, bodyHash: hash(body), answer, atMs: this.#clock.now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
  }
}

function hash(body: string): string {
  return createHash('sha256').update(body).digest('base64');
}
