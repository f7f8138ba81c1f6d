import type { Verdict } from '../gates/gate.ts';
import { addDays, type LocalDate } from '../local-date.ts';
import type { KnownDelivery } from './known-delivery.ts';
import type { PreparedRule } from './prepare.ts';
import type { Step } from './rule.ts';

/** Days that the last message has to work before a person is asked to take over. */
const DAYS_TO_ACT = 7;

export interface ChaseEnd {
  rule: PreparedRule;
  /** The last step, which was sent. */
  step: Step;
  /** Day from which a person should act. */
  on: LocalDate;
}

/**
 * The end of a chase: every step of an overdue rule was used and the invoice is still owed (product.md 4, idea 25). Null while the rule has
 * something left to say, or when the owner wants no task.
 */
export function chaseEnd(
  rule: PreparedRule,
  verdict: Verdict,
  known: KnownDelivery[],
): ChaseEnd | null {
  const last = rule.steps.at(-1)?.step;
  const wantsTask = rule.reminderClass === 'overdue' && rule.settings.afterLast === 'task';
  if (!last || !wantsTask || verdict.decidedBy !== 'already-sent' || verdict.step) return null;
  const sent = known.findLast((one) => one.stepId === last.id && one.state === 'sent');
  return sent ? { rule, step: last, on: addDays(sent.onDate, DAYS_TO_ACT) } : null;
}
