import { createHash } from 'node:crypto';
import type { UpcomingMessage, UpcomingPart } from '../../../domain/api/upcoming.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type {
  ForecastHold,
  ForecastMessage,
  ForecastPart,
} from '../../../domain/rules/forecast-customer.ts';
import type { Candidate } from '../../db/planning.ts';
import { languageOfStep } from '../deliveries/last-look.ts';

/** A message as the screen shows it. `usual` is the organisation's language. */
export function toMessage(
  { onDate, leavesAt, recipients, parts }: ForecastMessage<Candidate>,
  usual: Language,
): UpcomingMessage {
  const isPlanned = parts.every(({ deliveryId }) => deliveryId !== null);
  return {
    ...aboutParts(onDate, parts, usual),
    leavesAt: leavesAt.toISOString(),
    state: isPlanned ? 'planned' : 'forecast',
    because: null,
    recipients,
  };
}

export function toHeld(hold: ForecastHold<Candidate>, usual: Language): UpcomingMessage {
  const part = { ...hold, deliveryId: null };
  return {
    ...aboutParts(hold.onDate, [part], usual),
    leavesAt: null,
    state: 'held',
    because: hold.because,
    recipients: [],
  };
}

function aboutParts(
  onDate: string,
  parts: [ForecastPart<Candidate>, ...ForecastPart<Candidate>[]],
  usual: Language,
) {
  const [lead] = parts;
  const { customer, invoice } = lead.candidate;
  return {
    id: idOf(onDate, lead),
    onDate,
    customerId: customer?.id ?? null,
    customerName: customer?.fullName ?? null,
    channel: 'email' as const,
    language: languageOfStep(lead, usual),
    templateId: lead.step.templateId,
    amount: {
      minor: parts.reduce((sum, { candidate }) => sum + candidate.invoice.openMinor, 0),
      currency: invoice.currency,
    },
    parts: parts.map(toPart),
  };
}

function toPart({ candidate, rule, step, ...part }: ForecastPart<Candidate>): UpcomingPart {
  const { invoice } = candidate;
  return {
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    open: { minor: invoice.openMinor, currency: invoice.currency },
    ruleId: rule.id,
    ruleName: rule.settings.name,
    stepId: step.id,
    days: step.days,
    type: rule.reminderClass,
    occurrenceOn: part.occurrenceOn,
    deliveryId: part.deliveryId,
  };
}

function idOf(onDate: string, { candidate, rule, step }: ForecastPart<Candidate>): string {
  const about = JSON.stringify([onDate, candidate.invoice.id, rule.id, step.id]);
  return createHash('sha256').update(about).digest('base64url').slice(0, 16);
}
