import { addDays, daysBetween, fromPacific, pacificSeconds } from '../pacific-time.ts';

/** The sample company is written down around this day (facts: QuickBooks 10.3). */
const WRITTEN_FOR = '2026-11-16';

/** Moves every written day by the distance from that day to day zero. */
export class SeedDays {
  readonly #shift: number;
  readonly #latestMs: number;

  constructor(dayZero: string) {
    this.#latestMs = fromPacific(dayZero, '00:00:00');
    this.#shift = daysBetween(WRITTEN_FOR, dayZero);
  }

  /** `11-05` of 2026, or a full day. */
  day(text: string): string {
    return addDays(text.length === 5 ? `2026-${text}` : text, this.#shift);
  }

  ms(text: string, time = '10:00:00'): number {
    return fromPacific(this.day(text), time);
  }

  /** Never later than the first moment of day zero, or a fresh sandbox would show stamps of the future. */
  stamp(text: string, time?: string): string {
    return pacificSeconds(Math.min(this.ms(text, time), this.#latestMs));
  }
}
