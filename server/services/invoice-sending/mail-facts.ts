import { mayLeave, type InvoiceMailAnswer } from '../../../domain/invoice-sending/may-leave.ts';
import { sendingSettingsOf } from '../../db/invoice-sending.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';

/** What decides about one invoice's own mail, over the facts of this moment. */
export function askMayLeave(today: OrganisationToday, candidate: Candidate): InvoiceMailAnswer {
  const { facts, record } = today;
  return mayLeave({ ...candidate, organisation: facts, settings: sendingSettingsOf(record) });
}
