import type { Clock } from '../../kit/clock.ts';
import type { Knobs } from '../knobs.ts';

export type MeterClass = 'core' | 'corePlus' | 'none';

export interface Usage {
  month: string;
  core: Record<string, number>;
  corePlus: Record<string, number>;
}

/** Counts what Intuit's partner program counts: reads (CorePlus) against a monthly cap, writes (Core) for free. */
export class Meter {
  readonly #clock: Clock;
  readonly #knobs: Knobs;
  #usage: Usage = { month: '', core: {}, corePlus: {} };

  constructor(clock: Clock, knobs: Knobs) {
    this.#clock = clock;
    this.#knobs = knobs;
  }

  get usage(): Usage {
    const month = new Date(this.#clock.now()).toISOString().slice(0, 7);
    if (month !== this.#usage.month) this.#usage = { month, core: {}, corePlus: {} };
    return this.#usage;
  }

  restore(usage: Usage): void {
    this.#usage = structuredClone(usage);
  }

  isBlocked(meter: MeterClass): boolean {
    if (meter !== 'corePlus') return false;
    const spent = Object.values(this.usage.corePlus).reduce((sum, count) => sum + count, 0);
    return this.#knobs.monthlyBlock || spent >= this.#knobs.monthlyCap;
  }

  count(realmId: string, meter: MeterClass): void {
    if (meter === 'none') return;
    const counts = this.usage[meter];
    counts[realmId] = (counts[realmId] ?? 0) + 1;
  }
}
