import { createHash, randomUUID } from 'node:crypto';
import { messageLeavesAt, type SendingClock } from '../../../domain/calendar/message-leaves-at.ts';
import { bundleOf, chasedId } from '../../../domain/deliveries/bundle.ts';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';
import type { InvoicePlan, PlannedStep } from '../../../domain/rules/plan-invoice.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
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
    leavesAt: leavesAtOf(planning, planned, candidate),
  };
}

export function toKept(
  candidate: Candidate,
  { rule, delivery, recipients }: InvoicePlan['keep'][number],
): KeptDelivery {
  return { id: delivery.id, bundle: bundleFor(rule, candidate, recipients) };
}

/** Only a notice depends on its invoice; for the other classes all messages of one planning leave when the first does. */
const known = new WeakMap<OrganisationToday, Map<string, Date>>();

function leavesAtOf({ today, now }: Planning, planned: PlannedStep, { invoice }: Candidate): Date {
  const { rule, step } = planned;
  const work = () => messageLeavesAt(planned, invoice, clockOf(today, now));
  if (rule.reminderClass === 'new_invoice') return work();
  const answers = known.get(today) ?? new Map<string, Date>();
  known.set(today, answers);
  const key = `${rule.id} ${step.id}`;
  const answer = answers.get(key) ?? work();
  answers.set(key, answer);
  return answer;
}

export function clockOf({ record, facts, sending }: OrganisationToday, now: Date): SendingClock {
  const { todayOn } = facts;
  return { now, todayOn, timeZone: record.timeZone, hours: sending, days: facts.sending.days };
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
export function digest(text: string): string {
  const known = digests.get(text);
  if (known !== undefined) return known;
  if (digests.size > 20_000) digests.clear();
  const made = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  digests.set(text, made);
  return made;
}
