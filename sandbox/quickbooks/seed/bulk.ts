import { currencyRef } from '../data/forms.ts';
import type { JsonObject } from '../json.ts';
import { asText } from '../json.ts';
import { addDays, fromPacific, pacificSeconds } from '../pacific-time.ts';
import { addCompany } from './company.ts';
import type { Site } from './make.ts';
import { addTerm, paymentLine } from './make.ts';

export interface BulkSize {
  invoices: number;
  customers: number;
}

const TERMS: [id: string, name: string, days: number][] = [
  ['1', 'Due on receipt', 0],
  ['2', 'Net 15', 15],
  ['3', 'Net 30', 30],
  ['4', 'Net 60', 60],
];
const FIRST_PAYMENT = 10_000_000;
const MINUTE_MS = 60_000;

/** Realm C, "Bulk Test Inc.": as many documents as asked for, the same ones every time. */
export function seedBulk(site: Site, size: BulkSize, dayZero: string): void {
  addCompany(site, {
    name: 'Bulk Test Inc.',
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    email: 'office@bulk.example',
    customNumbers: false,
    multiCurrency: false,
    terminology: 'Customers',
    subscription: 'PAID',
  });
  fillBulk(site, size, dayZero);
}

/** Adds generated customers, invoices and payments to a company that has none. */
export function fillBulk(site: Site, size: BulkSize, dayZero: string): void {
  const { realm } = site;
  for (const [id, name, days] of TERMS) addTerm(site, id, name, { DueDays: days });
  realm.table('Customer').load(range(size.customers, (index) => bulkCustomer(index, dayZero)));
  const payments: JsonObject[] = [];
  realm
    .table('Invoice')
    .load(range(size.invoices, (index) => bulkInvoice(site, size, index, dayZero, payments)));
  realm.table('Payment').load(payments);
}

function* range(count: number, make: (index: number) => JsonObject): Generator<JsonObject> {
  for (let index = 1; index <= count; index += 1) yield make(index);
}

/** Office hours of the given days, spread by minute; all before day zero, so nothing lies in the future. */
function stamps(createdOn: string, updatedOn: string, index: number): JsonObject {
  const minute = (index % 480) * MINUTE_MS;
  const second = (index % 60) * 1000;
  return {
    CreateTime: pacificSeconds(fromPacific(addDays(createdOn, -1)) + minute),
    LastUpdatedTime: pacificSeconds(fromPacific(addDays(updatedOn, -1)) + minute + second),
  };
}

const USD = currencyRef('USD');

function bulkCustomer(index: number, dayZero: string): JsonObject {
  const name = `Customer ${String(index).padStart(5, '0')}`;
  const createdOn = addDays(dayZero, -400 - (index % 200));
  const customer: JsonObject = {
    Taxable: false,
    Job: false,
    BillWithParent: false,
    Balance: 0,
    BalanceWithJobs: 0,
    CurrencyRef: USD,
    PreferredDeliveryMethod: 'Email',
    IsProject: false,
    domain: 'QBO',
    sparse: false,
    Id: String(index),
    SyncToken: '0',
    MetaData: stamps(createdOn, createdOn, index),
    FullyQualifiedName: name,
    DisplayName: name,
    PrintOnCheckName: name,
    Active: true,
    SalesTermRef: { value: TERMS[index % 4]?.[0] ?? '1' },
  };
  if (index % 50 !== 0)
    customer['PrimaryEmailAddr'] = { Address: `pay-${index}@customers.example` };
  return customer;
}

interface BulkMoney {
  total: number;
  balance: number;
}

/** A fifth is paid, a tenth is part-paid. */
function moneyOf(index: number): BulkMoney {
  const total = 50 + ((index * 7919) % 90_000) / 100;
  if (index % 5 === 0) return { total, balance: 0 };
  if (index % 10 === 1) return { total, balance: Math.round(total * 50) / 100 };
  return { total, balance: total };
}

const TERM_REFS = TERMS.map(([value, name]) => ({ value, name }));
const SUBTOTAL_DETAIL = {};
const ITEM = { value: '2', name: 'Services' };
const NO_TAX = { value: 'NON' };
const TAX_DETAIL = { TotalTax: 0 };
const MEMO = { value: 'Thank you for your business.' };

function bulkInvoice(
  site: Site,
  size: BulkSize,
  index: number,
  dayZero: string,
  payments: JsonObject[],
): JsonObject {
  const { total, balance } = moneyOf(index);
  const age = (index * 31) % 400;
  const createdOn = addDays(dayZero, -age);
  // Every second document was touched within three weeks, so that a sweep over them overflows.
  const updatedOn = index % 2 === 0 ? addDays(dayZero, -Math.min(age, index % 20)) : createdOn;
  const term = index % 4;
  const customerId = String((index % size.customers) + 1);
  const customer = site.realm.table('Customer').get(customerId) ?? {};
  const customerRef = { value: customerId, name: asText(customer['FullyQualifiedName']) };
  const sent = index % 3 === 0 && customer['PrimaryEmailAddr'] !== undefined;
  const paymentId = String(FIRST_PAYMENT + index);
  const invoice: JsonObject = {
    AllowIPNPayment: false,
    AllowOnlinePayment: false,
    AllowOnlineCreditCardPayment: false,
    AllowOnlineACHPayment: false,
    domain: 'QBO',
    sparse: false,
    Id: String(index),
    SyncToken: index % 2 === 0 ? '1' : '0',
    MetaData: stamps(createdOn, updatedOn, index),
    CustomField: [],
    DocNumber: `B${index}`,
    TxnDate: createdOn,
    CurrencyRef: USD,
    LinkedTxn: balance < total ? [{ TxnId: paymentId, TxnType: 'Payment' }] : [],
    Line: [
      {
        Id: '1',
        LineNum: 1,
        Description: 'Monthly service',
        Amount: total,
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: { ItemRef: ITEM, UnitPrice: total, Qty: 1, TaxCodeRef: NO_TAX },
      },
      { Amount: total, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: SUBTOTAL_DETAIL },
    ],
    TxnTaxDetail: TAX_DETAIL,
    CustomerRef: customerRef,
    CustomerMemo: MEMO,
    SalesTermRef: TERM_REFS[term] ?? { value: '1' },
    DueDate: addDays(createdOn, TERMS[term]?.[2] ?? 0),
    TotalAmt: total,
    ApplyTaxAfterDiscount: false,
    PrintStatus: 'NotSet',
    EmailStatus: sent ? 'EmailSent' : 'NotSet',
    Balance: balance,
  };
  if (sent) invoice['BillEmail'] = customer['PrimaryEmailAddr'] ?? {};
  if (balance < total)
    payments.push(bulkPayment(paymentId, invoice, total - balance, updatedOn, index));
  return invoice;
}

function bulkPayment(
  id: string,
  invoice: JsonObject,
  paid: number,
  on: string,
  index: number,
): JsonObject {
  const amount = Math.round(paid * 100) / 100;
  return {
    CustomerRef: invoice['CustomerRef'] ?? {},
    DepositToAccountRef: { value: '4' },
    TotalAmt: amount,
    UnappliedAmt: 0,
    ProcessPayment: false,
    domain: 'QBO',
    sparse: false,
    Id: id,
    SyncToken: '0',
    MetaData: stamps(on, on, index),
    TxnDate: on,
    CurrencyRef: USD,
    LinkedTxn: [],
    Line: [paymentLine('Invoice', asText(invoice['Id']), amount)],
  };
}
