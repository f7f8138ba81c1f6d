import type { Invoice } from '../books/records.ts';
import type { Contacts } from './harbourline-contacts.ts';
import type { Maker } from './maker.ts';

/** Credits, payments and the batch of facts 9.3. */
export function addHarbourlineCredits(maker: Maker, contacts: Contacts): void {
  addCreditNotes(maker, contacts);
  addMoneyOnAccount(maker, contacts);
  addPayments(maker);
}

function numbered(maker: Maker, number: string): Invoice {
  const found = maker.org.invoices.get(maker.id('invoice', number));
  if (!found) throw new Error(`no sample invoice ${number}`);
  return found;
}

function addCreditNotes(maker: Maker, { summit, ridge, kereru }: Contacts): void {
  const kind = 'CreditNote';
  maker.credit({
    key: 'CN-0011',
    kind,
    contact: summit,
    date: '10-02',
    lines: [{ unitAmount: 100 }],
    remaining: 0,
    more: { allocations: [maker.allocation(numbered(maker, 'INV-0106'), 11_500, '10-02')] },
  });
  const unused = maker.credit({
    key: 'CN-0012',
    kind,
    contact: ridge,
    date: '10-20',
    lines: [{ unitAmount: 200 }],
    remaining: 23_000,
  });
  maker.files(unused.id, [
    {
      fileName: 'credit-reason.pdf',
      contentType: 'application/pdf',
      size: 12_288,
      includeOnline: true,
    },
  ]);
  const refunded = maker.credit({
    key: 'CN-0013',
    kind,
    contact: kereru,
    date: '10-25',
    lines: [{ unitAmount: 100, tax: 'NONE' }],
    types: 'NoTax',
    remaining: 5000,
  });
  maker.payment({
    key: 'refund of CN-0013',
    target: { kind, id: refunded.id },
    amount: 5000,
    date: '10-28',
    type: 'ARCREDITPAYMENT',
  });
  maker.credit({
    key: 'CN-0014',
    kind,
    contact: summit,
    date: '11-09',
    lines: [{ unitAmount: 50 }],
    remaining: 5750,
    more: { status: 'DRAFT' },
  });
}

function addMoneyOnAccount(maker: Maker, { summit, portside }: Contacts): void {
  const onAccount = (unitAmount: number) => [
    { description: 'Overpayment', unitAmount, account: '610', tax: 'NONE' },
  ];
  maker.credit({
    key: 'overpayment 1',
    kind: 'Overpayment',
    contact: summit,
    date: '11-05',
    lines: onAccount(20),
    types: 'NoTax',
    remaining: 2000,
  });
  maker.credit({
    key: 'overpayment 2',
    kind: 'Overpayment',
    contact: portside,
    date: '10-12',
    lines: onAccount(300),
    types: 'NoTax',
    remaining: 0,
    more: { allocations: [maker.allocation(numbered(maker, 'INV-0116'), 30_000, '10-12')] },
  });
  maker.credit({
    key: 'prepayment',
    kind: 'Prepayment',
    contact: portside,
    date: '10-01',
    lines: [{ description: 'Deposit', unitAmount: 434.78 }],
    remaining: 0,
    more: {
      reference: 'Deposit PO 7902',
      allocations: [maker.allocation(numbered(maker, 'INV-0114'), 50_000, '10-06')],
    },
  });
}

function addPayments(maker: Maker): void {
  const on = (number: string) => ({ kind: 'Invoice', id: numbered(maker, number).id }) as const;
  maker.payment({
    key: 'INV-0105',
    target: on('INV-0105'),
    amount: 80_000,
    date: '10-30',
    more: { reference: 'part' },
  });
  maker.payment({
    key: 'bounced',
    target: on('INV-0104'),
    amount: 46_000,
    date: '11-10',
    more: { status: 'DELETED', isReconciled: false, updatedMs: maker.stamp('11-12') },
  });
  const batchId = maker.id('batch', '1');
  const paid = [
    maker.payment({
      key: 'INV-0108',
      target: on('INV-0108'),
      amount: 11_500,
      date: '11-05',
      more: { batchId },
    }),
    maker.payment({
      key: 'INV-0109',
      target: on('INV-0109'),
      amount: 23_000,
      date: '11-05',
      more: { batchId },
    }),
  ];
  maker.org.batches.seed({
    id: batchId,
    updatedMs: maker.stamp('11-05'),
    type: 'RECBATCH',
    status: 'AUTHORISED',
    date: maker.day('11-05'),
    accountId: maker.id('account', '090'),
    reference: 'Deposit slip 5',
    total: 34_500,
    isReconciled: true,
    paymentIds: paid.map(({ id }) => id),
  });
}
