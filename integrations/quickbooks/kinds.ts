import type { ImportKind, PageScope, RecordsOfKind } from '../books.ts';
import type { Entity } from './client.ts';
import { toAttachments } from './to-attachment.ts';
import { toCredits } from './to-credit.ts';
import { toCustomers } from './to-customer.ts';
import { toInvoices } from './to-invoice.ts';
import { toPayments } from './to-payment.ts';
import type { Mapped } from './to-record.ts';
import { toTerms } from './to-term.ts';

/** How one kind of ours is called in QuickBooks, which of its records exist for us, and how they are mapped. */
export interface Source<Kind extends ImportKind> {
  entity: Entity;
  /** Condition of every query for this kind; empty when all records are given anyway. */
  condition: string;
  map(rows: readonly unknown[]): Mapped<RecordsOfKind[Kind]>;
}

/** Inactive names are hidden unless asked for (facts: QuickBooks 2.4). */
const withInactive = 'Active in (true,false)';

export const sources: { [Kind in ImportKind]: Source<Kind> } = {
  terms: { entity: 'Term', condition: withInactive, map: toTerms },
  customers: { entity: 'Customer', condition: withInactive, map: toCustomers },
  invoices: { entity: 'Invoice', condition: '', map: toInvoices },
  credits: { entity: 'CreditMemo', condition: '', map: toCredits },
  payments: { entity: 'Payment', condition: '', map: toPayments },
  attachments: { entity: 'Attachable', condition: '', map: toAttachments },
};

/** The condition that leaves only what the scope asks for. */
export function scopeCondition(kind: ImportKind, scope: PageScope): string {
  return kind === 'invoices' && scope === 'open' ? "Balance > '0'" : '';
}
