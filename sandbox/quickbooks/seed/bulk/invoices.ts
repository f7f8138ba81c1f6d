import { currencyRef } from '../../data/forms.ts';
import { printCents } from '../../data/print.ts';
import type { GeneratedRows } from '../../data/row.ts';
import type { JsonObject } from '../../../kit/json.ts';
import type { BulkCalendar } from './calendar.ts';
import { customerEmail, customerName } from './customers.ts';
import type { BulkPlan } from './plan.ts';
import { FIRST_PAYMENT } from './plan.ts';
import { compile, raw, text } from './template.ts';
import { TERMS } from './terms.ts';

const SAMPLE: JsonObject = {
  AllowIPNPayment: false,
  AllowOnlinePayment: false,
  AllowOnlineCreditCardPayment: false,
  AllowOnlineACHPayment: false,
  domain: 'QBO',
  sparse: false,
  Id: text('id'),
  SyncToken: text('token'),
  MetaData: { CreateTime: text('created'), LastUpdatedTime: text('updated') },
  CustomField: [],
  DocNumber: `B${text('id')}`,
  TxnDate: text('on'),
  CurrencyRef: currencyRef('USD'),
  LinkedTxn: raw('links'),
  Line: [
    {
      Id: '1',
      LineNum: 1,
      Description: 'Monthly service',
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
  TxnTaxDetail: { TotalTax: 0 },
  CustomerRef: { value: text('customer'), name: text('name') },
  CustomerMemo: { value: 'Thank you for your business.' },
  SalesTermRef: { value: text('term'), name: text('termName') },
  DueDate: text('due'),
  TotalAmt: raw('total'),
  ApplyTaxAfterDiscount: false,
  PrintStatus: 'NotSet',
  EmailStatus: text('emailStatus'),
  Balance: raw('balance'),
};

type Slot =
  | 'id'
  | 'token'
  | 'created'
  | 'updated'
  | 'on'
  | 'links'
  | 'total'
  | 'price'
  | 'customer'
  | 'name'
  | 'term'
  | 'termName'
  | 'due'
  | 'emailStatus'
  | 'balance'
  | 'email';
const printPlain = compile<Slot>(SAMPLE);
const printSent = compile<Slot>({ ...SAMPLE, BillEmail: { Address: text('email') } });

/** Days before day zero on which the document was written. */
export function invoiceAge(nth: number): number {
  return (nth * 31) % 400;
}

/** Every second document was touched within three weeks, so that a sweep over them overflows. */
export function invoiceUpdatedAge(nth: number): number {
  const age = invoiceAge(nth);
  return nth % 2 === 0 ? Math.min(age, nth % 20) : age;
}

export class BulkInvoices implements GeneratedRows {
  readonly count: number;
  readonly #plan: BulkPlan;
  readonly #calendar: BulkCalendar;

  constructor(plan: BulkPlan, calendar: BulkCalendar) {
    this.count = plan.size.invoices;
    this.#plan = plan;
    this.#calendar = calendar;
  }

  idOf(nth: number): string {
    return String(nth);
  }

  nthOf(id: string): number {
    const nth = Number(id);
    return nth <= this.count && String(nth) === id ? nth : 0;
  }

  updatedMs(nth: number): number {
    return this.#calendar.stampMs(invoiceUpdatedAge(nth), nth, nth % 60);
  }

  #dueOn(nth: number): string {
    return this.#calendar.dayBefore(invoiceAge(nth) - (TERMS[nth % 4]?.days ?? 0));
  }

  print(nth: number): string {
    const customer = this.#plan.customerOf(nth);
    const total = this.#plan.total(nth);
    const payment = this.#plan.paymentOf(nth);
    const email = nth % 3 === 0 ? customerEmail(customer) : '';
    return (email === '' ? printPlain : printSent)({
      id: String(nth),
      token: nth % 2 === 0 ? '1' : '0',
      created: this.#calendar.stamp(invoiceAge(nth), nth).text,
      updated: this.#calendar.stamp(invoiceUpdatedAge(nth), nth, nth % 60).text,
      on: this.#calendar.dayBefore(invoiceAge(nth)),
      links: payment === 0 ? '[]' : `[{"TxnId":"${FIRST_PAYMENT + payment}","TxnType":"Payment"}]`,
      total: printCents(total),
      price: String(total / 100),
      customer: String(customer),
      name: customerName(customer),
      term: TERMS[nth % 4]?.id ?? '',
      termName: TERMS[nth % 4]?.name ?? '',
      due: this.#dueOn(nth),
      emailStatus: email === '' ? 'NotSet' : 'EmailSent',
      balance: printCents(this.#plan.balance(nth)),
      email,
    });
  }

  peek(nth: number, field: string): string | undefined {
    switch (field) {
      case 'Balance':
        return String(this.#plan.balance(nth) / 100);
      case 'TotalAmt':
        return String(this.#plan.total(nth) / 100);
      case 'DocNumber':
        return `B${nth}`;
      case 'TxnDate':
        return this.#calendar.dayBefore(invoiceAge(nth));
      case 'DueDate':
        return this.#dueOn(nth);
      case 'CustomerRef':
        return String(this.#plan.customerOf(nth));
      case 'SalesTermRef':
        return TERMS[nth % 4]?.id;
      default:
        return undefined;
    }
  }
}
