import { addDays, dayMs } from '../books/days.ts';
import { idOf } from '../books/ids.ts';
import type { Org } from '../books/org.ts';
import type {
  Contact,
  Credit,
  Invoice,
  Line,
  LineAmountTypes,
  Payment,
  Person,
  StoredFile,
  Term,
} from '../books/records.ts';
import { totalUp } from '../books/totals.ts';

/** The sample organisations are written down around this day (facts: Xero 9.3). */
const WRITTEN_FOR = '2026-11-16';
const HOUR_MS = 3_600_000;
const USER = 'Moana Reid';

export interface SeedLine {
  description?: string;
  quantity?: number;
  unitAmount: number;
  account?: string;
  tax?: string;
}

/** Puts sample records straight into the books of one organisation, its days moved to day zero. */
export class Maker {
  readonly org: Org;
  readonly #shift: number;
  readonly #latestMs: number;

  constructor(org: Org, dayZero: string) {
    this.org = org;
    this.#shift = Math.round((dayMs(dayZero) - dayMs(WRITTEN_FOR)) / (24 * HOUR_MS));
    this.#latestMs = dayMs(dayZero) - 13 * HOUR_MS;
  }

  id(...words: string[]): string {
    return idOf(this.org.id, ...words);
  }

  /** `11-05` of 2026, or a full day. */
  day(text: string): string {
    return addDays(text.length === 5 ? `2026-${text}` : text, this.#shift);
  }

  /** Ten in the morning in Auckland; never later than the first moment of day zero. */
  stamp(text: string): number {
    return Math.min(dayMs(this.day(text)) - 3 * HOUR_MS + 123, this.#latestMs);
  }

  contact(name: string, more: Partial<Contact> & { sales?: Term } = {}): Contact {
    const { sales, ...rest } = more;
    return this.org.contacts.seed({
      id: this.id('contact', name),
      updatedMs: this.stamp('06-01'),
      number: null,
      accountNumber: null,
      status: 'ACTIVE',
      name,
      firstName: '',
      lastName: '',
      email: '',
      persons: [],
      terms: { sales: sales ?? null, bills: null },
      addresses: [
        { AddressType: 'STREET', City: '', Region: '', PostalCode: '', Country: '' },
        {
          AddressType: 'POBOX',
          AddressLine1: '1 Quay Street',
          City: 'Auckland',
          Region: '',
          PostalCode: '1010',
          Country: 'New Zealand',
          AttentionTo: '',
        },
      ],
      phones: [
        { PhoneType: 'DEFAULT', PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' },
        { PhoneType: 'MOBILE', PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' },
      ],
      currency: null,
      groupIds: [],
      isCustomer: true,
      isSupplier: false,
      mergedToId: null,
      ...rest,
    });
  }

  person(firstName: string, email: string, includeInEmails: boolean): Person {
    return { firstName, lastName: 'Rangi', email, includeInEmails };
  }

  lines(key: string, lines: SeedLine[]): Line[] {
    return lines.map((line, index) => ({
      id: this.id('line', key, String(index)),
      description: line.description ?? 'Services',
      quantity: line.quantity ?? 1,
      unitAmount: line.unitAmount,
      accountCode: line.account ?? '200',
      taxType: line.tax ?? 'OUTPUT2',
      itemCode: null,
      discountRate: null,
      lineAmount: 0,
      taxAmount: 0,
    }));
  }

  invoice(input: {
    number: string;
    contact: Contact;
    date: string;
    due: string;
    lines: SeedLine[];
    status: Invoice['status'];
    types?: LineAmountTypes;
    more?: Partial<Invoice>;
  }): Invoice {
    const { number, contact, date, due, status, types = 'Exclusive', more = {} } = input;
    const lines = this.lines(number, input.lines);
    const totals = totalUp(lines, types, (type) => this.org.taxRate(type));
    const id = this.id('invoice', number);
    const invoice: Invoice = {
      id,
      updatedMs: this.stamp(date),
      type: 'ACCREC',
      status,
      number,
      reference: '',
      contactId: contact.id,
      date: this.day(date),
      dueDate: this.day(due),
      expectedDate: null,
      plannedDate: null,
      lineAmountTypes: types,
      ...totals,
      currency: contact.currency ?? this.org.currency,
      rate: 1,
      brandingThemeId: this.id('theme'),
      sent: status === 'DRAFT' || status === 'SUBMITTED' ? null : false,
      fullyPaidOn: null,
      byApp: false,
      paid: 0,
      credited: 0,
      url: null,
      repeatingInvoiceId: null,
      ...more,
    };
    this.#tell(id, date, ['Created', ...(invoice.sent === null ? [] : ['Approved'])], number);
    return this.org.invoices.seed(invoice);
  }

  #tell(id: string, date: string, words: string[], number: string): void {
    const lines = words.map((changes, index) => ({
      changes,
      atMs: this.stamp(date) + index * 60_000,
      user: USER,
      details: number,
    }));
    this.org.history.set(id, lines);
  }

  note(id: string, date: string, details: string): void {
    const line = { changes: 'Note', atMs: this.stamp(date), user: USER, details };
    this.org.history.get(id)?.push(line);
  }

  credit(input: {
    key: string;
    kind: Credit['kind'];
    contact: Contact;
    date: string;
    lines: SeedLine[];
    types?: LineAmountTypes;
    remaining: number;
    more?: Partial<Credit>;
  }): Credit {
    const { key, kind, contact, date, types = 'Exclusive', more = {} } = input;
    const totals = totalUp(this.lines(key, input.lines), types, (type) => this.org.taxRate(type));
    const isUsed = input.remaining === 0;
    return this.org.credits.seed({
      id: this.id('credit', key),
      updatedMs: this.stamp(date),
      kind,
      type: kind === 'CreditNote' ? 'ACCRECCREDIT' : `RECEIVE-${kind.toUpperCase()}`,
      status: isUsed ? 'PAID' : 'AUTHORISED',
      number: kind === 'CreditNote' ? key : '',
      reference: '',
      contactId: contact.id,
      date: this.day(date),
      lineAmountTypes: types,
      ...totals,
      currency: this.org.currency,
      rate: 1,
      brandingThemeId: null,
      sent: null,
      fullyPaidOn: isUsed ? this.day(date) : null,
      byApp: false,
      remaining: input.remaining,
      allocations: [],
      ...more,
    });
  }

  /** A credit set against an invoice; amounts in whole cents. */
  allocation(invoice: Invoice, amount: number, date: string): Credit['allocations'][number] {
    const id = this.id('allocation', invoice.number);
    return { id, amount, date: this.day(date), invoiceId: invoice.id };
  }

  payment(input: {
    key: string;
    target: Payment['target'];
    amount: number;
    date: string;
    type?: string;
    more?: Partial<Payment>;
  }): Payment {
    return this.org.payments.seed({
      id: this.id('payment', input.key),
      updatedMs: this.stamp(input.date),
      target: input.target,
      accountId: this.id('account', '090'),
      date: this.day(input.date),
      amount: input.amount,
      rate: 1,
      reference: '',
      isReconciled: true,
      status: 'AUTHORISED',
      type: input.type ?? 'ACCRECPAYMENT',
      batchId: null,
      ...input.more,
    });
  }

  files(ownerId: string, files: Omit<StoredFile, 'id'>[]): void {
    const stored = files.map((file) => ({ id: this.id('file', ownerId, file.fileName), ...file }));
    this.org.files.set(ownerId, stored);
  }
}
