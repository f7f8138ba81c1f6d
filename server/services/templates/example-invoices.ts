import { NotFound } from '../../../domain/errors.ts';
import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { TemplateKind } from '../../../domain/templates/template.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import {
  candidateOf,
  candidatesOf,
  listOpenIdsOf,
  mostOverdueId,
  recentlyOverdueId,
  type Candidate,
} from '../../db/planning.ts';
import type { Tx } from '../../db/transaction.ts';

export interface ExampleWanted {
  /** Null is one that became overdue lately. */
  invoice: string | null;
  /** With all that would stand in one message with it. */
  bundle: boolean;
  kind: TemplateKind;
}

const MAX_INVOICES = 50;

/** Real invoices to show a text with, the leading one first. Throws NotFound when there is none. */
export async function findExampleInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  today: OrganisationToday,
  { invoice, bundle, kind }: ExampleWanted,
): Promise<Candidate[]> {
  const id =
    invoice ??
    (await recentlyOverdueId(tx, organisationId, today.facts.todayOn)) ??
    (await mostOverdueId(tx, organisationId));
  const lead = id ? await candidateOf(tx, today, id as InvoiceId) : undefined;
  if (!lead) throw new NotFound('invoice.not-found', 'there is no invoice to show the text with');
  const { customerId, currency } = lead.invoice;
  if (!bundle || customerId === null || currency === null) return [lead];
  const ids = await listOpenIdsOf(tx, organisationId, {
    customerId,
    currency,
    dueBefore: kind === 'reminder' ? today.facts.todayOn : null,
    limit: MAX_INVOICES,
  });
  const others = ids.filter((one) => one !== lead.invoice.id);
  return [lead, ...(await candidatesOf(tx, today, others))];
}
