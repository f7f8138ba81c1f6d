import type { JsonObject } from '../json.ts';
import { asList, asText, fromCents } from '../json.ts';
import { pacificDay } from '../pacific-time.ts';
import type { Place } from './commit.ts';
import { saveChange } from './commit.ts';
import { faults } from './faults.ts';
import { currencyRef, voidNote, withHomeAmounts } from './forms.ts';
import { totalLines, zeroLines } from './lines.ts';
import { customerOf, resolveCustomer } from './references.ts';

/** Completes a refund: money that went back. It touches no invoice and no customer's balance. */
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
  const zero = {
    ...refund,
    Line: zeroLines(asList(refund['Line'])),
    TotalAmt: 0,
    PrivateNote: voidNote(place, asText(refund['PrivateNote'])),
  };
  return saveChange(place, 'RefundReceipt', zero, 'Void');
}
