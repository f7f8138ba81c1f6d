import type { Row } from './row.ts';

const KEPT = 24;

/** The last query results by statement, each valid for one version of its table. */
export class ResultCache {
  readonly #results = new Map<string, { version: number; rows: readonly Row[] }>();

  get(key: string, version: number, compute: () => Row[]): readonly Row[] {
    const known = this.#results.get(key);
    if (known?.version === version) return known.rows;
    const rows = compute();
    this.#results.delete(key);
    this.#results.set(key, { version, rows });
    const [oldest] = this.#results.keys();
    if (this.#results.size > KEPT && oldest !== undefined) this.#results.delete(oldest);
    return rows;
  }
}
