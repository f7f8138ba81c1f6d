import { sql } from 'drizzle-orm';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { Tx } from './transaction.ts';

export type SettledPromise = {
  id: string;
  invoiceId: InvoiceId;
  customerId: string | null;
  state: 'kept' | 'broken' | 'withdrawn';
  promisedOn: LocalDate;
};

/**
 * Ends promises of these invoices that nothing more is to be expected of: kept, when the invoice is paid or what was promised came in;
 * withdrawn, when the books no longer ask for the money. Money that was paid back or an amount that rose is no payment.
 */
export async function settleAnswered(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceIds: string[],
  now: Date,
): Promise<SettledPromise[]> {
  if (invoiceIds.length === 0) return [];
  const { rows } = await tx.execute<SettledPromise>(sql`
    update promise p set state = case when i.state in ('void', 'deleted') then 'withdrawn' else 'kept' end,
      settled_at = ${now.toISOString()}::timestamptz, version = p.version + 1
    from invoice i
    where p.organisation_id = ${organisationId} and p.state = 'open' and p.invoice_id = any(${sql.param(invoiceIds)}::text[])
      and i.organisation_id = p.organisation_id and i.id = p.invoice_id
      and (i.state <> 'open' or i.open_minor <= 0 or p.open_minor - i.open_minor >= p.amount_minor)
    returning p.id, p.invoice_id as "invoiceId", i.customer_id as "customerId", p.state, p.promised_on as "promisedOn"`);
  return rows;
}

/** Ids of invoices with an open promise whose last day came before `on`. */
export async function listOverduePromised(
  tx: Tx,
  organisationId: OrganisationId,
  on: LocalDate,
): Promise<InvoiceId[]> {
  const { rows } = await tx.execute<{ id: InvoiceId }>(sql`
    select invoice_id as id from promise
    where organisation_id = ${organisationId} and state = 'open' and last_on < ${on} order by invoice_id`);
  return rows.map(({ id }) => id);
}

/** Marks what is left of them as broken. */
export async function breakOverdue(
  tx: Tx,
  organisationId: OrganisationId,
  on: LocalDate,
  now: Date,
): Promise<SettledPromise[]> {
  const { rows } = await tx.execute<SettledPromise>(sql`
    update promise p set state = 'broken', settled_at = ${now.toISOString()}::timestamptz, version = p.version + 1
    from invoice i
    where p.organisation_id = ${organisationId} and p.state = 'open' and p.last_on < ${on}
      and i.organisation_id = p.organisation_id and i.id = p.invoice_id
    returning p.id, p.invoice_id as "invoiceId", i.customer_id as "customerId", p.state, p.promised_on as "promisedOn"`);
  return rows;
}

/** In system scope: organisations with an open promise whose last day came before `on`. */
export async function organisationsWithOverduePromises(
  tx: Tx,
  on: LocalDate,
): Promise<OrganisationId[]> {
  const { rows } = await tx.execute<{ id: OrganisationId }>(
    sql`select distinct organisation_id as id from promise where state = 'open' and last_on < ${on}`,
  );
  return rows.map(({ id }) => id);
}

/** How the customer of an invoice kept what it promised, over all its invoices. */
export async function countPromises(
  tx: Tx,
  organisationId: OrganisationId,
  customerId: string | null,
): Promise<{ kept: number; broken: number }> {
  const { rows } = await tx.execute<{ kept: number; broken: number }>(sql`
    select count(*) filter (where p.state = 'kept')::int as kept, count(*) filter (where p.state = 'broken')::int as broken
    from promise p join invoice i on i.organisation_id = p.organisation_id and i.id = p.invoice_id
    where p.organisation_id = ${organisationId} and i.customer_id = ${customerId}`);
  return rows[0] ?? { kept: 0, broken: 0 };
}
