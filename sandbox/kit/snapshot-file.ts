import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SAVE_DELAY_MS = 400;

/** What was kept, or undefined when nothing was. */
export function readStored(file: string | undefined): unknown {
  if (file === undefined || !existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Writes the snapshot a moment after the last change, and at once when told to. */
export class SnapshotFile {
  readonly #path: string | undefined;
  readonly #take: () => object;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string | undefined, take: () => object) {
    this.#path = path;
    this.#take = take;
    if (path !== undefined) mkdirSync(dirname(path), { recursive: true });
  }

  changed(): void {
    if (this.#path === undefined || this.#timer) return;
    this.#timer = setTimeout(() => this.flush(), SAVE_DELAY_MS);
    this.#timer.unref();
  }

  /** Temporary file and rename: a crash leaves the old snapshot or the new one, never half of one. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#path === undefined) return;
    const temporary = `${this.#path}.tmp`;
    writeFileSync(temporary, JSON.stringify(this.#take()), { mode: 0o600 });
    renameSync(temporary, this.#path);
  }
}
