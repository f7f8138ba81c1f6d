import { saveChange } from '../data/commit.ts';
import type { Place } from '../data/commit.ts';
import { faults } from '../data/faults.ts';
import { serviceLine } from '../seed/make.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, at, cents, fromCents, refOf } from '../../kit/json.ts';
import { addEntity, editEntity, withNumber } from '../data/write.ts';

/** What a person at the QuickBooks screen does with documents. */
export interface NewInvoice {
  customerId: string;
  amount: number;
  txnDate?: string | undefined;
  dueDate?: string | undefined;
  termId?: string | undefined;
  number?: string | undefined;
  memo?: string | undefined;
  note?: string | undefined;
  email?: string | undefined;
  text?: string | undefined;
}

/** The screen, unlike the API, fills in the customer's address and the company's message (facts: QuickBooks 10.2, rule 15). */
export function createInvoice(place: Place, input: NewInvoice): JsonObject {
  const { realm } = place;
  const customer = realm.table('Customer').get(input.customerId);
  if (!customer) throw faults.notFound();
  const draft: JsonObject = {
    CustomerRef: { value: input.customerId },
    Line: [serviceLine(input.text ?? 'Services', input.amount)],
  };
  const email = input.email ?? asText(at(customer, 'PrimaryEmailAddr', 'Address'));
  const memo =
    input.memo ?? asText(at(realm.preferences, 'SalesFormsPrefs', 'DefaultCustomerMessage'));
  const termId = input.termId ?? refOf(customer, 'SalesTermRef');
  if (email) draft['BillEmail'] = { Address: email };
  if (memo) draft['CustomerMemo'] = { value: memo };
  if (input.note) draft['PrivateNote'] = input.note;
  if (termId) draft['SalesTermRef'] = { value: termId };
  if (input.txnDate) draft['TxnDate'] = input.txnDate;
  if (input.dueDate) draft['DueDate'] = input.dueDate;
  if (input.number) draft['DocNumber'] = input.number;
  return addEntity(place, 'Invoice', withNumber(place, draft));
}

function invoiceOf(place: Place, id: string): JsonObject {
  const invoice = place.realm.table('Invoice').get(id);
  if (!invoice) throw faults.notFound();
  return invoice;
}

/** Receives money for an invoice; without an amount all that is open. */
export function payInvoice(place: Place, id: string, amount?: number, on?: string): JsonObject {
  const invoice = invoiceOf(place, id);
  const open = cents(invoice['Balance']);
  const paid = fromCents(Math.min(open, amount === undefined ? open : Math.round(amount * 100)));
  if (paid <= 0) throw faults.business('The invoice has nothing left to pay', 'Balance');
  const draft: JsonObject = {
    CustomerRef: { value: refOf(invoice, 'CustomerRef') },
    TotalAmt: amount ?? paid,
    Line: [{ Amount: paid, LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }] }],
  };
  if (on !== undefined) draft['TxnDate'] = on;
  return addEntity(place, 'Payment', draft);
}

/** Applies a credit memo: a payment of nothing that links both (facts: QuickBooks 3.5). */
export function applyCredit(
  place: Place,
  invoiceId: string,
  creditMemoId: string,
  amount?: number,
): JsonObject {
  const invoice = invoiceOf(place, invoiceId);
  const memo = place.realm.table('CreditMemo').get(creditMemoId);
  if (!memo) throw faults.notFound();
  const most = Math.min(cents(invoice['Balance']), cents(memo['RemainingCredit']));
  const used = fromCents(amount === undefined ? most : Math.min(most, Math.round(amount * 100)));
  return addEntity(place, 'Payment', {
    CustomerRef: { value: refOf(invoice, 'CustomerRef') },
    TotalAmt: 0,
    Line: [
      { Amount: used, LinkedTxn: [{ TxnId: creditMemoId, TxnType: 'CreditMemo' }] },
      { Amount: used, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] },
    ],
  });
}

/** Money on account settles an invoice after all. */
export function applyPayment(
  place: Place,
  paymentId: string,
  invoiceId: string,
  amount?: number,
): JsonObject {
  const payment = place.realm.table('Payment').get(paymentId);
  if (!payment) throw faults.notFound();
  const invoice = invoiceOf(place, invoiceId);
  const most = Math.min(cents(invoice['Balance']), cents(payment['UnappliedAmt']));
  const used = fromCents(amount === undefined ? most : Math.min(most, Math.round(amount * 100)));
  if (used <= 0) throw faults.business('There is nothing to apply', 'Line');
  const line = { Amount: used, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] };
  return editEntity(place, 'Payment', paymentId, { Line: [...asList(payment['Line']), line] });
}

/** The payment stays, what it paid is open again. */
export function unapplyPayment(place: Place, paymentId: string): JsonObject {
  return editEntity(place, 'Payment', paymentId, { Line: [] });
}

export function createCreditMemo(
  place: Place,
  customerId: string,
  amount: number,
  number?: string,
): JsonObject {
  const draft: JsonObject = {
    CustomerRef: { value: customerId },
    Line: [serviceLine('Credit', amount)],
  };
  return addEntity(
    place,
    'CreditMemo',
    number === undefined ? draft : { ...draft, DocNumber: number },
  );
}

/** Changes one document without touching anything else, stamps and event included: for tests of bursts. */
export function touch(place: Place, id: string): JsonObject {
  return saveChange(place, 'Invoice', invoiceOf(place, id), 'Update');
}

export function createPayment(place: Place, customerId: string, amount: number): JsonObject {
  return addEntity(place, 'Payment', {
    CustomerRef: { value: customerId },
    TotalAmt: amount,
    Line: [],
  });
}
