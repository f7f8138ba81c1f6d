import { fromEpochDay, type LocalDate, toEpochDay } from '../local-date.ts';
import { offsetOf, type PreparedRule, type PreparedStep } from '../rules/prepare.ts';
import { isNoLongerLate } from './first-sync.ts';
import type { PreparedFacts, StepSent, Timeline } from './gate.ts';

/**
 * The only place where days and steps are counted. Null when the invoice has no due date, when a day cannot be read, or when the rule
 * is not usable.
 */
export function timelineOf(facts: PreparedFacts): Timeline | null {
  const { invoice, rule, organisation, sent } = facts;
  if (invoice.dueOn === null || !rule.usable) return null;
  const course = courseOf(facts, invoice.dueOn);
  const today = toEpochDay(organisation.todayOn);
  const daysLate = today - toEpochDay(invoice.dueOn);
  const elapsed = today - course.baseDay;
  if (Number.isNaN(daysLate) || Number.isNaN(elapsed)) return null;

  const { steps } = course;
  const over = rule.settings.condition === 'coming_due' && daysLate > 0;
  const due = over ? null : newestReached(steps, elapsed);
  const coveredBy = due && coverOf(due, rule, sent);
  const next = over ? null : nextToSend(rule, steps, sent, elapsed);
  const changes = nextChange(rule, steps, elapsed, { over, due, coveredBy, next });
  const dayAt = (offset: number) => fromEpochDay(course.baseDay + offset);
  return {
    daysLate,
    over,
    due,
    coveredBy,
    next,
    dueOn: due && dayAt(due.offset),
    nextOn: next && dayAt(next.offset),
    changesOn: changes === null ? null : dayAt(changes),
  };
}

/** The steps that may go out, and the day from which their offsets are counted. */
interface Course {
  baseDay: number;
  steps: PreparedStep[];
}

/**
 * Counted from the due date, unless the owner let an old invoice begin with a step of his choice (E21): then from the day that puts this
 * step on `startOn`, and without the steps before it. Only overdue rules are moved: the others are over for an old invoice.
 */
function courseOf({ rule, quarantine }: PreparedFacts, dueOn: LocalDate): Course {
  const byDueDate = { baseDay: toEpochDay(dueOn), steps: rule.steps };
  if (quarantine?.choice !== 'start' || rule.settings.condition !== 'overdue') return byDueDate;
  const { startOn, stepNumber } = quarantine;
  if (startOn !== null && isNoLongerLate(dueOn, startOn)) return byDueDate;
  const first = Math.min(stepNumber ?? NaN, rule.steps.length) - 1;
  const steps = rule.steps.slice(first);
  const offset = rule.steps[first]?.offset ?? NaN;
  return { baseDay: toEpochDay(startOn ?? '') - offset, steps };
}

function newestReached(steps: PreparedStep[], elapsed: number): PreparedStep | null {
  return steps.findLast((step) => step.offset <= elapsed) ?? null;
}

function firstAhead(steps: PreparedStep[], elapsed: number): PreparedStep | null {
  return steps.find((step) => step.offset > elapsed) ?? null;
}

function nextToSend(
  rule: PreparedRule,
  steps: PreparedStep[],
  sent: StepSent[],
  elapsed: number,
): PreparedStep | null {
  return steps.find((step) => step.offset > elapsed && !coverOf(step, rule, sent)) ?? null;
}

type Place = Pick<Timeline, 'over' | 'due' | 'coveredBy' | 'next'>;

function nextChange(
  rule: PreparedRule,
  steps: PreparedStep[],
  elapsed: number,
  place: Place,
): number | null {
  const { over, due, coveredBy, next } = place;
  if (over) return null;
  // Nothing to say now: only a step that is still to be sent brings something new.
  if (coveredBy || (!due && !next)) return next && next.offset;
  // Otherwise also a step that was sent before counts: once reached, it is the newest, and silences an older one.
  const ahead = firstAhead(steps, elapsed);
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
