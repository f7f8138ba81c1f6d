import { createHash, randomUUID } from 'node:crypto';
import { instantOf } from '../../../domain/calendar/clock-time.ts';
import { leavesAt } from '../../../domain/calendar/leaves-at.ts';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import { bundleOf } from '../../../domain/deliveries/bundle.ts';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';
import type { InvoicePlan, PlannedStep } from '../../../domain/rules/plan-invoice.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { PatternBook } from '../../db/decision-pattern.ts';
import { chasedId } from '../../db/invoice-facts.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { KeptDelivery, NewDelivery } from '../../db/plan-writes.ts';
import type { Candidate } from '../../db/planning.ts';

interface Planned {
  candidate: Candidate;
  plan: InvoicePlan;
}

/** The rows of the messages that a plan adds. */
export function toNewDeliveries(
  { candidate, plan }: Planned,
  { today, book, now }: { today: OrganisationToday; book: PatternBook; now: Date },
): NewDelivery[] {
  return plan.add.map((planned) => {
    const { rule, step, occurrenceOn, gates } = planned;
    const invoiceId = candidate.invoice.id;
    return {
      id: randomUUID(),
      key: deliveryKey({
        invoiceId,
        ruleId: rule.id,
        stepId: step.id,
        channel: 'email',
        occurrenceOn,
      }),
      invoiceId,
      customerId: candidate.customer && chasedId(candidate.customer),
      bundle: bundleFor(rule, candidate, planned.recipients),
      ruleId: rule.id,
      ruleVersion: rule.version,
      stepId: step.id,
      days: step.days,
      reminderClass: rule.reminderClass,
      ...book.fold(`${rule.id} ${rule.version}`, gates),
      leavesAt: leavesAtOf(planned, candidate, today, now),
    };
  });
}

export function toKept({ candidate, plan }: Planned): KeptDelivery[] {
  return plan.keep.map(({ rule, delivery, recipients }) => ({
    id: delivery.id,
    bundle: bundleFor(rule, candidate, recipients),
  }));
}

/** The bundle a message belongs to as of these facts. */
export function bundleFor(
  rule: PreparedRule,
  { customer, invoice: { currency } }: Candidate,
  recipients: string[],
): string | null {
  return bundleOf(rule, { chasedId: customer && chasedId(customer), currency, recipients }, digest);
}

const digests = new Map<string, string>();

/** One customer's invoices ask for the same again and again. */
function digest(text: string): string {
  const known = digests.get(text);
  if (known !== undefined) return known;
  if (digests.size > 20_000) digests.clear();
  const made = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  digests.set(text, made);
  return made;
}

const pad = (hour: number): string => String(hour).padStart(2, '0');
const everyDay = prepareCalendar({ weekdays: [1, 2, 3, 4, 5, 6, 7] }, new Set());

function withinHours({ shift }: PreparedRule, today: OrganisationToday, at: Date): Date {
  const { sending, calendar, record } = today;
  return leavesAt(at, record.timeZone, sending, shift === 'send' ? everyDay : calendar);
}

/** When it may leave: within the sending hours, a notice not before its least delay, a summary not before its hour. */
function leavesAtOf(
  { rule, step }: Pick<PlannedStep, 'rule' | 'step'>,
  { invoice }: Candidate,
  today: OrganisationToday,
  now: Date,
): Date {
  const { timeZone } = today.record;
  switch (rule.reminderClass) {
    case 'new_invoice': {
      const earliest = invoice.booksCreatedAt.getTime() + step.afterMinutes * 60_000;
      return withinHours(rule, today, new Date(Math.max(now.getTime(), earliest)));
    }
    case 'summary': {
      const hour = instantOf(today.facts.todayOn, `${pad(step.hour)}:00`, timeZone);
      return new Date(Math.max(now.getTime(), hour.getTime()));
    }
    default:
      return withinHours(rule, today, now);
  }
}
