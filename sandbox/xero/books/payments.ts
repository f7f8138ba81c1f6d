import { randomUUID } from 'node:crypto';
import { asText } from '../../kit/json.ts';
import { note } from './history.ts';
import { addMoney } from './invoices.ts';
import type { Place } from './place.ts';
import { saveCredit, savePayment } from './place.ts';
import { Invalid, problems } from './problems.ts';
import type { Credit, PaidKind, Payment } from './records.ts';

export interface NewPayment {
  target: { kind: PaidKind; id: string };
  amount: number;
  date: string;
  account?: string;
  reference?: string;
  rate?: number;
  isReconciled?: boolean;
  batchId?: string | null;
}

const CREDIT_TYPES: Record<Credit['kind'], string> = {
  CreditNote: 'ARCREDITPAYMENT',
  Overpayment: 'AROVERPAYMENTPAYMENT',
  Prepayment: 'ARPREPAYMENTPAYMENT',
};

/** Receives (or refunds) money on a document; more than what is left is refused. */
export function addPayment(place: Place, input: NewPayment): Payment {
  const { org } = place;
  if (input.amount <= 0) throw new Invalid('The amount must be greater than zero.');
  const account = org.account(input.account ?? '090');
  if (!account) throw new Invalid('Account could not be found');
  const lock = org.lockDate;
  if (lock !== '' && input.date <= lock) throw problems.locked(lock);
  const { type, rate } = settle(place, input);
  const payment = savePayment(place, {
    id: randomUUID(),
    updatedMs: 0,
    target: input.target,
    accountId: asText(account['AccountID']),
    date: input.date,
    amount: input.amount,
    rate: input.rate ?? rate,
    reference: input.reference ?? '',
    isReconciled: input.isReconciled ?? false,
    status: 'AUTHORISED',
    type,
    batchId: input.batchId ?? null,
  });
  note(place, input.target.id, 'Payment Received', `Payment of ${input.amount / 100}`);
  return payment;
}

function settle(
  place: Place,
  { target, amount, date }: NewPayment,
): { type: string; rate: number } {
  if (target.kind === 'Invoice') {
    const invoice = addMoney(place, target.id, 'paid', amount, date);
    return { type: `${invoice.type}PAYMENT`, rate: invoice.rate };
  }
  const credit = place.org.credits.get(target.id);
  if (!credit) throw problems.noDocument();
  spend(place, credit, amount, date);
  const type = CREDIT_TYPES[credit.kind];
  return {
    type: credit.type.startsWith('ACCPAY') ? type.replace('AR', 'AP') : type,
    rate: credit.rate,
  };
}

/** Uses up credit, or gives it back with a negative amount. */
export function spend(place: Place, credit: Credit, amount: number, on: string): Credit {
  if (!['AUTHORISED', 'PAID'].includes(credit.status)) throw problems.status();
  if (amount > credit.remaining) throw problems.tooMuch();
  const remaining = credit.remaining - amount;
  const isUsed = remaining === 0;
  return saveCredit(place, {
    ...credit,
    remaining,
    status: isUsed ? 'PAID' : 'AUTHORISED',
    fullyPaidOn: isUsed ? (credit.fullyPaidOn ?? on) : null,
  });
}

/** The only change a payment knows; it stays listed (facts: Xero 3.5). */
export function deletePayment(place: Place, id: string): Payment {
  const before = place.org.payments.get(id);
  if (!before) throw problems.noDocument();
  if (before.status === 'DELETED') throw new Invalid('The payment is already deleted.');
  const today = place.org.today(place.box.clock.now());
  const { kind, id: targetId } = before.target;
  const credit = place.org.credits.get(targetId);
  if (kind === 'Invoice') addMoney(place, targetId, 'paid', -before.amount, today);
  else if (credit) spend(place, credit, -before.amount, today);
  note(place, targetId, 'Payment Deleted', `Payment of ${before.amount / 100} deleted`);
  return savePayment(place, { ...before, status: 'DELETED' });
}
