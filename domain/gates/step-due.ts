import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('step-due');

/**
 * BJ-7 and BJ-8: a step has been reached by the calendar of the organisation (E38). The newest one counts. A coming-due rule is silent
 * after the due date.
 */
export const stepDue: Gate = ({ invoice, organisation: { todayOn } }, timeline) => {
  const { dueOn } = invoice;
  if (dueOn === null) return hold('no-due-date', { todayOn });
  if (timeline === null) return hold('unreadable', { todayOn, dueOn });
  const { due, next, daysLate } = timeline;
  const days = (due ?? next)?.step.days ?? null;
  const stepOn = due ? timeline.dueOn : timeline.nextOn;
  const saw = { todayOn, dueOn, daysLate, days, stepOn };
  if (timeline.over) return skip('past-due', saw);
  if (due) return pass('due', saw);
  return next ? hold('not-yet', saw, timeline.changesOn) : skip('all-sent', saw);
};
