import type { InvoiceId } from '../../domain/ids.ts';
import { onlineLinkOf } from '../../domain/invoice/online-link.ts';
import type { Client } from './client.ts';
import { partOf } from './fields.ts';

/** Only where online payment is on for the invoice and it has an address (facts: QuickBooks 3.1). */
export async function readOnlineLink(client: Client, id: InvoiceId): Promise<string | null> {
  const { Invoice: invoice } = partOf(await client.invoiceWithLink(id));
  return onlineLinkOf(partOf(invoice)['InvoiceLink']);
}
