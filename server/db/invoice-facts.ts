import { sql, type SQL } from 'drizzle-orm';
import { autopayOf } from '../../domain/calendar/autopay.ts';
import { chasedId } from '../../domain/deliveries/bundle.ts';
import type { CustomerFacts } from '../../domain/gates/gate.ts';
import {
  asId,
  type CustomerId,
  type InvoiceId,
  type OrganisationId,
  type TermId,
} from '../../domain/ids.ts';
import type { Invoice } from '../../domain/invoice/invoice.ts';
import type { SendingMark } from '../../domain/invoice-sending/to-send.ts';
import type { NetPosition } from '../../domain/invoice/money-received.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { InvoiceFacts } from '../../domain/rules/plan-invoice.ts';
import { contactsOf } from './contacts.ts';
import { loadCustomers } from './customer-facts.ts';
import { sendingOf } from './invoice-sending.ts';
import { knownDeliveries } from './known-deliveries.ts';
import type { OrganisationToday } from './organisation-facts.ts';
import { netPositions } from './positions.ts';
import { toQuarantine } from './quarantine.ts';
import { findSilence } from './silence.ts';
import { termIdOf } from './term-list.ts';
import type { Tx } from './transaction.ts';

/** Facts about one invoice, with what is planned for it now. */
export interface Candidate extends InvoiceFacts {
  nextContactOn: LocalDate | null;
  nextRuleId: string | null;
  nextDays: number | null;
}

export interface Row {
  [column: string]: unknown;
  id: string;
}

/** Everything the gates ask about these invoices, in order of id. */
export function loadFactsOf(tx: Tx, today: OrganisationToday, ids: string[]): Promise<Candidate[]> {
  const list = sql`any(${sql.param(ids)}::text[])`;
  // Beside the join, or all plans of the organisation are read for a few.
  return loadFacts(tx, today, sql`i.id = ${list} order by i.id`, sql`n.invoice_id = ${list}`);
}

/** Everything the gates ask about the invoices that `where` names; whoever has a customer in common shares its object. */
export async function loadFacts(
  tx: Tx,
  today: OrganisationToday,
  where: SQL,
  plans: SQL = sql`true`,
): Promise<Candidate[]> {
  const { id: organisationId, timeZone } = today.record;
  const { rows } = await tx.execute<Row>(sql`
    select i.id, i.books_version, i.number, i.customer_id, i.document_on, i.due_on, i.currency, i.total_minor, i.open_minor, i.state,
      ${termIdOf} as term_id, i.terms_of_customer, i.expected_on, i.memo_on_invoice, i.memo_on_statement, i.email, i.sent_state, i.custom_fields, i.books_updated_at, i.books_created_at,
      (i.books_created_at at time zone ${timeZone})::date as created_on, n.next_contact_on, n.next_rule_id, n.next_days,
      t.name as term_name, s.state as sending_mark, q.choice as q_choice, q.step_number as q_step_number, q.start_on as q_start_on
    from invoice i
    left join invoice_plan n on n.organisation_id = i.organisation_id and n.invoice_id = i.id and ${plans}
    left join invoice_quarantine q on q.organisation_id = i.organisation_id and q.invoice_id = i.id
    left join term t on t.organisation_id = i.organisation_id and t.id = ${termIdOf}
    left join invoice_sending s on ${sendingOf(today.record).on} and s.organisation_id = i.organisation_id and s.invoice_id = i.id
    where i.organisation_id = ${organisationId} and ${where}`);
  return toCandidates(rows, today, await loadAround(tx, today, rows));
}

type Around = Awaited<ReturnType<typeof loadAround>>;

/** What is known once per customer or per invoice besides the invoice's own row. */
async function loadAround(tx: Tx, today: OrganisationToday, rows: Row[]) {
  const organisationId = today.record.id as OrganisationId;
  const customerIds = [...new Set(rows.flatMap((row) => text(row['customer_id']) ?? []))];
  const customers = await loadCustomers(tx, organisationId, customerIds);
  return {
    customers,
    known: await knownDeliveries(
      tx,
      today,
      rows.map(({ id }) => id),
    ),
    positions: await netPositions(tx, organisationId, customerIds as CustomerId[]),
    silenceOf: await findSilence(
      tx,
      organisationId,
      rows.map((row) => ({ invoiceId: row.id, customerId: text(row['customer_id']) })),
    ),
    contacts: await contactsOf(tx, today, [...customers.values()].map(chasedId)),
  };
}

const none: never[] = [];

function toCandidates(rows: Row[], today: OrganisationToday, around: Around): Candidate[] {
  return rows.map((row) => {
    const customer = around.customers.get(String(row['customer_id'])) ?? null;
    const billedWith = customer?.billWithParent ? customer.parentId : null;
    const invoice = toInvoice(row);
    return {
      invoice,
      createdOn: text(row['created_on']),
      customer,
      parent: (billedWith && around.customers.get(billedWith)) || null,
      termName: text(row['term_name']),
      quarantine: toQuarantine(row),
      position: positionIn(around, customer, row['currency']),
      autopay: autopayOf(today.autopay, { customerAutopay: customer?.autopay ?? null, invoice }),
      sendingMark: row['sending_mark'] as SendingMark | null,
      silence: around.silenceOf(row.id),
      contactedOn: (customer && around.contacts.get(chasedId(customer))) ?? none,
      known: none,
      ...around.known.get(row.id),
      nextContactOn: text(row['next_contact_on']),
      nextRuleId: text(row['next_rule_id']),
      nextDays: row['next_days'] === null ? null : Number(row['next_days']),
    };
  });
}

/** What is left over for the customer in the invoice's currency (E4). */
function positionIn(
  { positions }: Around,
  customer: CustomerFacts | null,
  currency: unknown,
): NetPosition | null {
  if (customer === null || positions.size === 0) return null;
  return positions.get(customer.id)?.find((position) => position.currency === currency) ?? null;
}

function toInvoice(row: Row): Invoice {
  return {
    id: asId<InvoiceId>(row.id),
    booksVersion: Number(row['books_version']),
    booksUpdatedAt: new Date(String(row['books_updated_at'])),
    booksCreatedAt: new Date(String(row['books_created_at'])),
    number: text(row['number']),
    customerId: text(row['customer_id']) as CustomerId | null,
    documentOn: String(row['document_on']),
    dueOn: text(row['due_on']),
    currency: text(row['currency']),
    totalMinor: Number(row['total_minor']),
    openMinor: Number(row['open_minor']),
    state: row['state'] as Invoice['state'],
    termId: text(row['term_id']) as TermId | null,
    termsOfCustomer: row['terms_of_customer'] === true,
    expectedOn: text(row['expected_on']),
    memoOnInvoice: String(row['memo_on_invoice']),
    memoOnStatement: String(row['memo_on_statement']),
    email: text(row['email']),
    sentState: row['sent_state'] as Invoice['sentState'],
    customFields: row['custom_fields'] as Record<string, string>,
  };
}

export function text(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
