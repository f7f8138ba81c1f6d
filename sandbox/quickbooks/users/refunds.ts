import type { Place } from '../data/commit.ts';
import { faults } from '../data/faults.ts';
import { addEntity, editEntity } from '../data/write.ts';
import { moveRefunded } from '../data/refund.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, cents, fromCents, refOf } from '../../kit/json.ts';
import { serviceLine } from '../seed/make.ts';

export interface NewRefund {
  customerId: string;
  amount: number;
  /** What the refund uses up, where a company's items make it do so. */
  creditMemoId?: string | undefined;
}

/** Money goes back for something that was sold; no invoice notices. */
export function createRefund(place: Place, input: NewRefund): JsonObject {
  const { customerId, amount, creditMemoId } = input;
  const refund = addEntity(place, 'RefundReceipt', {
    CustomerRef: { value: customerId },
    Line: [serviceLine('Refund', amount)],
    ...(creditMemoId !== undefined && {
      LinkedTxn: [{ TxnId: creditMemoId, TxnType: 'CreditMemo' }],
    }),
  });
  moveRefunded(place, refund, 1);
  return refund;
}

/** The id of a cheque against the receivables account; nothing else is kept of it here. */
const CHEQUE = { TxnId: '9000', TxnType: 'Check' };

/** A cheque for what is left of a credit memo, matched to it by a payment of nothing. */
export function refundCredit(place: Place, creditMemoId: string): JsonObject {
  const memo = place.realm.table('CreditMemo').get(creditMemoId);
  if (!memo) throw faults.notFound();
  const Amount = memo['RemainingCredit'] ?? 0;
  return addEntity(place, 'Payment', {
    CustomerRef: { value: refOf(memo, 'CustomerRef') },
    TotalAmt: 0,
    Line: [
      { Amount, LinkedTxn: [{ TxnId: asText(memo['Id']), TxnType: 'CreditMemo' }] },
      { Amount, LinkedTxn: [CHEQUE] },
    ],
  });
}

/** A cheque for what a customer paid too much, ticked on the payment itself. */
export function refundPayment(place: Place, paymentId: string): JsonObject {
  const payment = place.realm.table('Payment').get(paymentId);
  if (!payment) throw faults.notFound();
  const line = { Amount: fromCents(cents(payment['UnappliedAmt'])), LinkedTxn: [CHEQUE] };
  return editEntity(place, 'Payment', paymentId, { Line: [...asList(payment['Line']), line] });
}
