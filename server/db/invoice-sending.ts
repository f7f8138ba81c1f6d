import { sql, type SQL } from 'drizzle-orm';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { InvoiceSendingSettings } from '../../domain/invoice-sending/settings.ts';
import type { InvoiceSending } from '../../domain/invoice-sending/to-send.ts';
import type { Organisation } from './organisations.ts';
import { invoiceSending } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export function sendingOf(
  record: Pick<Organisation, 'invoiceSending' | 'invoiceSendingSince'>,
): InvoiceSending {
  return { ...sendingSettingsOf(record), since: record.invoiceSendingSince };
}

export function sendingSettingsOf(
  record: Pick<Organisation, 'invoiceSending'>,
): InvoiceSendingSettings {
  return InvoiceSendingSettings.parse(record.invoiceSending);
}

/** The invoice `i` waits to be sent. Only asked while the organisation sends invoices from Dunlin. */
export const waitsToBeSent = (organisationId: OrganisationId): SQL => sql`exists (
  select from invoice_sending s where s.organisation_id = ${organisationId} and s.invoice_id = i.id and s.state = 'to-send')`;

/** Which of these the mirror holds. */
export async function heldInvoices(
  tx: Tx,
  organisationId: OrganisationId,
  ids: InvoiceId[],
): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from invoice where organisation_id = ${organisationId} and id = any(${sql.param(ids)}::text[])`);
  return new Set(rows.map(({ id }) => id));
}

/** Notes that invoices are to send; one that has a mark keeps it (UF-18). */
export async function addToSend(
  tx: Tx,
  organisationId: OrganisationId,
  ids: InvoiceId[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  const rows = ids.map((invoiceId) => ({
    organisationId,
    invoiceId,
    state: 'to-send' as const,
    at,
    by: '',
  }));
  await tx.insert(invoiceSending).values(rows).onConflictDoNothing();
}

/** Invoices whose mail has left; one that a person marked meanwhile keeps that. */
export async function markMailed(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update invoice_sending set state = 'sent', at = ${at.toISOString()}::timestamptz, by = ''
    where organisation_id = ${organisationId} and invoice_id = any(${sql.param(ids)}::text[]) and state = 'to-send'`);
}

/** The invoice waits to be sent from now on, whatever became of it before. False when it does already. */
export async function putBackToSend(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
  { at, by }: { at: Date; by: string },
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    insert into invoice_sending (organisation_id, invoice_id, state, at, by)
    values (${organisationId}, ${id}, 'to-send', ${at.toISOString()}::timestamptz, ${by})
    on conflict (organisation_id, invoice_id) do update set state = excluded.state, at = excluded.at, by = excluded.by
    where invoice_sending.state <> 'to-send'`);
  return rowCount === 1;
}
