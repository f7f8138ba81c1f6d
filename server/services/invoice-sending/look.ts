import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { withoutSuppressed } from '../../../domain/gates/recipient.ts';
import { templateOf } from '../../../domain/invoice-sending/settings.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { sendingSettingsOf } from '../../db/invoice-sending.ts';
import { getOrganisationToday } from '../../db/organisation-facts.ts';
import { candidateOf } from '../../db/planning.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { callOff, languageOf } from '../deliveries/last-look.ts';
import type { Look } from '../deliveries/outgoing.ts';
import { askMayLeave } from './mail-facts.ts';

/**
 * The last look at an invoice that is about to be mailed, over facts read from the books a moment ago. One that may not leave is called
 * off and stays to send (UF-7).
 */
export function lookAtInvoice(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord,
): Promise<Look> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const candidate = await candidateOf(tx, today, claimed.invoiceId as InvoiceId);
    if (!candidate) return callOff({ ctx, tx, organisationId }, claimed, 'document-status/deleted');
    const answer = askMayLeave(today, candidate);
    if (answer.kind === 'stop') return callOff({ ctx, tx, organisationId }, claimed, answer.reason);
    const settings = sendingSettingsOf(today.record);
    const { copyTo } = settings;
    return {
      kind: 'go',
      outgoing: {
        today,
        claimed: [claimed],
        invoices: [{ candidate, attachPdf: true, attachMarkedFiles: true, missingPdf: 'wait' }],
        templateId: templateOf(settings),
        language: languageOf(candidate, today.facts.language),
        to: answer.recipients,
        cc: withoutSuppressed(copyTo === null ? [] : [copyTo], today.facts.suppressed),
        bcc: [],
      },
    };
  });
}
