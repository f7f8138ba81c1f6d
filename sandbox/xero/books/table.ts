import type { Stored } from './records.ts';

/** Finds records by something else than their id; kept up to date by the table. */
export class Index<T extends Stored> {
  readonly #keysOf: (record: T) => string[];
  readonly #ids = new Map<string, Set<string>>();
  readonly #table: Table<T>;

  constructor(table: Table<T>, keysOf: (record: T) => string[]) {
    this.#table = table;
    this.#keysOf = keysOf;
  }

  swap(before: T | undefined, after: T): void {
    for (const key of before ? this.#keysOf(before) : []) this.#ids.get(key)?.delete(after.id);
    for (const key of this.#keysOf(after)) {
      const ids = this.#ids.get(key);
      if (ids) ids.add(after.id);
      else this.#ids.set(key, new Set([after.id]));
    }
  }

  all(key: string): T[] {
    return [...(this.#ids.get(key) ?? [])]
      .map((id) => this.#table.get(id))
      .filter((record) => record !== undefined);
  }
}

/** Records of one kind by id, in the order they were made. Records are replaced, never changed in place. */
export class Table<T extends Stored> {
  readonly #records = new Map<string, T>();
  readonly #indexes: Index<T>[] = [];
  readonly #sorted = new Map<string, readonly T[]>();
  /** Ids changed since the seed: what a snapshot keeps. */
  readonly touched = new Set<string>();

  get size(): number {
    return this.#records.size;
  }

  index(keysOf: (record: T) => string[]): Index<T> {
    const index = new Index(this, keysOf);
    this.#indexes.push(index);
    return index;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  put(record: T): T {
    this.seed(record);
    this.touched.add(record.id);
    return record;
  }

  /** Part of the sample data, so a snapshot need not keep it. */
  seed(record: T): T {
    const before = this.#records.get(record.id);
    this.#records.set(record.id, record);
    for (const index of this.#indexes) index.swap(before, record);
    this.#sorted.clear();
    return record;
  }

  list(): readonly T[] {
    return this.sorted('', () => 0);
  }

  /** In this order; kept until the next change, so that a sweep over many pages sorts once. */
  sorted(name: string, compare: (a: T, b: T) => number): readonly T[] {
    const known = this.#sorted.get(name);
    if (known) return known;
    const fresh = [...this.#records.values()];
    if (name !== '') fresh.sort(compare);
    this.#sorted.set(name, fresh);
    return fresh;
  }
}
