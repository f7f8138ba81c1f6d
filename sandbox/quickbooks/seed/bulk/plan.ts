/** How much a generated company holds. */
export interface BulkSize {
  invoices: number;
  customers: number;
  payments: number;
  credits: number;
  attachments: number;
}

export type BulkWish = Pick<BulkSize, 'invoices' | 'customers'> & Partial<BulkSize>;

/** What nobody asked for follows from the number of invoices. */
export function completeSize(wish: BulkWish): BulkSize {
  return {
    payments: Math.ceil(wish.invoices / 2),
    credits: Math.floor(wish.invoices / 50),
    attachments: Math.min(50, Math.floor(wish.invoices / 100)),
    ...wish,
  };
}

export const FIRST_PAYMENT = 10_000_000;
export const FIRST_CREDIT = 20_000_000;
const ON_ACCOUNT_EVERY = 20;
const PARTIAL_EVERY = 5;

/**
 * Who owes and who paid what in a generated company, worked out from the numbers of the documents alone, so that any of
 * them can be made without the others. Of twenty payments nineteen pay one invoice each and one is money on account;
 * of five that pay, one pays half. All amounts in cents.
 */
export class BulkPlan {
  readonly size: BulkSize;
  readonly #paying: number;

  constructor(size: BulkSize) {
    this.size = size;
    const onAccount = Math.floor(size.payments / ON_ACCOUNT_EVERY);
    this.#paying = Math.min(size.invoices, size.payments - onAccount);
  }

  customerOf(invoice: number): number {
    return (invoice % this.size.customers) + 1;
  }

  total(invoice: number): number {
    return 5000 + ((invoice * 7919) % 90_000);
  }

  /** The payment of an invoice, 0 when it has none. Paid ones are spread evenly. */
  paymentOf(invoice: number): number {
    const nth = Math.ceil(((invoice - 1) * this.#paying) / this.size.invoices);
    if (nth >= this.#paying) return 0;
    return this.#invoiceAt(nth) === invoice ? nth + 1 : 0;
  }

  /** The invoice a payment pays, 0 for money on account. */
  invoiceOf(payment: number): number {
    return payment <= this.#paying ? this.#invoiceAt(payment - 1) : 0;
  }

  #invoiceAt(nth: number): number {
    return Math.floor((nth * this.size.invoices) / this.#paying) + 1;
  }

  paid(payment: number): number {
    const invoice = this.invoiceOf(payment);
    if (invoice === 0) return 2500 + ((payment * 53) % 10_000);
    const total = this.total(invoice);
    return payment % PARTIAL_EVERY === 0 ? Math.round(total / 2) : total;
  }

  balance(invoice: number): number {
    const payment = this.paymentOf(invoice);
    return this.total(invoice) - (payment === 0 ? 0 : this.paid(payment));
  }

  payerOf(payment: number): number {
    const invoice = this.invoiceOf(payment);
    return this.customerOf(invoice === 0 ? payment * 13 : invoice);
  }

  credit(credit: number): number {
    return 1000 + ((credit * 271) % 5000);
  }

  creditedTo(credit: number): number {
    return this.customerOf(credit * 17);
  }

  /** Open invoices less money and credits on account, by number of the customer. */
  owed(): Float64Array {
    const owed = new Float64Array(this.size.customers + 1);
    const add = (customer: number, cents: number): void => {
      owed[customer] = (owed[customer] ?? 0) + cents;
    };
    for (let nth = 1; nth <= this.size.invoices; nth += 1)
      add(this.customerOf(nth), this.balance(nth));
    for (let nth = this.#paying + 1; nth <= this.size.payments; nth += 1)
      add(this.payerOf(nth), -this.paid(nth));
    for (let nth = 1; nth <= this.size.credits; nth += 1)
      add(this.creditedTo(nth), -this.credit(nth));
    return owed;
  }
}
