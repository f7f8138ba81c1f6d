import type { Invoice } from '../invoice/invoice.ts';
import { offsetOf, type PreparedRule } from '../rules/prepare.ts';
import type { Step } from '../rules/rule.ts';

/** One invoice's part of a message, as far as its place in the message depends on it. */
interface Part {
  rule: Pick<PreparedRule, 'reminderClass'>;
  step: Pick<Step, 'days'>;
  candidate: { invoice: Pick<Invoice, 'id' | 'dueOn'> };
}

/**
 * Parts of one message with the one first that sets its tone: an account summary, else the furthest step, else the invoice that is late the
 * longest (product.md 4, idea 5). The others follow by due date.
 */
export function leadFirst<P extends Part>(parts: readonly P[]): P[] {
  const [lead] = parts.toSorted(
    (a, b) => weightOf(b) - weightOf(a) || compare(dueOf(a), dueOf(b)) || compare(idOf(a), idOf(b)),
  );
  const others = parts.filter((part) => part !== lead);
  const byDueDate = others.sort((a, b) => compare(dueOf(a), dueOf(b)) || compare(idOf(a), idOf(b)));
  return lead ? [lead, ...byDueDate] : [];
}

function weightOf({ rule: { reminderClass }, step }: Part): number {
  return reminderClass === 'summary' ? Infinity : offsetOf(step.days, reminderClass);
}

const dueOf = ({ candidate: { invoice } }: Part): string => invoice.dueOn ?? '9999';
const idOf = ({ candidate: { invoice } }: Part): string => invoice.id;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
