import { currencyRef } from '../data/forms.ts';
import { totalLines, zeroLines } from '../data/lines.ts';
import type { Realm } from '../data/realm.ts';
import type { Json, JsonObject } from '../../kit/json.ts';
import { asText } from '../../kit/json.ts';
import type { SeedDays } from './days.ts';

/** A company under construction and the days it is built around. */
export interface Site {
  realm: Realm;
  days: SeedDays;
}

function base(site: Site, id: string, token: number, created: string, updated: string): JsonObject {
  return {
    domain: 'QBO',
    sparse: false,
    Id: id,
    SyncToken: String(token),
    MetaData: {
      CreateTime: site.days.stamp(created, '10:02:11'),
      LastUpdatedTime: site.days.stamp(updated, '15:40:09'),
    },
  };
}

export interface InvoiceSeed {
  id: string;
  number?: string;
  customer: string;
  on: string;
  due: string;
  /** Dollars of the single line, unless `lines` says more. */
  total: number;
  balance?: number;
  lines?: JsonObject[];
  text?: string;
  term?: string;
  updated?: string;
  token?: number;
  currency?: string;
  payments?: string[];
  voided?: boolean;
  more?: JsonObject;
}

export function addInvoice(site: Site, seed: InvoiceSeed): void {
  const { realm, days } = site;
  const customer = realm.table('Customer').get(seed.customer) ?? {};
  const given = seed.lines ?? [serviceLine(seed.text ?? 'Services', seed.total)];
  const lines = totalLines(given, 0).lines;
  const invoice: JsonObject = {
    AllowIPNPayment: false,
    AllowOnlinePayment: false,
    AllowOnlineCreditCardPayment: false,
    AllowOnlineACHPayment: false,
    ...base(site, seed.id, seed.token ?? 1, seed.on, seed.updated ?? seed.on),
    CustomField: [],
    TxnDate: days.day(seed.on),
    CurrencyRef: currencyRef(seed.currency ?? realm.homeCurrency),
    LinkedTxn: (seed.payments ?? []).map((id) => ({ TxnId: id, TxnType: 'Payment' })),
    Line: seed.voided ? zeroLines(lines) : lines,
    TxnTaxDetail: { TotalTax: 0 },
    CustomerRef: { value: seed.customer, name: asText(customer['FullyQualifiedName']) },
    DueDate: days.day(seed.due),
    TotalAmt: seed.total,
    ApplyTaxAfterDiscount: false,
    PrintStatus: 'NotSet',
    EmailStatus: 'NotSet',
    Balance: seed.balance ?? seed.total,
  };
  if (seed.number !== undefined) invoice['DocNumber'] = seed.number;
  if (seed.term !== undefined) invoice['SalesTermRef'] = termRef(realm, seed.term);
  const address = customer['BillAddr'];
  if (address !== undefined) Object.assign(invoice, { BillAddr: address, ShipAddr: address });
  realm.table('Invoice').load([{ ...invoice, ...seed.more }]);
}

function termRef(realm: Realm, id: string): JsonObject {
  return { value: id, name: asText(realm.table('Term').get(id)?.['Name']) };
}

export function serviceLine(text: string, amount: number, quantity = 1): JsonObject {
  return {
    Description: text,
    Amount: amount,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: {
      ItemRef: { value: '2', name: 'Services' },
      UnitPrice: amount / quantity,
      Qty: quantity,
      TaxCodeRef: { value: 'NON' },
    },
  };
}

/** `EmailSent` with the moment QuickBooks sent it. */
export function sentBy(site: Site, address: string, on: string, more: JsonObject = {}): JsonObject {
  const DeliveryTime = site.days.stamp(on, '09:15:00');
  return {
    EmailStatus: 'EmailSent',
    BillEmail: { Address: address },
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime, ...more },
  };
}

export interface CustomerSeed {
  id: string;
  name: string;
  email?: string;
  term?: string;
  delivery?: string;
  parent?: string;
  more?: JsonObject;
}

export function addCustomer(site: Site, seed: CustomerSeed): void {
  const { realm } = site;
  const parent = realm.table('Customer').get(seed.parent ?? '');
  const customer: JsonObject = {
    Taxable: false,
    Job: parent !== undefined,
    BillWithParent: false,
    Balance: 0,
    BalanceWithJobs: 0,
    CurrencyRef: currencyRef(realm.homeCurrency),
    PreferredDeliveryMethod: seed.delivery ?? 'Email',
    IsProject: false,
    ...base(site, seed.id, 1, '2025-03-02', '2026-08-14'),
    FullyQualifiedName: parent ? `${asText(parent['FullyQualifiedName'])}:${seed.name}` : seed.name,
    DisplayName: seed.name,
    PrintOnCheckName: seed.name,
    Active: true,
    BillAddr: {
      Id: String(40 + Number(seed.id)),
      Line1: `${seed.id} Alder Way`,
      City: 'Salem',
      CountrySubDivisionCode: 'OR',
      PostalCode: '97301',
    },
  };
  if (parent)
    Object.assign(customer, {
      ParentRef: { value: seed.parent ?? '' },
      Level: Number(parent['Level'] ?? 0) + 1,
    });
  if (seed.email !== undefined) customer['PrimaryEmailAddr'] = { Address: seed.email };
  if (seed.term !== undefined) customer['SalesTermRef'] = termRef(realm, seed.term);
  realm.table('Customer').load([{ ...customer, ...seed.more }]);
}

export interface PaymentSeed {
  id: string;
  customer: string;
  on: string;
  total: number;
  unapplied?: number;
  links: [type: 'Invoice' | 'CreditMemo', id: string, amount: number][];
  more?: JsonObject;
}

export function addPayment(site: Site, seed: PaymentSeed): void {
  const { realm, days } = site;
  const customer = realm.table('Customer').get(seed.customer) ?? {};
  const payment: JsonObject = {
    CustomerRef: { value: seed.customer, name: asText(customer['FullyQualifiedName']) },
    DepositToAccountRef: { value: '4' },
    PaymentMethodRef: { value: '2' },
    TotalAmt: seed.total,
    UnappliedAmt: seed.unapplied ?? 0,
    ProcessPayment: false,
    ...base(site, seed.id, 0, seed.on, seed.on),
    TxnDate: days.day(seed.on),
    CurrencyRef: currencyRef(realm.homeCurrency),
    LinkedTxn: [],
    Line: seed.links.map(([type, id, amount]) => paymentLine(type, id, amount)),
  };
  realm.table('Payment').load([{ ...payment, ...seed.more }]);
}

/** LineEx is noise that clients must skip (facts: QuickBooks 3.5). */
export function paymentLine(type: string, id: string, amount: number): JsonObject {
  const value = (name: string, text: string): JsonObject => ({
    name: '{http://schema.intuit.com/finance/v3}NameValue',
    declaredType: 'com.intuit.schema.finance.v3.NameValue',
    scope: 'javax.xml.bind.JAXBElement$GlobalScope',
    value: { Name: name, Value: text },
    nil: false,
    globalScope: true,
    typeSubstituted: false,
  });
  return {
    Amount: amount,
    LinkedTxn: [{ TxnId: id, TxnType: type }],
    LineEx: { any: [value('txnId', id)] },
  };
}

export interface CreditMemoSeed {
  id: string;
  number: string;
  customer: string;
  on: string;
  total: number;
  left: number;
  payments: string[];
}

export function addCreditMemo(site: Site, seed: CreditMemoSeed): void {
  const { realm, days } = site;
  const customer = realm.table('Customer').get(seed.customer) ?? {};
  const memo: JsonObject = {
    ...base(site, seed.id, seed.payments.length, seed.on, seed.on),
    CustomField: [],
    DocNumber: seed.number,
    TxnDate: days.day(seed.on),
    CurrencyRef: currencyRef(realm.homeCurrency),
    LinkedTxn: seed.payments.map((id) => ({ TxnId: id, TxnType: 'Payment' })),
    Line: totalLines([serviceLine('Credit', seed.total)], 0).lines,
    CustomerRef: { value: seed.customer, name: asText(customer['FullyQualifiedName']) },
    TotalAmt: seed.total,
    RemainingCredit: seed.left,
    Balance: seed.left,
    PrintStatus: 'NotSet',
    EmailStatus: 'NotSet',
  };
  realm.table('CreditMemo').load([memo]);
}

export function addTerm(site: Site, id: string, name: string, details: Record<string, Json>): void {
  const type = details['DueDays'] === undefined ? 'DATE_DRIVEN' : 'STANDARD';
  const term = {
    ...base(site, id, 0, '2025-03-01', '2025-03-01'),
    Name: name,
    Active: true,
    Type: type,
    ...details,
  };
  site.realm.table('Term').load([term]);
}
