import { createHash, randomUUID } from 'node:crypto';
import { messageLeavesAt, type SendingClock } from '../../../domain/calendar/message-leaves-at.ts';
import { bundleOf, chasedId } from '../../../domain/deliveries/bundle.ts';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';
import type { InvoicePlan } from '../../../domain/rules/plan-invoice.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { PatternBook } from '../../db/decision-pattern.ts';
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
      leavesAt: messageLeavesAt(planned, candidate.invoice, clockOf(today, now)),
    };
  });
}

export function toKept({ candidate, plan }: Planned): KeptDelivery[] {
  return plan.keep.map(({ rule, delivery, recipients }) => ({
    id: delivery.id,
    bundle: bundleFor(rule, candidate, recipients),
  }));
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
