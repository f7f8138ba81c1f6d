import type { SendDay } from '../../../domain/api/rules.ts';
import type { Candidate } from '../../db/planning.ts';

const SHOWN_DAYS = 5;

interface Day {
  customers: Set<string>;
  invoices: number;
  amounts: Map<string | null, number>;
}

/** What leaves on which day; amounts of two currencies are never added (E7). */
export class SendDays {
  readonly #days = new Map<string, Day>();

  add({ invoice, customer }: Candidate, on: string): void {
    const day = this.#days.get(on) ?? { customers: new Set(), invoices: 0, amounts: new Map() };
    this.#days.set(on, day);
    day.invoices += 1;
    if (customer) day.customers.add(customer.id);
    const { currency, openMinor } = invoice;
    day.amounts.set(currency, (day.amounts.get(currency) ?? 0) + openMinor);
  }

  /** The next days on which something leaves, in their order. */
  next(): SendDay[] {
    const days = [...this.#days].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, SHOWN_DAYS);
    return days.map(([on, { customers, invoices, amounts }]) => ({
      on,
      customers: customers.size,
      invoices,
      amounts: [...amounts].map(([currency, minor]) => ({ minor, currency })),
    }));
  }
}
