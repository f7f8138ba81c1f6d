import { fromEpochDay, toEpochDay } from '../local-date.ts';
import { offsetOf, type PreparedRule, type PreparedStep } from '../rules/prepare.ts';
import type { PreparedFacts, StepSent, Timeline } from './gate.ts';

/** The only place where days and steps are counted. Null when the invoice has no due date, when a day cannot be read, or when the rule is not usable. */
export function timelineOf({ invoice, rule, organisation, sent }: PreparedFacts): Timeline | null {
  if (invoice.dueOn === null || !rule.usable) return null;
  const dueDay = toEpochDay(invoice.dueOn);
  const daysLate = toEpochDay(organisation.todayOn) - dueDay;
  if (Number.isNaN(daysLate)) return null;

  const over = rule.settings.condition === 'coming_due' && daysLate > 0;
  const due = over ? null : newestReached(rule.steps, daysLate);
  const coveredBy = due && coverOf(due, rule, sent);
  const next = over ? null : nextToSend(rule, sent, daysLate);
  const changes = nextChange(rule, daysLate, { over, due, coveredBy, next });
  return {
    daysLate,
    over,
    due,
    coveredBy,
    next,
    dueOn: due && fromEpochDay(dueDay + due.offset),
    nextOn: next && fromEpochDay(dueDay + next.offset),
    changesOn: changes === null ? null : fromEpochDay(dueDay + changes),
  };
}

function newestReached(steps: PreparedStep[], daysLate: number): PreparedStep | null {
  return steps.findLast((step) => step.offset <= daysLate) ?? null;
}

function firstAhead(steps: PreparedStep[], daysLate: number): PreparedStep | null {
  return steps.find((step) => step.offset > daysLate) ?? null;
}

function nextToSend(rule: PreparedRule, sent: StepSent[], daysLate: number): PreparedStep | null {
  return rule.steps.find((step) => step.offset > daysLate && !coverOf(step, rule, sent)) ?? null;
}

type Place = Pick<Timeline, 'over' | 'due' | 'coveredBy' | 'next'>;

function nextChange(rule: PreparedRule, daysLate: number, place: Place): number | null {
  const { over, due, coveredBy, next } = place;
  if (over) return null;
  // Nothing to say now: only a step that is still to be sent brings something new.
  if (coveredBy || (!due && !next)) return next && next.offset;
  // Otherwise also a step that was sent before counts: once reached, it is the newest, and silences an older one.
  const ahead = firstAhead(rule.steps, daysLate);
  if (ahead) return ahead.offset;
  const dayAfterDueDate = 1;
  return rule.settings.condition === 'coming_due' ? dayAfterDueDate : null;
}

/**
 * The furthest delivery of this step or of a later one. The same step is known by its id, however its days were edited (E46). "Later"
 * goes by the days at which a delivery was sent, so that a due date moved, or a step added in between, never takes a chase back (E16).
 */
function coverOf(
  { step, offset }: PreparedStep,
  rule: PreparedRule,
  sent: StepSent[],
): StepSent | null {
  let cover: StepSent | null = null;
  for (const delivery of sent) {
    const reached = offsetOf(delivery.days, rule.settings.condition);
    const covers = delivery.stepId === step.id || reached >= offset;
    if (covers && (cover === null || isFurther(delivery, cover, rule))) cover = delivery;
  }
  return cover;
}

/** A total order, so that the answer does not depend on the order of the rows. */
function isFurther(a: StepSent, b: StepSent, rule: PreparedRule): boolean {
  const { condition } = rule.settings;
  const further = offsetOf(a.days, condition) - offsetOf(b.days, condition);
  if (further !== 0) return further > 0;
  return `${a.onDate} ${a.stepId} ${a.state}` > `${b.onDate} ${b.stepId} ${b.state}`;
}
