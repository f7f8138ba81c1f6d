import { fromEpochDay, type LocalDate, toEpochDay } from '../local-date.ts';
import { offsetOf, type PreparedRule } from '../rules/prepare.ts';
import { courseOf } from './course.ts';
import type { PreparedFacts, StepDay, StepSent, Timeline } from './gate.ts';

/**
 * The only place where days and steps are counted. Null when the invoice has no day to count from, when a day cannot be read, or when
 * the rule is not usable.
 */
export function timelineOf(facts: PreparedFacts): Timeline | null {
  const { invoice, rule, organisation, plannedOn } = facts;
  if (!rule.usable) return null;
  const today = toEpochDay(organisation.todayOn);
  const dueDay = toEpochDay(invoice.dueOn ?? '');
  const over = overOf(facts, today, dueDay);
  const course = over ? [] : courseOf(facts, today);
  if (course === null || Number.isNaN(today)) return null;

  // A step that was planned in time is not missed because its message could leave only later.
  const asOf = Math.min(today, plannedOn === null ? today : toEpochDay(plannedOn));
  const place = placeIn(facts, course, { today, asOf });
  return {
    daysLate: Number.isNaN(dueDay) ? null : today - dueDay,
    over,
    ...place,
    dueOn: place.due && fromEpochDay(place.due.day),
    nextOn: place.next && fromEpochDay(place.next.day),
    changesOn: changesOn(facts, course, { today, dueDay, ...place }),
  };
}

type Place = Pick<Timeline, 'due' | 'missed' | 'coveredBy' | 'next'>;

function overOf({ rule, invoice }: PreparedFacts, today: number, dueDay: number): Timeline['over'] {
  if (rule.reminderClass === 'coming_due' && today > dueDay) return 'past-due';
  if (rule.reminderClass !== 'new_invoice') return null;
  return invoice.booksCreatedAt.getTime() < rule.createdAt.getTime() ? 'before-rule' : null;
}

function placeIn(
  { rule, sent }: PreparedFacts,
  course: StepDay[],
  { today, asOf }: { today: number; asOf: number },
): Place {
  const exactly = rule.settings.missed.mode === 'all';
  const reached = reachedOf(rule, course, today);
  const oldest = asOf - longestMissed(rule);
  const due =
    (exactly &&
      reached.find((step) => !(step.day < oldest) && !coverOf(step, rule, sent, exactly))) ||
    (reached.at(-1) ?? null);
  const coveredBy = due && coverOf(due, rule, sent, exactly);
  const next = course.find((step) => step.day > today && !coverOf(step, rule, sent, exactly));
  return {
    due,
    missed: due !== null && !coveredBy && due.day < oldest,
    coveredBy,
    next: next ?? null,
  };
}

/** While a moved step waits, the steps that it had overtaken do not come back, unless the rule makes up for each. */
function reachedOf(rule: PreparedRule, course: StepDay[], today: number): StepDay[] {
  const reached = course.filter(({ day }) => day <= today);
  if (rule.settings.missed.mode === 'all') return reached;
  const overtaken = course.reduce(
    (latest, { day, movedFrom = Infinity }) =>
      day > today && movedFrom <= today ? Math.max(latest, movedFrom) : latest,
    -Infinity,
  );
  return reached.filter(({ day }) => day > overtaken);
}

/** In days; a step that was reached longer ago is not made up for. */
function longestMissed({ settings: { missed } }: PreparedRule): number {
  if (missed.mode === 'never') return 0;
  return missed.maxDays ?? Infinity;
}

function changesOn(
  { rule }: PreparedFacts,
  course: StepDay[],
  { today, dueDay, due, missed, coveredBy, next }: Place & { today: number; dueDay: number },
): LocalDate | null {
  const soonest = course.find(({ day }) => day > today) ?? null;
  // Nothing to say now: only a step that is still to be sent brings something new. A summary always has another one behind it.
  const coming = rule.reminderClass === 'summary' ? soonest : next;
  if (coveredBy || missed || (!due && !next)) return coming && fromEpochDay(coming.day);
  // Otherwise also a step that was sent before counts: once reached, it is the newest, and silences an older one.
  const ahead = soonest?.day ?? Infinity;
  const tooLate = due ? due.day + longestMissed(rule) + 1 : Infinity;
  const pastDue = rule.reminderClass === 'coming_due' ? dueDay + 1 : Infinity;
  const change = Math.min(ahead, tooLate > today ? tooLate : Infinity, pastDue);
  return Number.isFinite(change) ? fromEpochDay(change) : null;
}

/**
 * The furthest delivery of this step or of a later one. The same step is known by its id, however its days were edited (E46). "Later"
 * goes by the days at which a delivery was sent, so that a due date moved, or a step added in between, never takes a chase back (E16).
 * `exactly` leaves later ones out, for a rule that makes up for every step it missed.
 */
function coverOf(
  step: StepDay,
  rule: PreparedRule,
  sent: StepSent[],
  exactly: boolean,
): StepSent | null {
  let cover: StepSent | null = null;
  for (const delivery of sent)
    if (covers(delivery, step, rule, exactly) && (!cover || isFurther(delivery, cover, rule)))
      cover = delivery;
  return cover;
}

function covers(
  delivery: StepSent,
  { step, offset, day, nominal }: StepDay,
  { reminderClass }: PreparedRule,
  exactly: boolean,
): boolean {
  switch (reminderClass) {
    case 'summary':
      // A summary comes again every month: only one that was sent for this day, or after it, stands for it. Holidays may have been
      // changed since, so the day before the shift counts too.
      return toEpochDay(delivery.onDate) >= Math.min(day, nominal);
    case 'new_invoice':
      return true;
    default: {
      if (delivery.stepId === step.id) return true;
      const reached = offsetOf(delivery.days, reminderClass);
      // What did not leave says nothing about the steps before it.
      return exactly || isLeftOut(delivery) ? reached === offset : reached >= offset;
    }
  }
}

function isLeftOut({ state }: StepSent): boolean {
  return state === 'skipped' || state === 'stopped';
}

/** A total order, so that the answer does not depend on the order of the rows. */
function isFurther(a: StepSent, b: StepSent, { reminderClass }: PreparedRule): boolean {
  const further = offsetOf(a.days, reminderClass) - offsetOf(b.days, reminderClass);
  if (further !== 0) return further > 0;
  return `${a.onDate} ${a.stepId} ${a.state}` > `${b.onDate} ${b.stepId} ${b.state}`;
}
