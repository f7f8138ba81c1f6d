/** One answered request, without tokens. */
export interface JournalEntry {
  at: string;
  realmId: string | null;
  method: string;
  path: string;
  /** Decoded query parameters. */
  query: Record<string, string>;
  /** Start of the body of data writes and POST queries. */
  body: string;
  status: number;
  meter: 'core' | 'corePlus' | 'none';
  tid: string;
  tookMs: number;
  /** The answer was lost on purpose (a fault rule). */
  fault: string | null;
}

export interface JournalCount {
  requests: number;
  core: number;
  corePlus: number;
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
    const count = this.#countOf(entry.realmId ?? 'identity');
    count.requests += 1;
    if (entry.meter !== 'none') count[entry.meter] += 1;
    if (entry.status === 429) count.throttled += 1;
    count.byStatus[entry.status] = (count.byStatus[entry.status] ?? 0) + 1;
  }

  #countOf(key: string): JournalCount {
    const known = this.#counts.get(key);
    if (known) return known;
    const fresh: JournalCount = { requests: 0, core: 0, corePlus: 0, throttled: 0, byStatus: {} };
    this.#counts.set(key, fresh);
    return fresh;
  }

  read(realmId?: string): { entries: JournalEntry[]; counts: Record<string, JournalCount> } {
    const wanted = this.#entries.filter(
      (entry) => realmId === undefined || entry.realmId === realmId,
    );
    return { entries: wanted.slice(-KEPT), counts: Object.fromEntries(this.#counts) };
  }

  clear(): void {
    this.#entries = [];
    this.#counts = new Map();
  }
}
