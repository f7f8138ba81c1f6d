import type { SendingCalendar } from '../calendar/sending-calendar.ts';
import { toEpochDay } from '../local-date.ts';
import { monthDaysAround } from '../month-days.ts';
import type { PreparedRule, PreparedStep } from '../rules/prepare.ts';
import { isNoLongerLate } from './first-sync.ts';
import type { PreparedFacts, StepDay } from './gate.ts';

/**
 * On which day each step of the rule is reached, in that order. Null when there is no day to count from, or none that can be read. Of a
 * summary, the last day and the one ahead of each step.
 */
export function courseOf(facts: PreparedFacts, today: number): StepDay[] | null {
  const { rule, invoice, createdOn } = facts;
  switch (rule.reminderClass) {
    case 'summary':
      return summaryDays(facts, today);
    case 'new_invoice':
      return counted(facts, rule.steps, toEpochDay(createdOn ?? ''));
    default:
      return invoice.dueOn === null ? null : fromDueDate(facts, invoice.dueOn);
  }
}

/**
 * Counted from the due date, unless the owner let an old invoice begin with a step of his choice (E21): then from the day that puts this
 * step on `startOn`, and without the steps before it. Only overdue rules are moved: the others are over for an old invoice.
 */
function fromDueDate(facts: PreparedFacts, dueOn: string): StepDay[] | null {
  const { rule, quarantine } = facts;
  if (quarantine?.choice !== 'start' || rule.reminderClass !== 'overdue')
    return counted(facts, rule.steps, toEpochDay(dueOn));
  const { startOn, stepNumber } = quarantine;
  if (startOn !== null && isNoLongerLate(dueOn, startOn))
    return counted(facts, rule.steps, toEpochDay(dueOn));
  const first = Math.min(stepNumber ?? NaN, rule.steps.length) - 1;
  const offset = rule.steps[first]?.offset ?? NaN;
  return counted(facts, rule.steps.slice(first), toEpochDay(startOn ?? '') - offset);
}

function counted(facts: PreparedFacts, steps: PreparedStep[], baseDay: number): StepDay[] | null {
  if (Number.isNaN(baseDay)) return null;
  const { rule, organisation } = facts;
  const { days } = organisation.sending;
  const course = steps.map(({ step, offset }) => {
    const nominal = baseDay + offset + Math.floor(step.afterMinutes / 1440);
    return moved(facts, { step, offset, nominal, day: shifted(rule, days, nominal) });
  });
  return course.sort((a, b) => a.day - b.day || a.offset - b.offset);
}

/** Never a day before the rule was first saved: a summary is not made up for from before that (product.md 2.1, item 27). */
function summaryDays(facts: PreparedFacts, today: number): StepDay[] {
  const { rule, organisation } = facts;
  const since = Math.floor(rule.createdAt.getTime() / 86_400_000);
  return rule.steps
    .flatMap(({ step, offset }) =>
      monthDaysAround(today, step.days).map((nominal) => {
        const day = shifted(rule, organisation.sending.days, nominal);
        return moved(facts, { step, offset, nominal, day });
      }),
    )
    .filter(({ day }) => day >= since)
    .sort((a, b) => a.day - b.day || a.offset - b.offset);
}

/** A step that a person moved is reached on the day they chose, unless its own day is later by now. */
function moved({ moved: choices }: PreparedFacts, at: StepDay): StepDay {
  const choice = choices?.find(
    ({ stepId, occurrenceOn }) =>
      stepId === at.step.id && (occurrenceOn === null || toEpochDay(occurrenceOn) === at.nominal),
  );
  if (!choice) return at;
  return { ...at, day: Math.max(at.day, toEpochDay(choice.toOn)), movedFrom: at.day };
}

/** E41: where a step goes that falls on a day without sending. */
function shifted({ shift }: PreparedRule, days: SendingCalendar, day: number): number {
  if (shift === 'send' || days.isSendingDay(day)) return day;
  return shift === 'before' ? days.onOrBefore(day) : days.onOrAfter(day);
}
