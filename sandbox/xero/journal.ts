import type { Entry } from '../kit/answer.ts';

/** One answered request, without tokens. */
export interface JournalEntry extends Entry {
  at: string;
  tenantId: string | null;
  method: string;
  path: string;
  /** Decoded query parameters. */
  query: Record<string, string>;
  /** Value of If-Modified-Since and Idempotency-Key, '' when not sent. */
  modifiedSince: string;
  idempotencyKey: string;
  /** Start of the body of a write. */
  body: string;
}

export interface JournalCount {
  requests: number;
  throttled: number;
  byStatus: Record<string, number>;
}

const KEPT = 5000;

export class Journal {
  #entries: JournalEntry[] = [];
  #counts = new Map<string, JournalCount>();

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
    const key = entry.tenantId ?? 'identity';
    const count = this.#counts.get(key) ?? { requests: 0, throttled: 0, byStatus: {} };
    this.#counts.set(key, count);
    count.requests += 1;
    if (entry.status === 429) count.throttled += 1;
    count.byStatus[entry.status] = (count.byStatus[entry.status] ?? 0) + 1;
  }

  read(tenantId?: string): { entries: JournalEntry[]; counts: Record<string, JournalCount> } {
    const wanted = this.#entries.filter(
      (entry) => tenantId === undefined || entry.tenantId === tenantId,
    );
    return { entries: wanted.slice(-KEPT), counts: Object.fromEntries(this.#counts) };
  }

  clear(): void {
    this.#entries = [];
    this.#counts = new Map();
  }
}
