import type { InvoiceId } from '../../domain/ids.ts';
import { onlineLinkOf } from '../../domain/invoice/online-link.ts';
import type { Client } from './client.ts';
import { listOf } from './fields.ts';

/** Approved sales invoices have such a page, whatever their state (facts: Xero 3.1). */
export async function readOnlineLink(client: Client, id: InvoiceId): Promise<string | null> {
  const path = `Invoices/${encodeURIComponent(id)}/OnlineInvoice`;
  const [row] = listOf((await client.get(path, 'OnlineInvoices'))['OnlineInvoices']);
  return onlineLinkOf(row?.['OnlineInvoiceUrl']);
}
