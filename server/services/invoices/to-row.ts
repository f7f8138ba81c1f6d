import type { z } from 'zod';
import type { InvoiceRow } from '../../../domain/api/invoices.ts';
import { statusOn } from '../../../domain/invoice/invoice.ts';
import { daysBetween, type LocalDate } from '../../../domain/local-date.ts';
import type { InvoiceListRow } from '../../db/invoice-list.ts';

/** A listed invoice as a person sees it on the organisation's day. */
export function toInvoiceRow(row: InvoiceListRow, todayOn: LocalDate): z.input<typeof InvoiceRow> {
  const status = statusOn({ state: row.state, dueOn: row.due_on }, todayOn, row.to_send);
  return {
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    customerName: row.customer_name,
    documentOn: row.document_on,
    dueOn: row.due_on,
    daysLate: status === 'overdue' && row.due_on !== null ? daysBetween(row.due_on, todayOn) : 0,
    currency: row.currency,
    totalMinor: Number(row.total_minor),
    openMinor: Number(row.open_minor),
    status,
    termName: row.term_name,
    memoOnInvoice: row.memo_on_invoice,
    memoOnStatement: row.memo_on_statement,
    hasEmail: row.has_email,
    lastContact:
      row.contact_at !== null && row.contact_days !== null
        ? { at: toInstant(row.contact_at), days: row.contact_days }
        : null,
    nextContactOn: row.next_contact_on,
  };
}

/** Instants come out of a plain query as the database's text. */
export const toInstant = (at: Date | string): string => new Date(at).toISOString();
