import type { CustomerId, InvoiceId, TermId } from '../ids.ts';
import type { LocalDate } from '../local-date.ts';

export const invoiceStates = ['open', 'paid', 'void', 'deleted'] as const;
/** What the books say. `due` and `overdue` are not stored: they follow from the due date and the day of looking. */
export type InvoiceState = (typeof invoiceStates)[number];

/** An invoice as the books hold it, in Dunlin's words. A field that the books left out is null, never guessed. */
export interface Invoice {
  id: InvoiceId;
  /** The ledger's version (QuickBooks SyncToken); an older one never overwrites a newer one. */
  booksVersion: number;
  booksUpdatedAt: Date;
  booksCreatedAt: Date;
  /** Not unique and may be missing (E23). */
  number: string | null;
  customerId: CustomerId | null;
  documentOn: LocalDate;
  dueOn: LocalDate | null;
  /** ISO 4217; null when the books did not say. */
  currency: string | null;
  totalMinor: number;
  openMinor: number;
  state: InvoiceState;
  termId: TermId | null;
  /** The books keep terms with customers alone (Xero): those of the customer are the invoice's, as they are now. */
  termsOfCustomer: boolean;
  /**
   * Day on which the books expect the money, set by a person there or by us for a promise (Xero); null when none is set or the books know
   * no such day.
   */
  expectedOn: LocalDate | null;
  /** Message on the invoice (QuickBooks CustomerMemo), as in BJ-10. Empty when there is none. */
  memoOnInvoice: string;
  /** Message on the statement (QuickBooks PrivateNote). */
  memoOnStatement: string;
  /** The invoice's own recipients, as typed in the books; may hold several addresses (E31). */
  email: string | null;
  /** Whether the books count the invoice as delivered. */
  sentState: 'not-set' | 'need-to-send' | 'sent';
  /** Text of the custom fields by their definition id. */
  customFields: Record<string, string>;
}

export interface Customer {
  id: CustomerId;
  booksVersion: number;
  booksUpdatedAt: Date;
  name: string;
  /** With the parents' names, `Parent:Child`. */
  fullName: string;
  active: boolean;
  parentId: CustomerId | null;
  billWithParent: boolean;
  /** As typed in the books; may hold several addresses (E31). */
  email: string | null;
  termId: TermId | null;
  currency: string | null;
}

export interface Term {
  id: TermId;
  booksVersion: number;
  name: string;
  active: boolean;
  /** Days from document date to due date; null for terms that name a day of the month. */
  dueDays: number | null;
}

/** What a user sees on an invoice: not sent yet, to be paid by a coming day, late, settled, or cancelled. */
export type InvoiceStatus = 'to-send' | 'due' | 'overdue' | 'paid' | 'void' | 'deleted';

/**
 * The status on a given local day. Without a due date an invoice is `due`, never late (E20). One that was paid before it was sent still
 * is to send, so that the customer has the document (E56).
 */
export function statusOn(
  invoice: Pick<Invoice, 'state' | 'dueOn'>,
  todayOn: LocalDate,
  isToSend = false,
): InvoiceStatus {
  if (isToSend && (invoice.state === 'open' || invoice.state === 'paid')) return 'to-send';
  if (invoice.state !== 'open') return invoice.state;
  return invoice.dueOn !== null && invoice.dueOn < todayOn ? 'overdue' : 'due';
}
