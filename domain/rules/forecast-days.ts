import { messageLeavesAt, type SendingClock } from '../calendar/message-leaves-at.ts';
import type { OrganisationFacts } from '../gates/gate.ts';
import { type LocalDate, localDateOf, startOfDay } from '../local-date.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { PreparedRule } from './prepare.ts';
import type { Step } from './rule.ts';

/**
 * The days of one forecast. The first one begins now, the others at their first instant, as the day's planning does. What the
 * organisation is today it stays: switch, connection and the age of the books are not foretold. Instants are worked out once for a day,
 * not for each message: asking a time zone costs more than deciding.
 */
export class ForecastDays {
  readonly firstOn: LocalDate;
  readonly #organisation: OrganisationFacts;
  readonly #clock: SendingClock;
  readonly #facts = new Map<LocalDate, OrganisationFacts>();
  readonly #starts = new Map<LocalDate, Date>();
  readonly #leaving = new Map<string, Date>();
  readonly #days = new Map<number, LocalDate>();

  constructor(organisation: OrganisationFacts, clock: SendingClock) {
    this.firstOn = organisation.todayOn;
    this.#organisation = organisation;
    this.#clock = clock;
    this.#starts.set(this.firstOn, clock.now);
  }

  factsOn(day: LocalDate): OrganisationFacts {
    return remember(this.#facts, day, () => ({ ...this.#organisation, todayOn: day }));
  }

  /** When the planning of that day begins. */
  startOf(day: LocalDate): Date {
    return remember(this.#starts, day, () => startOfDay(day, this.#clock.timeZone));
  }

  /** The local day of an instant. */
  dayOf(at: Date): LocalDate {
    return remember(this.#days, at.getTime(), () => localDateOf(at, this.#clock.timeZone));
  }

  leavesAt(message: { rule: PreparedRule; step: Step }, invoice: Invoice, now: Date): Date {
    const { rule, step } = message;
    const at = () =>
      messageLeavesAt(message, invoice, { ...this.#clock, now, todayOn: this.dayOf(now) });
    if (rule.reminderClass === 'new_invoice') return at();
    const hour = rule.reminderClass === 'summary' ? step.hour : rule.shift;
    return remember(this.#leaving, `${hour} ${now.getTime()}`, at);
  }
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
