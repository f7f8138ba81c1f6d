import type { JsonObject } from '../json.ts';
import { asText, at } from '../json.ts';
import { SortedIndex } from './sorted-index.ts';

export interface Row {
  readonly id: string;
  readonly entity: JsonObject;
  readonly updatedMs: number;
}

export interface Tombstone {
  readonly id: string;
  readonly deletedMs: number;
}

/** Ids are digits without a size limit (attachables have nineteen), so numbers would lose some. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

function toRow(entity: JsonObject): Row {
  const updatedMs = Date.parse(asText(at(entity, 'MetaData', 'LastUpdatedTime')));
  return { id: asText(entity['Id']), entity, updatedMs };
}

/** All objects of one kind in one company, in the orders that queries ask for. */
export class Table {
  readonly #rows = new Map<string, Row>();
  readonly byId = new SortedIndex<Row>(
    () => this.#rows.values(),
    (a, b) => compareIds(a.id, b.id),
  );
  readonly byUpdate = new SortedIndex<Row>(
    () => this.#rows.values(),
    (a, b) => a.updatedMs - b.updatedMs || compareIds(a.id, b.id),
  );
  readonly tombstones = new Map<string, Tombstone>();
  /** Ids that differ from the seed; only these go into the snapshot. */
  readonly touched = new Set<string>();
  version = 0;

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): JsonObject | undefined {
    return this.#rows.get(id)?.entity;
  }

  *entities(): Generator<JsonObject> {
    for (const row of this.byId.list) yield row.entity;
  }

  /** Loads seed rows: they count as unchanged. */
  load(entities: Iterable<JsonObject>): void {
    for (const entity of entities) {
      const row = toRow(entity);
      this.#rows.set(row.id, row);
    }
    this.byId.forget();
    this.byUpdate.forget();
    this.version += 1;
  }

  put(entity: JsonObject): void {
    const row = toRow(entity);
    this.#unlink(row.id);
    this.#rows.set(row.id, row);
    this.byId.add(row);
    this.byUpdate.add(row);
    this.touched.add(row.id);
    this.version += 1;
  }

  remove(id: string, deletedMs: number): void {
    this.#unlink(id);
    this.#rows.delete(id);
    this.touched.delete(id);
    this.tombstones.set(id, { id, deletedMs });
    this.version += 1;
  }

  #unlink(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.byId.remove(row);
    this.byUpdate.remove(row);
  }
}
