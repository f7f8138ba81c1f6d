import type { UpcomingDay, UpcomingMessage } from '../../../domain/api/upcoming.ts';
import type { LocalDate } from '../../../domain/local-date.ts';

interface Total {
  messages: number;
  held: number;
  customers: Set<string>;
  amounts: Map<string | null, number>;
}

/** What leaves on each day, counted message by message. */
export class DayTotals {
  readonly #days = new Map<LocalDate, Total>();

  add({ onDate, state, customerId, amount }: UpcomingMessage): void {
    const day = this.#dayOf(onDate);
    if (state === 'held') {
      day.held += 1;
      return;
    }
    day.messages += 1;
    if (customerId !== null) day.customers.add(customerId);
    const { minor, currency } = amount;
    day.amounts.set(currency, (day.amounts.get(currency) ?? 0) + minor);
  }

  /** Days that have something, in order. `capPerDay`: as many messages as the organisation lets leave on one day. */
  read(capPerDay: number | null): UpcomingDay[] {
    return [...this.#days]
      .map(([on, { messages, held, customers, amounts }]) => ({
        on,
        messages,
        held,
        customers: customers.size,
        amounts: [...amounts]
          .map(([currency, minor]) => ({ minor, currency }))
          .sort((a, b) => ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1)),
        aboveCap: capPerDay !== null && messages > capPerDay,
      }))
      .sort((a, b) => (a.on < b.on ? -1 : 1));
  }

  #dayOf(on: LocalDate): Total {
    const known = this.#days.get(on);
    if (known) return known;
    const made = { messages: 0, held: 0, customers: new Set<string>(), amounts: new Map() };
    this.#days.set(on, made);
    return made;
  }
}
