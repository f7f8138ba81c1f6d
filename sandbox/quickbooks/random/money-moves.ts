import { voidPayment } from '../data/payment.ts';
import { rowsWhere } from '../data/query-fields.ts';
import { deleteDocument } from '../data/write.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asList, cents, fromCents, refOf } from '../../kit/json.ts';
import {
  applyCredit,
  applyPayment,
  createCreditMemo,
  createPayment,
  payInvoice,
  unapplyPayment,
} from '../users/documents.ts';
import { createRefund } from '../users/refunds.ts';
import { idOf } from './hand.ts';
import type { Hand } from './hand.ts';
import type { Moves } from './move.ts';

const isOpen = (invoice: JsonObject): boolean => cents(invoice['Balance']) > 1;

/** An open invoice of the same customer as the money that is to settle it. */
function openOf(hand: Hand, money: JsonObject): JsonObject | undefined {
  const field = { name: 'CustomerRef', type: 'ref' } as const;
  const table = hand.place.realm.table('Invoice');
  const own = [...rowsWhere(table, field, refOf(money, 'CustomerRef'))];
  return hand.chance.pick(own.map((row) => row.entity).filter(isOpen));
}

/** What happens to money: payments, credits and refunds. */
export const moneyMoves: Moves = {
  payInvoice: {
    weight: 14,
    play: (hand) => {
      const invoice = hand.find('Invoice', isOpen);
      return invoice && payInvoice(hand.place, idOf(invoice));
    },
  },
  payPart: {
    weight: 8,
    play: (hand) => {
      const invoice = hand.find('Invoice', isOpen);
      const part = hand.chance.whole(1, cents(invoice?.['Balance']) - 1);
      return invoice && payInvoice(hand.place, idOf(invoice), fromCents(part));
    },
  },
  payOnAccount: {
    weight: 3,
    play: (hand) => {
      const customer = hand.customer();
      return customer && createPayment(hand.place, idOf(customer), hand.amount(10, 500));
    },
  },
  applyPayment: {
    weight: 3,
    play: (hand) => {
      const payment = hand.find('Payment', (one) => cents(one['UnappliedAmt']) > 0);
      const invoice = payment && openOf(hand, payment);
      return invoice && applyPayment(hand.place, idOf(payment), idOf(invoice));
    },
  },
  unapplyPayment: {
    weight: 3,
    play: (hand) => {
      const payment = hand.find(
        'Payment',
        (one) => cents(one['TotalAmt']) > 0 && asList(one['Line']).length > 0,
      );
      return payment && unapplyPayment(hand.place, idOf(payment));
    },
  },
  voidPayment: {
    weight: 1,
    play: (hand) => {
      const payment = hand.find('Payment', (one) => cents(one['TotalAmt']) > 0);
      return payment && voidPayment(hand.place, idOf(payment));
    },
  },
  deletePayment: {
    weight: 2,
    play: (hand) => {
      const payment = hand.find('Payment', () => true);
      if (payment) deleteDocument(hand.place, 'Payment', idOf(payment));
      return payment;
    },
  },
  createCreditMemo: {
    weight: 4,
    play: (hand) => {
      const customer = hand.customer();
      return customer && createCreditMemo(hand.place, idOf(customer), hand.amount(10, 300));
    },
  },
  applyCredit: {
    weight: 4,
    play: (hand) => {
      const memo = hand.find('CreditMemo', (one) => cents(one['RemainingCredit']) > 0);
      const invoice = memo && openOf(hand, memo);
      return invoice && applyCredit(hand.place, idOf(invoice), idOf(memo));
    },
  },
  deleteCreditMemo: {
    weight: 1,
    play: (hand) => {
      const memo = hand.find('CreditMemo', () => true);
      if (memo) deleteDocument(hand.place, 'CreditMemo', idOf(memo));
      return memo;
    },
  },
  createRefund: {
    weight: 2,
    play: (hand) => {
      const customer = hand.customer();
      const amount = hand.amount(5, 200);
      return customer && createRefund(hand.place, { customerId: idOf(customer), amount });
    },
  },
};
