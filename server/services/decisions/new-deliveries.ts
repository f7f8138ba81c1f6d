import { createHash, randomUUID } from 'node:crypto';
import { instantOf } from '../../../domain/calendar/clock-time.ts';
import { leavesAt } from '../../../domain/calendar/leaves-at.ts';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import { bundleOf } from '../../../domain/deliveries/bundle.ts';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';
import type { InvoicePlan, PlannedStep } from '../../../domain/rules/plan-invoice.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import { chasedId } from '../../db/invoice-facts.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { KeptDelivery, NewDelivery } from '../../db/plan-writes.ts';
import type { Candidate } from '../../db/planning.ts';
import type { Planning } from './planning.ts';

/** The row of a message that a plan adds. */
export function toNewDelivery(
  planning: Planning,
  candidate: Candidate,
  planned: PlannedStep,
): NewDelivery {
  const { rule, step, occurrenceOn, gates, recipients } = planned;
  const invoiceId = candidate.invoice.id;
  const subject = { invoiceId, ruleId: rule.id, stepId: step.id, channel: 'email', occurrenceOn };
  return {
    id: randomUUID(),
    key: deliveryKey(subject),
    invoiceId,
    customerId: candidate.customer && chasedId(candidate.customer),
    bundle: bundleFor(rule, candidate, recipients),
    ruleId: rule.id,
    ruleVersion: rule.version,
    stepId: step.id,
    days: step.days,
    reminderClass: rule.reminderClass,
    ...planning.book.fold(`${rule.id} ${rule.version}`, gates),
    leavesAt: leavesAtOf(planned, candidate, planning),
  };
}

export function toKept(
  candidate: Candidate,
  { rule, delivery, recipients }: InvoicePlan['keep'][number],
): KeptDelivery {
  return { id: delivery.id, bundle: bundleFor(rule, candidate, recipients) };
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

/** The sending hours as of one planning: asked for the same instant again and again. */
const known = new WeakMap<OrganisationToday, Map<string, Date>>();

function withinHours({ shift }: PreparedRule, today: OrganisationToday, at: Date): Date {
  const { sending, calendar, record } = today;
  const answers = known.get(today) ?? new Map<string, Date>();
  known.set(today, answers);
  const key = `${shift === 'send'} ${at.getTime()}`;
  const answer =
    answers.get(key) ??
    leavesAt(at, record.timeZone, sending, shift === 'send' ? everyDay : calendar);
  answers.set(key, answer);
  return answer;
}

/** When it may leave: within the sending hours, a notice not before its least delay, a summary not before its hour. */
function leavesAtOf(
  { rule, step }: Pick<PlannedStep, 'rule' | 'step'>,
  { invoice }: Candidate,
  { today, now }: Pick<Planning, 'today' | 'now'>,
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
