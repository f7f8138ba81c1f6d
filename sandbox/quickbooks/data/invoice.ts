import type { Json, JsonObject } from '../../kit/json.ts';
import { asList, asObject, asText, at, cents, fromCents } from '../../kit/json.ts';
import { addDays, pacificDay, pacificSeconds, parseWhen } from '../pacific-time.ts';
import type { Place } from './commit.ts';
import { saveChange } from './commit.ts';
import { faults } from './faults.ts';
import { currencyRef, voidNote, withHomeAmounts } from './forms.ts';
import { totalLines, zeroLines } from './lines.ts';
import { releaseInvoice } from './payment.ts';
import { customerOf, resolveCustomer, resolveTerm } from './references.ts';
import { dueDay } from './terms.ts';

/** Rounds a draft off to a whole invoice: references, day due, totals, print and e-mail states. */
export function finishInvoice(
  place: Place,
  before: JsonObject | undefined,
  draft: JsonObject,
): JsonObject {
  const { realm, box } = place;
  const customerRef = resolveCustomer(realm, draft, before);
  const term = resolveTerm(realm, draft);
  const customer = customerOf(realm, draft);
  const txnDate = asText(draft['TxnDate']) || pacificDay(box.clock.now());
  const invoice: JsonObject = {
    AllowIPNPayment: false,
    AllowOnlinePayment: false,
    AllowOnlineCreditCardPayment: false,
    AllowOnlineACHPayment: false,
    CustomField: [],
    LinkedTxn: [],
    ApplyTaxAfterDiscount: false,
    PrintStatus: customer['PreferredDeliveryMethod'] === 'Print' ? 'NeedToPrint' : 'NotSet',
    EmailStatus: 'NotSet',
    CurrencyRef: customer['CurrencyRef'] ?? currencyRef(realm.homeCurrency),
    TxnTaxDetail: { TotalTax: 0 },
    ...addressesOf(customer, before),
    ...draft,
    CustomerRef: customerRef,
    TxnDate: txnDate,
  };
  if (term) invoice['SalesTermRef'] = { value: asText(term['Id']), name: asText(term['Name']) };
  // With neither term nor due date, the recorded answer was thirty days (facts: QuickBooks 3.1).
  if (!invoice['DueDate']) invoice['DueDate'] = term ? dueDay(txnDate, term) : addDays(txnDate, 30);
  if (invoice['EmailStatus'] === 'NeedToSend' && !at(invoice, 'BillEmail', 'Address')) {
    throw faults.business(
      'The BillEmail address is required when EmailStatus is NeedToSend',
      'BillEmail',
    );
  }
  invoice['CustomField'] = withFieldNames(place, asList(invoice['CustomField']));
  return withTotals(place, before, invoice);
}

/** The name belongs to the definition, so a client that sends only id and text gets it back. */
function withFieldNames({ realm }: Place, fields: Json[]): JsonObject[] {
  const preferences = realm.table('Preferences').get('1') ?? {};
  const [group] = asList(at(preferences, 'SalesFormsPrefs', 'CustomField')).map(asObject);
  const names = asList(group?.['CustomField']).map(asObject);
  return fields.map(asObject).map((field) => {
    const id = asText(field['DefinitionId']);
    const known = names.find((name) => asText(name['Name']).endsWith(`SalesCustomName${id}`));
    return known ? { ...field, Name: asText(known['StringValue']) } : field;
  });
}

/** Both addresses are copied from the customer when an invoice is made (facts: QuickBooks 3.1). */
function addressesOf(customer: JsonObject, before: JsonObject | undefined): JsonObject {
  const address = customer['BillAddr'];
  if (before !== undefined || address === undefined) return {};
  return { BillAddr: address, ShipAddr: customer['ShipAddr'] ?? address };
}

function withTotals(place: Place, before: JsonObject | undefined, invoice: JsonObject): JsonObject {
  const tax = cents(at(invoice, 'TxnTaxDetail', 'TotalTax'));
  const { lines, totalCents } = totalLines(asList(invoice['Line']), tax);
  const applied = before
    ? cents(before['TotalAmt']) - cents(before['Deposit']) - cents(before['Balance'])
    : 0;
  const balance = Math.max(0, totalCents - cents(invoice['Deposit']) - applied);
  const totals: JsonObject = {
    ...invoice,
    Line: lines,
    TotalAmt: fromCents(totalCents),
    Balance: fromCents(balance),
  };
  return withHomeAmounts(place.realm.homeCurrency, totals);
}

/** What a client may do with DeliveryInfo is undocumented, so a knob decides (facts: QuickBooks 3.9). */
export function takeDeliveryInfo(place: Place, draft: JsonObject, body: JsonObject): JsonObject {
  const wanted = body['DeliveryInfo'];
  const policy = place.box.knobs.deliveryInfo;
  if (wanted === undefined || policy === 'ignore') return draft;
  if (policy === 6000) throw faults.business('DeliveryInfo is read only', 'DeliveryInfo');
  const info = { ...asObject(wanted) };
  const time = parseWhen(asText(info['DeliveryTime']));
  if (!Number.isNaN(time)) info['DeliveryTime'] = pacificSeconds(time);
  return { ...draft, DeliveryInfo: info };
}

/** Money stays with the customer: payments on a voided or deleted invoice become unapplied. */
export function voidInvoice(place: Place, id: string): JsonObject {
  const invoice = releaseInvoice(place, id);
  const note = voidNote(place, asText(invoice['PrivateNote']));
  const zero = {
    ...invoice,
    Line: zeroLines(asList(invoice['Line'])),
    TotalAmt: 0,
    Balance: 0,
    PrivateNote: note,
  };
  return saveChange(place, 'Invoice', withHomeAmounts(place.realm.homeCurrency, zero), 'Void');
}

/** QuickBooks mails the invoice itself (facts: QuickBooks 3.2). */
export function emailInvoice(place: Place, id: string, sendTo: string): JsonObject {
  const invoice = place.realm.table('Invoice').get(id);
  if (!invoice) throw faults.notFound();
  const address = sendTo || asText(at(invoice, 'BillEmail', 'Address'));
  if (!address)
    throw faults.business('The BillEmail address is required to send an invoice', 'BillEmail');
  const sent: JsonObject = {
    ...invoice,
    BillEmail: { Address: address },
    EmailStatus: 'EmailSent',
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: pacificSeconds(place.box.clock.now()) },
  };
  return saveChange(place, 'Invoice', sent, 'Emailed');
}
