import { currencyRef } from '../../data/forms.ts';
import { printCents, printLooseCents } from '../../data/print.ts';
import type { GeneratedRows } from '../../data/row.ts';
import type { JsonObject } from '../../../kit/json.ts';
import { paymentLine } from '../make.ts';
import type { BulkCalendar } from './calendar.ts';
import { customerName } from './customers.ts';
import { invoiceUpdatedAge } from './invoices.ts';
import type { BulkPlan } from './plan.ts';
import { FIRST_CREDIT, FIRST_PAYMENT } from './plan.ts';
import { compile, raw, text } from './template.ts';

function payment(lines: JsonObject[]): JsonObject {
  return {
    CustomerRef: { value: text('customer'), name: text('name') },
    DepositToAccountRef: { value: '4' },
    TotalAmt: raw('total'),
    UnappliedAmt: raw('unapplied'),
    ProcessPayment: false,
    domain: 'QBO',
    sparse: false,
    Id: text('id'),
    SyncToken: '0',
    MetaData: { CreateTime: text('stamp'), LastUpdatedTime: text('stamp') },
    TxnDate: text('on'),
    CurrencyRef: currencyRef('USD'),
    LinkedTxn: [],
    Line: lines,
  };
}

const CREDIT: JsonObject = {
  domain: 'QBO',
  sparse: false,
  Id: text('id'),
  SyncToken: '0',
  MetaData: { CreateTime: text('stamp'), LastUpdatedTime: text('stamp') },
  CustomField: [],
  DocNumber: `C${text('number')}`,
  TxnDate: text('on'),
  CurrencyRef: currencyRef('USD'),
  LinkedTxn: [],
  Line: [
    {
      Id: '1',
      LineNum: 1,
      Description: 'Credit',
      Amount: raw('total'),
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: {
        ItemRef: { value: '2', name: 'Services' },
        UnitPrice: raw('price'),
        Qty: 1,
        TaxCodeRef: { value: 'NON' },
      },
    },
    { Amount: raw('total'), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
  ],
  CustomerRef: { value: text('customer'), name: text('name') },
  TotalAmt: raw('total'),
  RemainingCredit: raw('left'),
  Balance: raw('total'),
  PrintStatus: 'NotSet',
  EmailStatus: 'NotSet',
};

type Common = 'id' | 'stamp' | 'on' | 'customer' | 'name' | 'total';
const printApplied = compile<Common | 'unapplied' | 'invoice' | 'paid'>(
  payment([{ ...paymentLine('Invoice', text('invoice'), 0), Amount: raw('paid') }]),
);
const printOnAccount = compile<Common | 'unapplied'>(payment([]));
const printCredit = compile<Common | 'number' | 'price' | 'left'>(CREDIT);

/** Documents numbered on from a first id. */
abstract class Numbered implements GeneratedRows {
  abstract readonly count: number;
  abstract print(nth: number): string;
  abstract peek(nth: number, field: string): string | undefined;
  protected abstract ageOf(nth: number): number;
  protected readonly plan: BulkPlan;
  protected readonly calendar: BulkCalendar;
  readonly #first: number;

  constructor(plan: BulkPlan, calendar: BulkCalendar, first: number) {
    this.plan = plan;
    this.calendar = calendar;
    this.#first = first;
  }

  idOf(nth: number): string {
    return String(this.#first + nth);
  }

  nthOf(id: string): number {
    const nth = Number(id) - this.#first;
    return nth >= 1 && nth <= this.count && this.idOf(nth) === id ? nth : 0;
  }

  updatedMs(nth: number): number {
    return this.calendar.stampMs(this.ageOf(nth), nth, nth % 60);
  }

  protected common(nth: number, customer: number, cents: number): Record<Common, string> {
    return {
      id: this.idOf(nth),
      stamp: this.calendar.stamp(this.ageOf(nth), nth, nth % 60).text,
      on: this.calendar.dayBefore(this.ageOf(nth)),
      customer: String(customer),
      name: customerName(customer),
      total: printCents(cents),
    };
  }
}

export class BulkPayments extends Numbered {
  readonly count: number;

  constructor(plan: BulkPlan, calendar: BulkCalendar) {
    super(plan, calendar, FIRST_PAYMENT);
    this.count = plan.size.payments;
  }

  protected ageOf(nth: number): number {
    const invoice = this.plan.invoiceOf(nth);
    return invoice === 0 ? (nth * 7) % 300 : invoiceUpdatedAge(invoice);
  }

  print(nth: number): string {
    const cents = this.plan.paid(nth);
    const common = this.common(nth, this.plan.payerOf(nth), cents);
    const invoice = this.plan.invoiceOf(nth);
    if (invoice === 0) return printOnAccount({ ...common, unapplied: printLooseCents(cents) });
    return printApplied({
      ...common,
      unapplied: '0',
      invoice: String(invoice),
      paid: common.total,
    });
  }

  peek(nth: number, field: string): string | undefined {
    if (field === 'CustomerRef') return String(this.plan.payerOf(nth));
    if (field === 'TotalAmt') return String(this.plan.paid(nth) / 100);
    return field === 'TxnDate' ? this.calendar.dayBefore(this.ageOf(nth)) : undefined;
  }
}

/** Credits that nobody has applied yet. */
export class BulkCredits extends Numbered {
  readonly count: number;

  constructor(plan: BulkPlan, calendar: BulkCalendar) {
    super(plan, calendar, FIRST_CREDIT);
    this.count = plan.size.credits;
  }

  protected ageOf(nth: number): number {
    return (nth * 11) % 350;
  }

  print(nth: number): string {
    const cents = this.plan.credit(nth);
    return printCredit({
      ...this.common(nth, this.plan.creditedTo(nth), cents),
      number: String(nth),
      price: String(cents / 100),
      left: printLooseCents(cents),
    });
  }

  peek(nth: number, field: string): string | undefined {
    if (field === 'CustomerRef') return String(this.plan.creditedTo(nth));
    if (field === 'TotalAmt' || field === 'Balance') return String(this.plan.credit(nth) / 100);
    return field === 'TxnDate' ? this.calendar.dayBefore(this.ageOf(nth)) : undefined;
  }
}
