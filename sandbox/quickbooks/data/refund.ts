import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, cents, fromCents } from '../../kit/json.ts';
import { pacificDay } from '../pacific-time.ts';
import type { Place } from './commit.ts';
import { followBalance } from './balances.ts';
import { erase, saveChange } from './commit.ts';
import { faults } from './faults.ts';
import { currencyRef, voidNote, withHomeAmounts } from './forms.ts';
import { totalLines, zeroLines } from './lines.ts';
import { customerOf, resolveCustomer } from './references.ts';

/** Completes a refund: money that went back for something sold. By itself it touches no invoice and no customer's balance. */
export function finishRefund(
  place: Place,
  before: JsonObject | undefined,
  draft: JsonObject,
): JsonObject {
  const { realm, box } = place;
  const { lines, totalCents } = totalLines(asList(draft['Line']), 0);
  const refund: JsonObject = {
    CustomField: [],
    LinkedTxn: [],
    PrintStatus: 'NotSet',
    EmailStatus: 'NotSet',
    DepositToAccountRef: { value: '4' },
    CurrencyRef: customerOf(realm, draft)['CurrencyRef'] ?? currencyRef(realm.homeCurrency),
    TxnDate: pacificDay(box.clock.now()),
    ...draft,
    CustomerRef: resolveCustomer(realm, draft, before),
    Line: lines,
    TotalAmt: fromCents(totalCents),
    Balance: 0,
  };
  return withHomeAmounts(realm.homeCurrency, refund);
}

export function voidRefund(place: Place, id: string): JsonObject {
  const refund = place.realm.table('RefundReceipt').get(id);
  if (!refund) throw faults.notFound();
  moveRefunded(place, refund, -1);
  const zero = {
    ...refund,
    LinkedTxn: [],
    Line: zeroLines(asList(refund['Line'])),
    TotalAmt: 0,
    PrivateNote: voidNote(place, asText(refund['PrivateNote'])),
  };
  return saveChange(place, 'RefundReceipt', zero, 'Void');
}

export function deleteRefund(place: Place, id: string): void {
  const refund = place.realm.table('RefundReceipt').get(id);
  if (!refund) throw faults.notFound();
  moveRefunded(place, refund, -1);
  erase(place, 'RefundReceipt', id);
}

/**
 * A refund that is linked to a credit memo uses it up (sign 1) or gives it back (sign -1). Whether QuickBooks then stamps the credit anew
 * and sends an event for it is not known; here it does neither, which is the harder case for whoever keeps a copy.
 */
export function moveRefunded({ realm }: Place, refund: JsonObject, sign: 1 | -1): void {
  for (const link of asList(refund['LinkedTxn'])) {
    const memo = realm.table('CreditMemo').get(asText(link['TxnId']));
    if (!memo) continue;
    const left = cents(memo['RemainingCredit']) - sign * cents(refund['TotalAmt']);
    const next = { ...memo, RemainingCredit: fromCents(left), Balance: fromCents(left) };
    realm.table('CreditMemo').put(next);
    followBalance(realm, 'CreditMemo', memo, next);
  }
}
