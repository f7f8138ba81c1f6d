import type { z } from 'zod';
import type { MessagePreview, MessagePreviewQuery } from '../../../domain/api/templates.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { candidateOf, mostOverdueId } from '../../db/planning.ts';
import { findTemplate } from '../../db/templates.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { renderFor } from '../deliveries/render-for.ts';

/** The exact message a template makes of a real invoice, rendered as it would be right before sending. */
export function previewMessage(
  ctx: Context,
  member: Member,
  query: z.output<typeof MessagePreviewQuery>,
): Promise<z.infer<typeof MessagePreview>> {
  return inOrganisation(ctx.store, member.organisationId, async (tx) => {
    const template = await findTemplate(tx, member.organisationId, query.template);
    if (!template) throw new NotFound('template.not-found', 'no such template');
    const today = await getOrganisationToday(tx, member.organisationId, ctx.now());
    const id = query.invoice ?? (await mostOverdueId(tx, member.organisationId));
    const candidate = id ? await candidateOf(tx, today, id as InvoiceId) : undefined;
    if (!candidate)
      throw new NotFound('invoice.not-found', 'there is no invoice to show the message with');
    const rendered = renderFor(template, query.language, today, [candidate], { hasPdf: true });
    return {
      ...rendered,
      invoiceNumber: candidate.invoice.number,
      customerName: candidate.customer?.fullName ?? null,
    };
  });
}
