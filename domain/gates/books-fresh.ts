import { answersOf } from './answer.ts';
import type { Gate, Seen } from './gate.ts';

const { pass, hold } = answersOf('books-fresh');

/** Nothing is chased by books that may not know of the latest payments (product.md 4, idea 8). Only `no` lets anything through. */
export const booksFresh: Gate = ({ organisation: { freshness } }) => {
  const { stale, readOn, staleAfterHours, lastPaymentOn, paymentsWithinDays } = freshness;
  const read: Seen = { readOn, staleAfterHours };
  const paid: Seen = { lastPaymentOn, paymentsWithinDays };
  switch (stale) {
    case 'no':
      return pass('fresh', read);
    case 'sync':
      return hold(readOn === null ? 'never-read' : 'sync-stale', read);
    case 'payments':
      return hold(lastPaymentOn === null ? 'no-payments' : 'payments-stale', paid);
    default:
      return hold('unreadable', { ...read, stale: String(stale) });
  }
};
