import type { Random } from '../../kit/random.ts';
import { addDays } from '../books/days.ts';
import type { Invoice } from '../books/records.ts';
import type { Maker } from './maker.ts';

/** Half of the invoices are paid, one payment in five pays half; for every fiftieth there is an open credit note. */
export function addBulkMoney(maker: Maker, chance: Random, invoice: Invoice, nth: number): Invoice {
  if (nth % 50 === 0) addCredit(maker, invoice);
  if (chance.next() >= 0.5) return invoice;
  const isHalf = chance.next() < 0.2;
  const amount = isHalf ? Math.round(invoice.total / 2) : invoice.total;
  const on = addDays(invoice.date, chance.whole(0, 45));
  const updatedMs = Date.parse(`${on}T12:00:00Z`);
  maker.org.payments.seed({
    id: maker.id('payment', invoice.number),
    updatedMs,
    target: { kind: 'Invoice', id: invoice.id },
    accountId: maker.id('account', '090'),
    date: on,
    amount,
    rate: 1,
    reference: '',
    isReconciled: true,
    status: 'AUTHORISED',
    type: 'ACCRECPAYMENT',
    batchId: null,
  });
  return {
    ...invoice,
    updatedMs,
    paid: amount,
    status: amount === invoice.total ? 'PAID' : 'AUTHORISED',
    fullyPaidOn: amount === invoice.total ? on : null,
  };
}

function addCredit(maker: Maker, invoice: Invoice): void {
  const { lines, subTotal, totalTax, total, contactId, date, updatedMs, currency } = invoice;
  maker.org.credits.seed({
    id: maker.id('credit', invoice.number),
    updatedMs,
    kind: 'CreditNote',
    type: 'ACCRECCREDIT',
    status: 'AUTHORISED',
    number: `CN-${invoice.number}`,
    reference: '',
    contactId,
    date,
    lineAmountTypes: 'Exclusive',
    ...{ lines, subTotal, totalTax, total, currency },
    rate: 1,
    brandingThemeId: null,
    sent: null,
    fullyPaidOn: null,
    byApp: false,
    remaining: total,
    allocations: [],
  });
}
