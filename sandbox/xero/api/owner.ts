import type { CreditKind } from '../books/records.ts';
import type { Call } from './call.ts';

const CREDITS: Record<string, CreditKind> = {
  CreditNotes: 'CreditNote',
  Overpayments: 'Overpayment',
  Prepayments: 'Prepayment',
};

export interface Owner {
  id: string;
  /** Its files may be shown with the online document: sales invoices and sales credit notes (facts: Xero 3.7). */
  showsOnline: boolean;
}

/** The record that a history or files belong to; null when there is none. */
export function findOwner(call: Call, resource: string): Owner | null {
  const { org } = call;
  const key = call.param('id');
  const kind = CREDITS[resource];
  if (kind) {
    const found = org.credits.get(key) ?? org.creditsNumbered.all(key)[0];
    return found?.kind === kind
      ? { id: found.id, showsOnline: found.type === 'ACCRECCREDIT' }
      : null;
  }
  if (resource === 'Invoices') {
    const found = org.invoices.get(key) ?? org.invoicesNumbered.all(key)[0];
    return found ? { id: found.id, showsOnline: found.type === 'ACCREC' } : null;
  }
  const found = plainOwner(call, resource, key);
  return found ? { id: found.id, showsOnline: false } : null;
}

function plainOwner({ org }: Call, resource: string, key: string): { id: string } | undefined {
  if (resource === 'Contacts') return org.contacts.get(key) ?? org.contactsNumbered.all(key)[0];
  return resource === 'Payments' ? org.payments.get(key) : org.batches.get(key);
}
