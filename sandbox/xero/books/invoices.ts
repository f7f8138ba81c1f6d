import { randomUUID } from 'node:crypto';
import { dueBy } from './days.ts';
import { note } from './history.ts';
import type { Org } from './org.ts';
import type { Place } from './place.ts';
import { saveContact, saveInvoice } from './place.ts';
import { problems, Invalid } from './problems.ts';
import type { DocumentStatus, Invoice, Line, LineAmountTypes } from './records.ts';
import { totalUp } from './totals.ts';

/** What a write may set; what is left out stays. */
export interface InvoiceChanges {
  type?: Invoice['type'];
  status?: DocumentStatus;
  number?: string;
  reference?: string;
  contactId?: string;
  date?: string;
  dueDate?: string | null;
  expectedDate?: string | null;
  plannedDate?: string | null;
  sent?: boolean;
  lineAmountTypes?: LineAmountTypes;
  lines?: Line[];
  currency?: string;
  rate?: number;
  brandingThemeId?: string | null;
  url?: string | null;
}

const MOVES: Record<DocumentStatus, readonly DocumentStatus[]> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  PAID: ['PAID'],
  VOIDED: [],
  DELETED: [],
};
/** Frozen once money is on the document (facts: Xero 3.1). */
const FINANCIAL = ['date', 'lineAmountTypes', 'lines', 'currency', 'rate', 'type'] as const;
/** On a part-paid document these leave UpdatedDateUTC alone (facts: Xero 2.6). */
const QUIET = new Set(['sent', 'dueDate']);

export const isApproved = (status: DocumentStatus): boolean =>
  status === 'AUTHORISED' || status === 'PAID';

export const dueOf = (invoice: Invoice): number =>
  invoice.status === 'VOIDED' || invoice.status === 'DELETED'
    ? 0
    : invoice.total - invoice.paid - invoice.credited;

function termsOf(org: Org, contactId: string, type: Invoice['type']) {
  const side = type === 'ACCREC' ? 'sales' : 'bills';
  return org.contacts.get(contactId)?.terms[side] ?? org.defaultTerm(side);
}

function nextNumber(org: Org): string {
  for (let number = org.invoices.size + 101; ; number += 1) {
    const text = `INV-${String(number).padStart(4, '0')}`;
    if (org.invoicesNumbered.all(text).length === 0) return text;
  }
}

/** A person in Xero and the API make invoices by the same rules. */
export function createInvoice(place: Place, changes: InvoiceChanges): Invoice {
  const { org, box } = place;
  const { type = 'ACCREC', contactId = '', date = org.today(box.clock.now()) } = changes;
  const contact = org.contacts.get(contactId);
  if (!contact) throw new Invalid('A Contact must be specified for this type of transaction');
  if (contact.status !== 'ACTIVE') throw new Invalid('The contact is archived and cannot be used.');
  const term = termsOf(org, contactId, type);
  const status = changes.status ?? 'DRAFT';
  if (!['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(status)) throw problems.status();
  const fresh: Invoice = {
    id: randomUUID(),
    updatedMs: 0,
    type,
    status,
    number: changes.number ?? (type === 'ACCREC' ? nextNumber(org) : ''),
    reference: changes.reference ?? '',
    contactId,
    date,
    dueDate: term ? dueBy(date, term) : null,
    expectedDate: null,
    plannedDate: null,
    lineAmountTypes: 'Exclusive',
    lines: [],
    subTotal: 0,
    totalTax: 0,
    total: 0,
    currency: contact.currency ?? org.currency,
    rate: 1,
    brandingThemeId: null,
    sent: null,
    fullyPaidOn: null,
    byApp: place.by === 'app',
    paid: 0,
    credited: 0,
    url: null,
    repeatingInvoiceId: null,
  };
  const invoice = apply(place, fresh, { ...changes, date, type });
  note(place, invoice.id, 'Created', `${invoice.number} to ${contact.name}`);
  markRole(place, invoice);
  return saveInvoice(place, settled(invoice, org.today(box.clock.now())));
}

function markRole(place: Place, invoice: Invoice): void {
  const contact = place.org.contacts.get(invoice.contactId);
  const role = invoice.type === 'ACCREC' ? 'isCustomer' : 'isSupplier';
  if (!contact || contact[role]) return;
  saveContact(place, { ...contact, [role]: true }, { isQuiet: true, isSilent: true });
}

/** Changes an invoice; `Invalid` says which rule forbids it. */
export function editInvoice(place: Place, id: string, changes: InvoiceChanges): Invoice {
  const { org, box } = place;
  const before = org.invoices.get(id);
  if (!before) throw problems.noDocument();
  assertMove(place, before, changes);
  const after = settled(apply(place, before, changes), org.today(box.clock.now()));
  noteChange(place, before, after);
  const names = Object.keys(changes).filter(
    (name) => name !== 'status' || after.status !== before.status,
  );
  const isQuiet =
    before.paid + before.credited > 0 && names.length > 0 && names.every((name) => QUIET.has(name));
  const isSilent = !box.knobs.webhookOnSent && names.every((name) => name === 'sent');
  return saveInvoice(place, after, { isQuiet, isSilent });
}

function assertMove(place: Place, before: Invoice, changes: InvoiceChanges): void {
  const { status } = before;
  // A status of AUTHORISED sent along with a change of a paid invoice means "as it is".
  const wanted = status === 'PAID' && changes.status === 'AUTHORISED' ? 'PAID' : changes.status;
  if (!MOVES[status].includes(wanted ?? status)) throw problems.status();
  if (wanted === 'VOIDED' && before.paid + before.credited > 0)
    throw new Invalid('Invoices with payments or credits applied cannot be voided.');
  if (changes.type !== undefined && changes.type !== before.type) throw problems.status();
  const hasMoney = before.paid + before.credited > 0;
  if (
    hasMoney &&
    FINANCIAL.some((name) => changes[name] !== undefined && changes[name] !== before[name])
  )
    throw new Invalid('The document cannot be edited as it has payments or credits applied to it.');
  if (status === 'PAID' && place.by === 'app' && place.box.knobs.paidInvoices === 'locked')
    throw problems.status();
  const lock = place.org.lockDate;
  if (lock !== '' && before.date <= lock) throw problems.locked(lock);
}

function apply(place: Place, before: Invoice, changes: InvoiceChanges): Invoice {
  const { org } = place;
  const { status: wanted, sent, ...rest } = changes;
  const status = before.status === 'PAID' ? 'PAID' : (wanted ?? before.status);
  const after: Invoice = { ...before, ...rest, status };
  const lock = org.lockDate;
  if (lock !== '' && after.date <= lock) throw problems.locked(lock);
  if (after.type === 'ACCREC' && after.number === '')
    throw new Invalid('Invoice # must be unique.');
  const twins = after.type === 'ACCREC' ? org.invoicesNumbered.all(after.number) : [];
  if (
    twins.some(
      (twin) => twin.id !== after.id && twin.type === 'ACCREC' && twin.status !== 'DELETED',
    )
  )
    throw problems.numberTaken();
  if (sent !== undefined) after.sent = acceptSent(after, sent);
  if (changes.expectedDate && after.type === 'ACCPAY')
    throw new Invalid('ExpectedPaymentDate can only be set on sales invoices.');
  if (after.dueDate !== null && after.dueDate < after.date)
    throw new Invalid('The due date cannot be before the invoice date.');
  if (status === 'VOIDED' || status === 'DELETED') return after;
  const totals = totalUp(after.lines, after.lineAmountTypes, (type) => org.taxRate(type));
  if (status === 'AUTHORISED' && after.dueDate === null)
    throw new Invalid('Due Date cannot be empty.');
  if (status === 'AUTHORISED' && after.lines.length === 0)
    throw new Invalid('One or more line items must be specified');
  return { ...after, ...totals };
}

function acceptSent(invoice: Invoice, sent: boolean): boolean {
  if (!isApproved(invoice.status))
    throw new Invalid('SentToContact can only be set on approved invoices.');
  return sent;
}

function noteChange(place: Place, before: Invoice, after: Invoice): void {
  const words: Partial<Record<DocumentStatus, string>> = {
    AUTHORISED: 'Approved',
    VOIDED: 'Voided',
    DELETED: 'Deleted',
    SUBMITTED: 'Submitted',
  };
  const moved = after.status !== before.status ? words[after.status] : undefined;
  note(
    place,
    after.id,
    moved ?? 'Edited',
    `${after.number} for ${after.currency} ${after.total / 100}`,
  );
}

/** AmountDue of zero makes an approved invoice PAID, and money taken back reopens it. */
export function settled(invoice: Invoice, on: string): Invoice {
  if (!isApproved(invoice.status)) return invoice;
  const isPaid = dueOf(invoice) <= 0;
  return {
    ...invoice,
    status: isPaid ? 'PAID' : 'AUTHORISED',
    fullyPaidOn: isPaid ? (invoice.fullyPaidOn ?? on) : null,
  };
}

/** Money or credit arrives on an invoice (or leaves it: a negative amount). */
export function addMoney(
  place: Place,
  id: string,
  kind: 'paid' | 'credited',
  amount: number,
  on: string,
): Invoice {
  const before = place.org.invoices.get(id);
  if (!before) throw problems.noDocument();
  if (!isApproved(before.status)) throw problems.status();
  if (amount > dueOf(before)) throw problems.tooMuch();
  const after = settled({ ...before, [kind]: before[kind] + amount }, on);
  const isSilent = !place.box.knobs.webhookOnPayment;
  return saveInvoice(place, after, { isSilent });
}
