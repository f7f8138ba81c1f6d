import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, cents, fromCents } from '../../kit/json.ts';
import { pacificDay } from '../pacific-time.ts';
import type { Place } from './commit.ts';
import { erase, saveChange } from './commit.ts';
import { faults } from './faults.ts';
import { currencyRef, voidNote } from './forms.ts';
import { customerOf, resolveCustomer } from './references.ts';

interface Link {
  type: string;
  id: string;
  amountCents: number;
}

function linksOf(payment: JsonObject): Link[] {
  return asList(payment['Line']).flatMap((line) =>
    asList(line['LinkedTxn']).map((link) => ({
      type: asText(link['TxnType']),
      id: asText(link['TxnId']),
      amountCents: cents(line['Amount']),
    })),
  );
}

/** Completes a payment: what it applies must exist and be open; the rest is money on account. */
export function finishPayment(
  place: Place,
  before: JsonObject | undefined,
  draft: JsonObject,
): JsonObject {
  const { realm, box } = place;
  const links = linksOf(draft);
  for (const link of links) checkLink(place, link, linksOf(before ?? {}));
  const used = links.reduce(
    (sum, link) => sum + (link.type === 'CreditMemo' ? -link.amountCents : link.amountCents),
    0,
  );
  const unapplied = cents(draft['TotalAmt']) - used;
  if (unapplied < 0)
    throw faults.business('The amount applied is more than the amount received', 'TotalAmt');
  return {
    DepositToAccountRef: { value: '4' },
    ProcessPayment: false,
    LinkedTxn: [],
    CurrencyRef: customerOf(realm, draft)['CurrencyRef'] ?? currencyRef(realm.homeCurrency),
    TxnDate: pacificDay(box.clock.now()),
    ...draft,
    CustomerRef: resolveCustomer(realm, draft, before),
    UnappliedAmt: fromCents(unapplied),
    Line: asList(draft['Line']),
  };
}

function checkLink(place: Place, link: Link, earlier: Link[]): void {
  if (link.type !== 'Invoice' && link.type !== 'CreditMemo') return;
  const target = place.realm.table(link.type).get(link.id);
  if (!target) throw faults.notFound();
  const open = cents(target[link.type === 'Invoice' ? 'Balance' : 'RemainingCredit']);
  const own =
    earlier.find((known) => known.type === link.type && known.id === link.id)?.amountCents ?? 0;
  if (link.amountCents > open + own) {
    throw faults.business(
      `The amount applied to ${link.type} ${link.id} is more than its open balance`,
      'Line',
    );
  }
}

/** Lets a payment act on its invoices and credit memos (sign 1) or takes that back (sign -1). */
export function applyLinks(place: Place, payment: JsonObject, sign: 1 | -1): void {
  const paymentId = asText(payment['Id']);
  for (const link of linksOf(payment)) {
    if (link.type === 'Invoice') moveBalance(place, link, paymentId, sign);
    if (link.type === 'CreditMemo') moveCredit(place, link, paymentId, sign);
  }
}

function moveBalance(place: Place, link: Link, paymentId: string, sign: 1 | -1): void {
  const invoice = place.realm.table('Invoice').get(link.id);
  if (!invoice) return;
  const balance = Math.max(0, cents(invoice['Balance']) - sign * link.amountCents);
  const next: JsonObject = {
    ...invoice,
    Balance: fromCents(balance),
    LinkedTxn: relink(invoice, paymentId, sign),
  };
  if (invoice['HomeBalance'] !== undefined) {
    next['HomeBalance'] = fromCents(Math.round(balance * Number(invoice['ExchangeRate'] ?? 1)));
  }
  saveChange(place, 'Invoice', next, 'Update');
}

function moveCredit(place: Place, link: Link, paymentId: string, sign: 1 | -1): void {
  const memo = place.realm.table('CreditMemo').get(link.id);
  if (!memo) return;
  const left = fromCents(Math.max(0, cents(memo['RemainingCredit']) - sign * link.amountCents));
  const linked = relink(memo, paymentId, sign);
  saveChange(
    place,
    'CreditMemo',
    { ...memo, RemainingCredit: left, Balance: left, LinkedTxn: linked },
    'Update',
  );
}

function relink(entity: JsonObject, paymentId: string, sign: 1 | -1): JsonObject[] {
  const others = asList(entity['LinkedTxn']).filter((link) => link['TxnId'] !== paymentId);
  return sign === 1 ? [...others, { TxnId: paymentId, TxnType: 'Payment' }] : others;
}

/** Changes a payment and moves what it pays from the old invoices and credits to the new ones. */
export function updatePayment(place: Place, before: JsonObject, draft: JsonObject): JsonObject {
  const finished = finishPayment(place, before, draft);
  applyLinks(place, before, -1);
  const saved = saveChange(place, 'Payment', finished, 'Update');
  applyLinks(place, saved, 1);
  return saved;
}

export function voidPayment(place: Place, id: string): JsonObject {
  const payment = place.realm.table('Payment').get(id);
  if (!payment) throw faults.notFound();
  applyLinks(place, payment, -1);
  const note = voidNote(place, asText(payment['PrivateNote']));
  return saveChange(
    place,
    'Payment',
    { ...payment, TotalAmt: 0, UnappliedAmt: 0, Line: [], PrivateNote: note },
    'Void',
  );
}

export function deletePayment(place: Place, id: string): void {
  const payment = place.realm.table('Payment').get(id);
  if (!payment) throw faults.notFound();
  applyLinks(place, payment, -1);
  erase(place, 'Payment', id);
}

/** Takes a credit memo out of the payments that applied it. One of nothing but the credit goes with it. */
export function releaseCredit(place: Place, id: string): void {
  const memo = place.realm.table('CreditMemo').get(id);
  for (const link of asList(memo?.['LinkedTxn'])) {
    const payment = place.realm.table('Payment').get(asText(link['TxnId']));
    if (!payment) continue;
    if (cents(payment['TotalAmt']) === 0) deletePayment(place, asText(payment['Id']));
    else updatePayment(place, payment, { ...payment, Line: [] });
  }
}

/** Takes all payments off an invoice; their money becomes unapplied. Returns the invoice without links. */
export function releaseInvoice(place: Place, id: string): JsonObject {
  const invoice = place.realm.table('Invoice').get(id);
  if (!invoice) throw faults.notFound();
  for (const link of asList(invoice['LinkedTxn'])) {
    const payment = place.realm.table('Payment').get(asText(link['TxnId']));
    if (payment) unlinkInvoice(place, payment, id);
  }
  return {
    ...invoice,
    LinkedTxn: asList(invoice['LinkedTxn']).filter((link) => link['TxnType'] !== 'Payment'),
  };
}

function unlinkInvoice(place: Place, payment: JsonObject, invoiceId: string): void {
  const isLinked = (line: JsonObject): boolean =>
    asList(line['LinkedTxn']).some(
      (link) => link['TxnType'] === 'Invoice' && link['TxnId'] === invoiceId,
    );
  const lines = asList(payment['Line']);
  const freed = lines.filter(isLinked).reduce((sum, line) => sum + cents(line['Amount']), 0);
  const unapplied = fromCents(cents(payment['UnappliedAmt']) + freed);
  saveChange(
    place,
    'Payment',
    { ...payment, UnappliedAmt: unapplied, Line: lines.filter((line) => !isLinked(line)) },
    'Update',
  );
}
