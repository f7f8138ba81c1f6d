import { randomUUID } from 'node:crypto';
import { asText } from '../../kit/json.ts';
import { dueOf } from './invoices.ts';
import { addPayment, deletePayment } from './payments.ts';
import type { Place } from './place.ts';
import { Invalid, problems } from './problems.ts';
import type { Batch } from './records.ts';

/** One transfer of the bank that pays several invoices. */
export function addBatch(
  place: Place,
  input: {
    date: string;
    account: string;
    reference: string;
    parts: { invoiceId: string; amount: number }[];
  },
): Batch {
  const { org, box } = place;
  const account = org.account(input.account);
  if (!account) throw new Invalid('Account could not be found');
  if (input.parts.length === 0) throw new Invalid('Payments must be specified.');
  const [first] = input.parts;
  for (const { invoiceId, amount } of input.parts) {
    const invoice = org.invoices.get(invoiceId);
    if (!invoice) throw problems.noDocument();
    if (amount > dueOf(invoice)) throw problems.tooMuch();
  }
  const id = randomUUID();
  const type =
    org.invoices.get(first?.invoiceId ?? '')?.type === 'ACCPAY' ? 'PAYBATCH' : 'RECBATCH';
  const payments = input.parts.map(({ invoiceId, amount }) =>
    addPayment(place, {
      target: { kind: 'Invoice', id: invoiceId },
      amount,
      date: input.date,
      account: input.account,
      reference: input.reference,
      batchId: id,
    }),
  );
  const batch = org.batches.put({
    id,
    updatedMs: box.clock.now(),
    type,
    status: 'AUTHORISED',
    date: input.date,
    accountId: asText(account['AccountID']),
    reference: input.reference,
    total: payments.reduce((sum, { amount }) => sum + amount, 0),
    isReconciled: false,
    paymentIds: payments.map((payment) => payment.id),
  });
  box.changed();
  return batch;
}

/** Deletes the batch and its payments with it. */
export function deleteBatch(place: Place, id: string): Batch {
  const before = place.org.batches.get(id);
  if (!before) throw problems.noDocument();
  if (before.status === 'DELETED') throw new Invalid('The batch payment is already deleted.');
  for (const paymentId of before.paymentIds) {
    if (place.org.payments.get(paymentId)?.status === 'AUTHORISED') deletePayment(place, paymentId);
  }
  const updatedMs = Math.max(place.box.clock.now(), before.updatedMs);
  return place.org.batches.put({ ...before, status: 'DELETED', updatedMs });
}
