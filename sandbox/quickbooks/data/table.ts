import type { JsonObject } from '../../kit/json.ts';
import type { GeneratedRows, Row } from './row.ts';
import { GeneratedRow, StoredRow } from './row.ts';
import { SortedIndex } from './sorted-index.ts';

export interface Tombstone {
  readonly id: string;
  readonly deletedMs: number;
}

/** Ids are digits without a size limit (attachables have nineteen), so numbers would lose some. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * All objects of one kind in one company, in the orders that queries ask for. Generated objects are made when read;
 * what was loaded or changed is kept and hides the generated object of the same id.
 */
export class Table {
  readonly #stored = new Map<string, Row>();
  #generated: GeneratedRows | null = null;
  /** Ids of generated objects that were changed or deleted. */
  readonly #hidden = new Set<string>();
  readonly byId = new SortedIndex<Row>(
    () => [...this.#all()].sort((a, b) => compareIds(a.id, b.id)),
    (a, b) => compareIds(a.id, b.id),
  );
  /** Sorting is stable and starts from the order of ids, so equal stamps cost no comparison of ids. */
  readonly byUpdate = new SortedIndex<Row>(
    () => [...this.byId.list].sort((a, b) => a.updatedMs - b.updatedMs),
    (a, b) => a.updatedMs - b.updatedMs || compareIds(a.id, b.id),
  );
  readonly tombstones = new Map<string, Tombstone>();
  /** Ids that differ from the seed; only these go into the snapshot. */
  readonly touched = new Set<string>();
  version = 0;

  get size(): number {
    return this.#stored.size + (this.#generated?.count ?? 0) - this.#hidden.size;
  }

  get(id: string): JsonObject | undefined {
    return this.find(id)?.entity;
  }

  find(id: string): Row | undefined {
    const stored = this.#stored.get(id);
    if (stored || !this.#generated || this.#hidden.has(id)) return stored;
    const nth = this.#generated.nthOf(id);
    return nth > 0 ? new GeneratedRow(this.#generated, nth) : undefined;
  }

  *entities(): Generator<JsonObject> {
    for (const row of this.byId.list) yield row.entity;
  }

  *#all(): Generator<Row> {
    const generated = this.#generated;
    for (let nth = 1; nth <= (generated?.count ?? 0); nth += 1) {
      const row = generated ? new GeneratedRow(generated, nth) : undefined;
      if (row && !(this.#hidden.size > 0 && this.#hidden.has(row.id))) yield row;
    }
    yield* this.#stored.values();
  }

  /** Loads seed rows: they count as unchanged. */
  load(entities: Iterable<JsonObject>): void {
    for (const entity of entities) {
      const row = new StoredRow(entity);
      this.#hide(row.id);
      this.#stored.set(row.id, row);
    }
    this.#forget();
  }

  /** Seed rows that take no memory. */
  generate(rows: GeneratedRows): void {
    this.#generated = rows;
    this.#forget();
  }

  put(entity: JsonObject): void {
    const row = new StoredRow(entity);
    this.#unlink(row.id);
    this.#stored.set(row.id, row);
    this.byId.add(row);
    this.byUpdate.add(row);
    this.touched.add(row.id);
    this.version += 1;
  }

  remove(id: string, deletedMs: number): void {
    this.#unlink(id);
    this.#stored.delete(id);
    this.touched.delete(id);
    this.tombstones.set(id, { id, deletedMs });
    this.version += 1;
  }

  #unlink(id: string): void {
    const row = this.find(id);
    if (!row) return;
    this.byId.remove(row);
    this.byUpdate.remove(row);
    this.#hide(id);
  }

  #hide(id: string): void {
    if (this.#generated && this.#generated.nthOf(id) > 0) this.#hidden.add(id);
  }

  #forget(): void {
    this.byId.forget();
    this.byUpdate.forget();
    this.version += 1;
  }
}
