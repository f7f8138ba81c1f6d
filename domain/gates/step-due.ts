import { answersOf } from './answer.ts';
import type { Gate, PreparedFacts } from './gate.ts';

const { pass, skip, hold } = answersOf('step-due');

/**
 * BJ-7 and BJ-8: a step has been reached by the calendar of the organisation (E38). A coming-due rule is silent after the due date, and
 * a notice of new invoices about those that were there before the rule. What was missed is made up for as the rule says (E43).
 */
export const stepDue: Gate = (facts, timeline) => {
  const { invoice, organisation, rule } = facts;
  const { todayOn } = organisation;
  const missing = baseMissing(facts);
  if (missing) return hold(missing, { todayOn });
  if (timeline === null) return hold('unreadable', { todayOn, dueOn: invoice.dueOn });
  const { due, next, daysLate, missed, over } = timeline;
  const days = (due ?? next)?.step.days ?? null;
  const stepOn = due ? timeline.dueOn : timeline.nextOn;
  const saw = { todayOn, dueOn: invoice.dueOn, daysLate, days, stepOn, type: rule.settings.type };
  if (over) return skip(over, saw);
  if (missed) return skip('missed', { ...saw, nextOn: timeline.nextOn }, timeline.changesOn);
  if (due) return pass('due', saw);
  return next ? hold('not-yet', saw, timeline.changesOn) : skip('all-sent', saw);
};

/** The day that this rule counts from. */
function baseMissing({ rule, invoice, createdOn }: PreparedFacts) {
  if (rule.settings.type === 'due') return invoice.dueOn === null ? 'no-due-date' : null;
  return rule.settings.type === 'new_invoice' && createdOn === null ? 'no-entry-day' : null;
}
