import type { Place } from '../data/commit.ts';
import { rowsWhere } from '../data/query-fields.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asText, at, cents, refOf } from '../../kit/json.ts';
import { applyCredit } from './documents.ts';

/** With AutoApplyCredit a new credit silently settles the oldest open invoices of its customer (facts: QuickBooks 3.7). */
export function autoApplyCredit(place: Place, memo: JsonObject): void {
  if (at(place.realm.preferences, 'SalesFormsPrefs', 'AutoApplyCredit') !== true) return;
  const memoId = asText(memo['Id']);
  const field = { name: 'CustomerRef', type: 'ref' } as const;
  const invoices = [
    ...rowsWhere(place.realm.table('Invoice'), field, refOf(memo, 'CustomerRef')),
  ].map((row) => row.entity);
  for (const invoice of invoices.sort(byDay)) {
    const left = place.realm.table('CreditMemo').get(memoId)?.['RemainingCredit'];
    if (cents(left) === 0) return;
    if (cents(invoice['Balance']) > 0) applyCredit(place, asText(invoice['Id']), memoId);
  }
}

function byDay(a: JsonObject, b: JsonObject): number {
  return asText(a['TxnDate']) < asText(b['TxnDate']) ? -1 : 1;
}
