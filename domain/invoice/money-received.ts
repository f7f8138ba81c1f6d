import type { CreditId, CustomerId, InvoiceId, PaymentId } from '../ids.ts';
import type { LocalDate } from '../local-date.ts';

/** Money that a customer paid, as the books hold it. Applying a credit is a payment too, often of amount zero (facts: QuickBooks 3.5). */
export interface Payment {
  id: PaymentId;
  booksVersion: number;
  booksUpdatedAt: Date;
  customerId: CustomerId | null;
  receivedOn: LocalDate;
  /** ISO 4217; null when the books did not say. */
  currency: string | null;
  totalMinor: number;
  /** Money on account: received and not applied to any document (E4). */
  unappliedMinor: number;
  /** `void` and `deleted` payments lower nothing. */
  state: 'live' | 'void' | 'deleted';
  invoiceIds: InvoiceId[];
  creditIds: CreditId[];
}

/** A credit memo: what the business owes the customer (E4, E5). */
export interface Credit {
  id: CreditId;
  booksVersion: number;
  booksUpdatedAt: Date;
  number: string | null;
  customerId: CustomerId | null;
  documentOn: LocalDate;
  currency: string | null;
  totalMinor: number;
  /** What is left to be applied. */
  remainingMinor: number;
  state: 'live' | 'void' | 'deleted';
  /** Payments that apply it. */
  paymentIds: PaymentId[];
}

/** What one customer owes and is owed in one currency. Groups of customers that are billed together count as one (E28). */
export interface NetPosition {
  currency: string;
  /** Open on invoices. */
  openMinor: number;
  /** Money on account and open credits. */
  creditMinor: number;
}
