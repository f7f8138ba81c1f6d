import type { Box } from '../box.ts';
import { orgIn } from './action.ts';

/** An id, or the number of an invoice. */
export function invoiceId(box: Box, tenantId: string, key: string): string {
  const org = orgIn(box, tenantId);
  return org.invoices.get(key)?.id ?? org.invoicesNumbered.all(key)[0]?.id ?? key;
}

/** An id or number of an invoice or credit note. */
export function ownerId(box: Box, tenantId: string, key: string): string {
  const found = orgIn(box, tenantId).creditsNumbered.all(key)[0];
  return found?.id ?? invoiceId(box, tenantId, key);
}

/** An id, or the name of a contact. */
export function contactId(box: Box, tenantId: string, key: string): string {
  const org = orgIn(box, tenantId);
  return org.contacts.get(key)?.id ?? org.contactsNamed.all(key.toLowerCase())[0]?.id ?? key;
}
