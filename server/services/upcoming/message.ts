import type { z } from 'zod';
import type { MessagePreview } from '../../../domain/api/templates.ts';
import type { UpcomingMessageQuery } from '../../../domain/api/upcoming.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import type { Forecast, ForecastPart } from '../../../domain/rules/forecast-customer.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { Step } from '../../../domain/rules/rule.ts';
import type { Template } from '../../../domain/templates/template.ts';
import { candidateOf, type Candidate } from '../../db/planning.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisationSnapshot } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { languageOfStep } from '../deliveries/last-look.ts';
import { renderFor } from '../deliveries/render-for.ts';
import { openStage, playStage, type Stage } from './play.ts';

type Query = z.output<typeof UpcomingMessageQuery>;

/** A message of the days ahead, rendered as on the day it leaves; of a held one, as if it left that day. Throws NotFound. */
export function showUpcoming(
  ctx: Context,
  member: Member,
  query: Query,
): Promise<z.infer<typeof MessagePreview>> {
  return inOrganisationSnapshot(ctx.store, member.organisationId, async (tx) => {
    const stage = await openStage(ctx, tx, member, { days: 1, as_of: query.on, ...query });
    const invoice = await candidateOf(tx, stage.today, query.invoice as InvoiceId);
    if (!invoice) throw new NotFound('invoice.not-found', 'no such invoice');
    let lead: Lead | undefined;
    const scope = { customerId: invoice.customer?.id ?? null };
    await playStage(ctx, tx, stage, scope, ([played]) => {
      if (played) lead ??= leadIn(played, query);
    });
    if (!lead) throw new NotFound('upcoming.not-found', 'no such message on that day');
    const template = await findTemplate(tx, member.organisationId, lead.step.templateId);
    return render(stage, lead, template, query.on);
  });
}

interface Lead {
  candidate: Candidate;
  /** Of the other invoices in the message. */
  others: Candidate[];
  step: Step;
  rule: PreparedRule;
}

function leadIn({ messages, held }: Forecast<Candidate>, query: Query): Lead | undefined {
  const isAsked = ({
    candidate,
    rule,
    step,
  }: Omit<ForecastPart<Candidate>, 'occurrenceOn' | 'deliveryId'>) =>
    candidate.invoice.id === query.invoice && rule.id === query.rule && step.id === query.step;
  const message = messages.find(({ onDate, parts }) => onDate === query.on && parts.some(isAsked));
  const [first, ...others] = message?.parts ?? [];
  if (first) return { ...first, others: others.map(({ candidate }) => candidate) };
  const hold = held.find((one) => one.onDate === query.on && isAsked(one));
  return hold && { ...hold, others: [] };
}

/** The one place where a message of the days ahead is put into words. */
function render(
  { today }: Stage,
  lead: Lead,
  template: Template | undefined,
  todayOn: string,
): z.infer<typeof MessagePreview> {
  const { candidate, others } = lead;
  const hasPdf = lead.rule.settings.email.attachPdf;
  const then = { ...today, facts: { ...today.facts, todayOn } };
  const language = languageOfStep(lead, today.facts.language);
  const rendered = renderFor(template, language, then, [candidate, ...others], { hasPdf });
  return {
    ...rendered,
    invoiceNumber: candidate.invoice.number,
    customerName: candidate.customer?.fullName ?? null,
  };
}
