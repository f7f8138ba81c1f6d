import { sql } from 'drizzle-orm';
import { UNDONE } from '../../domain/deliveries/choices.ts';
import { invoiceKey } from '../../domain/deliveries/keys.ts';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { Tx } from './transaction.ts';

export interface NewInvoiceMail {
  id: string;
  invoiceId: InvoiceId;
  customerId: string | null;
}

interface Planning {
  runId: string;
  plannedOn: LocalDate;
  now: Date;
  leavesAt: Date;
  /** A person asked for it: also what was refused or undone before leaves now. */
  byHand: boolean;
}

/**
 * Invoices on their way to their customers, with the work that sends each, in one statement. The key forbids a second mail of the same
 * invoice: what is under way, has left or may have left is not answered, and nothing happens to it. Answers the ids of the invoices that
 * are planned now. An invoice that a person puts back to be sent again has a key of its own for each mail that left before.
 */
export async function planInvoiceMails(
  tx: Tx,
  organisationId: OrganisationId,
  rows: NewInvoiceMail[],
  { runId, plannedOn, now, leavesAt, byHand }: Planning,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const ids = rows.map(({ invoiceId }) => invoiceId);
  const left = await countLeft(tx, organisationId, ids);
  const keys = ids.map((id) => invoiceKey(id, 'email', left.get(id) ?? 0));
  const usable = byHand
    ? sql`delivery.state in ('cancelled', 'refused')`
    : sql`delivery.state = 'cancelled' and delivery.reason <> ${UNDONE}`;
  const { rows: planned } = await tx.execute<{ invoice_id: string }>(sql`
    with planned as (
      insert into delivery (organisation_id, state, channel, days, reminder_class, saw, planned_on, planned_at, leaves_at, run_id,
        id, key, invoice_id, customer_id)
      select ${organisationId}::uuid, 'planned', 'email', 0, 'invoice', '[]'::json, ${plannedOn}::date, ${now.toISOString()}::timestamptz,
        ${leavesAt.toISOString()}::timestamptz, ${runId}::uuid, t.*
      from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[], ${sql.param(keys)}::text[], ${sql.param(ids)}::text[],
        ${sql.param(rows.map(({ customerId }) => customerId))}::text[]) as t
      on conflict (organisation_id, key) do update set state = 'planned', reason = '', planned_on = excluded.planned_on,
        planned_at = excluded.planned_at, leaves_at = excluded.leaves_at, run_id = excluded.run_id, customer_id = excluded.customer_id,
        claimed_at = null, called_at = null, recipients = null
      where ${usable}
      returning id, invoice_id, leaves_at
    ), queued as (
      insert into outbox (organisation_id, name, key, payload, available_at)
      select ${organisationId}::uuid, 'delivery.send', id::text,
        jsonb_build_object('organisationId', ${organisationId}::text, 'deliveryId', id), leaves_at
      from planned
      on conflict (organisation_id, name, key) where state = 'waiting' do update set available_at = excluded.available_at
    )
    select invoice_id from planned`);
  return new Set(planned.map((row) => row.invoice_id));
}

/** How many mails of each invoice have left. */
async function countLeft(
  tx: Tx,
  organisationId: OrganisationId,
  ids: InvoiceId[],
): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ invoice_id: string; count: number }>(sql`
    select invoice_id, count(*)::int as count from delivery
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(ids)}::text[])
      and reminder_class = 'invoice' and state = 'sent'
    group by invoice_id`);
  return new Map(rows.map((row) => [row.invoice_id, row.count]));
}

/** Calls off what a run has planned and no worker holds yet. Answers the invoices. */
export async function cancelMailsOfRun(
  tx: Tx,
  organisationId: OrganisationId,
  runId: string,
): Promise<InvoiceId[]> {
  const { rows } = await tx.execute<{ invoice_id: InvoiceId }>(sql`
    update delivery set state = 'cancelled', reason = ${UNDONE}
    where organisation_id = ${organisationId} and run_id = ${runId} and state = 'planned'
    returning invoice_id`);
  return rows.map((row) => row.invoice_id);
}

/** Calls off the planned mails of these invoices, because they count as sent some other way. */
export async function cancelMailsOf(
  tx: Tx,
  organisationId: OrganisationId,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    update delivery set state = 'cancelled', reason = 'invoice-mail/not-waiting'
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(ids)}::text[])
      and reminder_class = 'invoice' and state = 'planned'`);
}

export async function isInvoiceLeaving(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
): Promise<boolean> {
  const { rows } = await tx.execute<{ leaving: boolean }>(
    sql`select ${isLeaving(organisationId, sql`${id}`)} as leaving`,
  );
  return rows[0]?.leaving === true;
}

/** A mail of the invoice is with a worker, or nobody knows whether it left. */
export const isLeaving = (organisationId: string, invoiceId: ReturnType<typeof sql>) => sql`exists (
  select from delivery d where d.organisation_id = ${organisationId} and d.invoice_id = ${invoiceId}
    and d.reminder_class = 'invoice' and d.state in ('claimed', 'unknown'))`;
