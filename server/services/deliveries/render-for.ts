import type { Language } from '../../../domain/rules/rule.ts';
import type { RenderedMessage, Template } from '../../../domain/templates/template.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';
import { mergeFieldsOf } from '../../render/merge-fields.ts';
import { renderMessage } from '../../render/render-message.ts';

/** One invoice's message, the same for a preview and for the send. Throws NeedsPerson when the template cannot be used. */
export function renderFor(
  template: Template | undefined,
  language: Language,
  { record, facts }: OrganisationToday,
  { invoice, customer }: Candidate,
): RenderedMessage {
  const company = { name: record.name, email: record.companyEmail ?? '' };
  const { country } = record;
  const fields = mergeFieldsOf({
    invoice,
    customer,
    company,
    language,
    country,
    todayOn: facts.todayOn,
  });
  return renderMessage({ template, language, fields, company });
}
