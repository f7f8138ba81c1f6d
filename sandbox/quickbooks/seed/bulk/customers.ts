import { currencyRef } from '../../data/forms.ts';
import { printCents } from '../../data/print.ts';
import type { GeneratedRows } from '../../data/row.ts';
import type { JsonObject } from '../../../kit/json.ts';
import type { BulkCalendar } from './calendar.ts';
import type { BulkPlan } from './plan.ts';
import { compile, raw, text } from './template.ts';
import { TERMS } from './terms.ts';

const SAMPLE: JsonObject = {
  Taxable: false,
  Job: false,
  BillWithParent: false,
  Balance: raw('balance'),
  BalanceWithJobs: raw('balance'),
  CurrencyRef: currencyRef('USD'),
  PreferredDeliveryMethod: 'Email',
  IsProject: false,
  domain: 'QBO',
  sparse: false,
  Id: text('id'),
  SyncToken: '0',
  MetaData: { CreateTime: text('created'), LastUpdatedTime: text('created') },
  FullyQualifiedName: text('name'),
  DisplayName: text('name'),
  PrintOnCheckName: text('name'),
  Active: true,
  SalesTermRef: { value: text('term') },
};

type Slot = 'id' | 'balance' | 'created' | 'name' | 'term' | 'email';
const printSilent = compile<Slot>(SAMPLE);
const printReachable = compile<Slot>({ ...SAMPLE, PrimaryEmailAddr: { Address: text('email') } });

export function customerName(index: number): string {
  return `Customer ${String(index).padStart(5, '0')}`;
}

/** Every fiftieth customer has no address. */
export function customerEmail(index: number): string {
  return index % 50 === 0 ? '' : `pay-${index}@customers.example`;
}

export class BulkCustomers implements GeneratedRows {
  readonly count: number;
  readonly #owed: Float64Array;
  readonly #calendar: BulkCalendar;

  constructor(plan: BulkPlan, calendar: BulkCalendar) {
    this.count = plan.size.customers;
    this.#owed = plan.owed();
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
    return this.#calendar.stampMs(ageOf(nth), nth, nth % 60);
  }

  #balance(nth: number): string {
    return printCents(this.#owed[nth] ?? 0);
  }

  print(nth: number): string {
    const email = customerEmail(nth);
    return (email === '' ? printSilent : printReachable)({
      id: String(nth),
      balance: this.#balance(nth),
      created: this.#calendar.stamp(ageOf(nth), nth, nth % 60).text,
      name: customerName(nth),
      term: TERMS[nth % 4]?.id ?? '1',
      email,
    });
  }

  peek(nth: number, field: string): string | undefined {
    if (field === 'Active') return 'true';
    if (field === 'DisplayName' || field === 'FullyQualifiedName') return customerName(nth);
    if (field === 'PrimaryEmailAddr') return customerEmail(nth);
    return field === 'Balance' ? this.#balance(nth) : undefined;
  }
}

function ageOf(nth: number): number {
  return 400 + (nth % 200);
}
