import { disputedMinorOf } from '../../../domain/gates/dispute.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import type { RenderedMessage, Template } from '../../../domain/templates/template.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';
import { mergeFieldsOf } from '../../render/merge-fields.ts';
import type { Extras } from '../../render/extras.ts';
import { renderMessage } from '../../render/render-message.ts';

/** What a message carries beside its words. */
export interface Load {
  /** The PDF of every invoice. */
  hasPdf?: boolean;
  extras?: Extras;
}

/**
 * The message about these invoices of one customer and currency, the same for a preview and for the send. The first leads: `invoice.*`
 * fields are its, and the table lists them all. Throws NeedsPerson when the template cannot be used.
 */
export function renderFor(
  template: Template | undefined,
  language: Language,
  { record, facts, sending }: OrganisationToday,
  candidates: Candidate[],
  { hasPdf, extras }: Load = {},
): RenderedMessage {
  const company = { name: record.name, email: record.companyEmail ?? '' };
  const { country } = record;
  const fields = mergeFieldsOf({
    invoices: candidates.map(({ invoice, silence }) => ({
      ...invoice,
      disputedMinor: disputedMinorOf(invoice, silence, facts.todayOn),
    })),
    customer: candidates[0]?.customer ?? null,
    position: candidates[0]?.position ?? null,
    setsOff: sending.credits === 'net',
    company,
    language,
    country,
    todayOn: facts.todayOn,
    hasPdf,
  });
  return renderMessage({ template, language, fields, company, ...(extras && { extras }) });
}
