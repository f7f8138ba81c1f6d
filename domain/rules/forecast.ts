import { chasedId } from '../deliveries/bundle.ts';
import { CustomerForecast, type Forecast, type ForecastInput } from './forecast-customer.ts';
import type { InvoiceFacts } from './plan-invoice.ts';

/**
 * What leaves on each day from now on, and what is held, if the books do not change and every message that is planned leaves: dry run and
 * time travel (product.md 4, idea 3). No second logic: days are played with the planner's and the sender's own functions, customer by
 * customer.
 *
 * Exact: which step of which invoice leaves on which day, with whom, to whom and when; what waits and until when. Not exact: which of two
 * bundles of one customer that leave at the same instant goes first (one queue with many workers decides; the other waits for the gap),
 * which two hundred invoices of a larger bundle make its first message, and everything that the world brings: payments, changes in the
 * books, answers of mail servers, caps on the messages of the whole organisation.
 *
 * Whoever is chased together must be given together. Facts are not changed.
 */
export function forecast<F extends InvoiceFacts>(
  input: ForecastInput,
  candidates: readonly F[],
): Forecast<F> {
  const whole: Forecast<F> = { messages: [], held: [] };
  for (const together of chasedTogether(candidates)) {
    const { messages, held } = new CustomerForecast(input, together).play();
    for (const message of messages) whole.messages.push(message);
    for (const hold of held) whole.held.push(hold);
  }
  return whole;
}

/** In an order of their own, whatever the one they came in. */
function chasedTogether<F extends InvoiceFacts>(candidates: readonly F[]): F[][] {
  const groups = new Map<string, F[]>();
  for (const candidate of candidates) {
    const { customer, invoice } = candidate;
    const key = customer ? `c ${chasedId(customer)}` : `i ${invoice.id}`;
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  const keys = [...groups.keys()].sort();
  return keys.map((key) =>
    (groups.get(key) ?? []).sort((a, b) => (a.invoice.id < b.invoice.id ? -1 : 1)),
  );
}
