import { addDays, fromPacific, pacificSeconds } from '../../pacific-time.ts';

const MINUTE_MS = 60_000;
const OPENS_AT = 9;
const OFFICE_MINUTES = 480;

interface Day {
  day: string;
  opensMs: number;
  zone: string;
}

export interface Stamp {
  text: string;
  ms: number;
}

/** The days before day zero, each worked out once: a million stamps need no calendar of their own. */
export class BulkCalendar {
  readonly #dayZero: string;
  readonly #days = new Map<number, Day>();

  constructor(dayZero: string) {
    this.#dayZero = dayZero;
  }

  #before(age: number): Day {
    const known = this.#days.get(age);
    if (known) return known;
    const day = addDays(this.#dayZero, -age);
    const opensMs = fromPacific(day);
    const made = { day, opensMs, zone: pacificSeconds(opensMs).slice(19) };
    this.#days.set(age, made);
    return made;
  }

  dayBefore(age: number): string {
    return this.#before(age).day;
  }

  /** A moment in the office hours of the day before, spread by minute, so that nothing lies in the future. */
  stamp(age: number, index: number, second = 0): Stamp {
    const { day, opensMs, zone } = this.#before(age + 1);
    const minute = index % OFFICE_MINUTES;
    const time = `${pad(OPENS_AT + Math.floor(minute / 60))}:${pad(minute % 60)}:${pad(second)}`;
    return { text: `${day}T${time}${zone}`, ms: opensMs + minute * MINUTE_MS + second * 1000 };
  }

  /** `stamp(…).ms`, without its text. */
  stampMs(age: number, index: number, second = 0): number {
    return this.#before(age + 1).opensMs + (index % OFFICE_MINUTES) * MINUTE_MS + second * 1000;
  }
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
