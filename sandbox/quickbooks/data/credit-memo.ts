import type { JsonObject } from '../../kit/json.ts';
import { asList, cents, fromCents } from '../../kit/json.ts';
import { pacificDay } from '../pacific-time.ts';
import type { Place } from './commit.ts';
import { currencyRef, withHomeAmounts } from './forms.ts';
import { totalLines } from './lines.ts';
import { customerOf, resolveCustomer } from './references.ts';

/** Completes a credit memo: total, and what is left of it after the part already applied. */
export function finishCreditMemo(
  place: Place,
  before: JsonObject | undefined,
  draft: JsonObject,
): JsonObject {
  const { realm, box } = place;
  const { lines, totalCents } = totalLines(asList(draft['Line']), 0);
  const applied = before ? cents(before['TotalAmt']) - cents(before['RemainingCredit']) : 0;
  const left = fromCents(Math.max(0, totalCents - applied));
  const memo: JsonObject = {
    CustomField: [],
    LinkedTxn: [],
    PrintStatus: 'NotSet',
    EmailStatus: 'NotSet',
    CurrencyRef: customerOf(realm, draft)['CurrencyRef'] ?? currencyRef(realm.homeCurrency),
    TxnDate: pacificDay(box.clock.now()),
    ...draft,
    CustomerRef: resolveCustomer(realm, draft, before),
    Line: lines,
    TotalAmt: fromCents(totalCents),
    RemainingCredit: left,
    Balance: left,
  };
  return withHomeAmounts(realm.homeCurrency, memo);
}
