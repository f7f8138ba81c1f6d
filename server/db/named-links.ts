import { sql } from 'drizzle-orm';
import type {
  CreditId,
  CustomerId,
  InvoiceId,
  OrganisationId,
  PaymentId,
} from '../../domain/ids.ts';
import { mirrorTables, type MirrorKind } from './mirror-tables.ts';
import type { Tx } from './transaction.ts';

/** Records that others speak of. */
export interface Linked {
  invoiceIds: InvoiceId[];
  creditIds: CreditId[];
  /** Payments that the mirror does not hold yet. */
  newPaymentIds: PaymentId[];
}

/**
 * What the mirror knows these payments and credits to be applied to: invoices, whose open amount they lower, and credits, whose rest. A
 * credit is applied by a payment (facts: QuickBooks 3.5), so its invoices are those of its payments.
 */
export async function findLinked(
  tx: Tx,
  organisationId: OrganisationId,
  named: { paymentIds: PaymentId[]; creditIds: CreditId[] },
): Promise<Linked> {
  const { rows } = await tx.execute<{
    invoices: InvoiceId[] | null;
    credits: CreditId[] | null;
    payments: PaymentId[] | null;
  }>(sql`
    with of_credits as (
      select distinct jsonb_array_elements_text(payment_ids) as id from credit
      where organisation_id = ${organisationId} and id = any(${sql.param(named.creditIds)}::text[])
    ), paid as (
      select id, invoice_ids, credit_ids from payment where organisation_id = ${organisationId}
        and id in (select unnest(${sql.param(named.paymentIds)}::text[]) union select id from of_credits)
    )
    select (select array_agg(distinct one) from paid, jsonb_array_elements_text(invoice_ids) one) as invoices,
      (select array_agg(distinct one) from paid, jsonb_array_elements_text(credit_ids) one) as credits,
      (select array_agg(id) from of_credits where id not in (select id from paid)) as payments`);
  const [row] = rows;
  return {
    invoiceIds: row?.invoices ?? [],
    creditIds: row?.credits ?? [],
    newPaymentIds: row?.payments ?? [],
  };
}

/** Of these ids, those that the mirror has not read after the instant that stands with each. */
export async function findNotSeenSince<Id extends string>(
  tx: Tx,
  organisationId: OrganisationId,
  kind: MirrorKind,
  wanted: Map<Id, Date>,
): Promise<Id[]> {
  if (wanted.size === 0) return [];
  const list = [...wanted].map(([id, at]) => ({ id, at: at.toISOString() }));
  const { rows } = await tx.execute<{ id: Id }>(sql`
    select wanted.id from json_to_recordset(${JSON.stringify(list)}::json) as wanted(id text, at timestamptz)
    left join ${sql.identifier(mirrorTables[kind].name)} known
      on known.organisation_id = ${organisationId} and known.id = wanted.id
    where known.id is null or known.seen_at <= wanted.at order by wanted.id`);
  return rows.map(({ id }) => id);
}

/**
 * Credits and payments that a refund may have used up or given back, at most `limit` of each: those of the customers, or of anybody, with
 * something left on account first, then the newest.
 */
export async function findReceived(
  tx: Tx,
  organisationId: OrganisationId,
  { customerIds, ofAnybody }: { customerIds: CustomerId[]; ofAnybody: boolean },
  limit: number,
): Promise<Pick<Documents, 'credits' | 'payments'>> {
  if (customerIds.length === 0 && !ofAnybody) return { credits: [], payments: [] };
  const newest = async <Id extends string>(kind: 'credits' | 'payments'): Promise<Id[]> => {
    const [left, on] =
      kind === 'credits'
        ? [sql`remaining_minor`, sql`document_on`]
        : [sql`unapplied_minor`, sql`received_on`];
    const { rows } = await tx.execute<{ id: Id }>(sql`
      select id from ${sql.identifier(mirrorTables[kind].name)}
      where organisation_id = ${organisationId} and state = 'live'
        and (${ofAnybody} or customer_id = any(${sql.param(customerIds)}::text[]))
      order by ${left} > 0 desc, ${on} desc, id limit ${limit}`);
    return rows.map(({ id }) => id);
  };
  return { credits: await newest('credits'), payments: await newest('payments') };
}

export interface Documents {
  invoices: InvoiceId[];
  credits: CreditId[];
  payments: PaymentId[];
}

/** Documents that the mirror gives to those of these customers who are inactive, unless read after the instant. */
export async function findDocumentsOfInactive(
  tx: Tx,
  organisationId: OrganisationId,
  customerIds: CustomerId[],
  seenSince: Date,
): Promise<Documents> {
  const documentsOf = async <Id extends string>(kind: keyof Documents): Promise<Id[]> => {
    const { rows } = await tx.execute<{ id: Id }>(sql`
      select document.id from ${sql.identifier(mirrorTables[kind].name)} document
      join customer on customer.organisation_id = ${organisationId} and customer.id = document.customer_id
        and not customer.active and customer.id = any(${sql.param(customerIds)}::text[])
      where document.organisation_id = ${organisationId} and document.state <> 'deleted'
        and document.seen_at <= ${seenSince.toISOString()}::timestamptz order by document.id`);
    return rows.map(({ id }) => id);
  };
  if (customerIds.length === 0) return { invoices: [], credits: [], payments: [] };
  return {
    invoices: await documentsOf('invoices'),
    credits: await documentsOf('credits'),
    payments: await documentsOf('payments'),
  };
}

/** Active customers that a complete reading begun at `since` did not meet. */
export async function findUnmetCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  since: Date,
): Promise<CustomerId[]> {
  const { rows } = await tx.execute<{ id: CustomerId }>(sql`
    select id from customer where organisation_id = ${organisationId} and active
      and seen_at < ${since.toISOString()}::timestamptz order by id`);
  return rows.map(({ id }) => id);
}
