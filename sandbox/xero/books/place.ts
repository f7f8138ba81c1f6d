import type { Box } from '../box.ts';
import type { Org } from './org.ts';
import type { Credit, Contact, Invoice, Payment } from './records.ts';
import type { Category } from '../webhooks/event.ts';

/** Who works on the books: our app, or a person inside Xero. */
export type Actor = 'app' | 'user';

/** Where a change happens and by whom. */
export interface Place {
  readonly box: Box;
  readonly org: Org;
  readonly by: Actor;
}

/** Never before the previous stamp, even when the clock goes back. */
function stamp(place: Place, before: { updatedMs: number } | undefined): number {
  return Math.max(place.box.clock.now(), before?.updatedMs ?? 0);
}

interface Saving {
  /** The change is one of those that leave UpdatedDateUTC as it was (facts: Xero 2.6). */
  isQuiet?: boolean;
  /** No webhook says so. */
  isSilent?: boolean;
}

function announce(
  place: Place,
  category: Category,
  id: string,
  isNew: boolean,
  data?: object,
): void {
  const type = isNew ? 'CREATE' : 'UPDATE';
  place.box.raise({ tenantId: place.org.id, category, id, type, ...(data ? { data } : {}) });
}

export function saveInvoice(place: Place, invoice: Invoice, saving: Saving = {}): Invoice {
  const before = place.org.invoices.get(invoice.id);
  const updatedMs = saving.isQuiet && before ? before.updatedMs : stamp(place, before);
  const saved = place.org.invoices.put({ ...invoice, updatedMs });
  if (!saving.isSilent) announce(place, 'INVOICE', saved.id, before === undefined);
  else place.box.changed();
  return saved;
}

export function saveContact(place: Place, contact: Contact, saving: Saving = {}): Contact {
  const before = place.org.contacts.get(contact.id);
  const updatedMs = saving.isQuiet && before ? before.updatedMs : stamp(place, before);
  const saved = place.org.contacts.put({ ...contact, updatedMs });
  if (!saving.isSilent) announce(place, 'CONTACT', saved.id, before === undefined);
  else place.box.changed();
  return saved;
}

const CATEGORIES: Record<Credit['kind'], Category> = {
  CreditNote: 'CREDITNOTE',
  Overpayment: 'OVERPAYMENT',
  Prepayment: 'PREPAYMENT',
};

export function saveCredit(place: Place, credit: Credit): Credit {
  const before = place.org.credits.get(credit.id);
  const saved = place.org.credits.put({ ...credit, updatedMs: stamp(place, before) });
  announce(place, CATEGORIES[saved.kind], saved.id, before === undefined, {
    Type: saved.type,
    Status: saved.status,
    ...(saved.kind === 'CreditNote'
      ? {}
      : { UpdatedDateUTCString: `${new Date(saved.updatedMs).toISOString().slice(0, 19)}Z` }),
  });
  return saved;
}

/** Payments have no webhook of their own (facts: Xero 6.1). */
export function savePayment(place: Place, payment: Payment): Payment {
  const before = place.org.payments.get(payment.id);
  const saved = place.org.payments.put({ ...payment, updatedMs: stamp(place, before) });
  place.box.changed();
  return saved;
}
