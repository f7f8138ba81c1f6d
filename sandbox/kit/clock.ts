/** The sandbox's own clock: the real one plus an offset that the admin API moves. */
export class Clock {
  #offsetMs: number;
  readonly #listeners: (() => void)[] = [];

  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
    for (const listener of this.#listeners) listener();
  }

  set(nowMs: number): void {
    this.advance(nowMs - this.now());
  }

  /** Timers that wait on this clock look again when it jumps. */
  onJump(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
