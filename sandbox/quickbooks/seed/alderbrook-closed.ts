import type { JsonObject } from '../../kit/json.ts';
import { BIRCHLINE, COPPER } from './alderbrook-addresses.ts';
import type { Site } from './make.ts';
import { addCreditMemo, addInvoice, addPayment, sentBy, serviceLine } from './make.ts';

export function addOtherInvoices(site: Site): void {
  addInvoice(site, {
    id: '109',
    number: '1009',
    customer: '1',
    on: '09-01',
    due: '10-01',
    total: 300,
    balance: 0,
    term: '3',
    updated: '09-29',
    token: 2,
    payments: ['202'],
    more: sentBy(site, BIRCHLINE, '09-01'),
  });
  addInvoice(site, {
    id: '110',
    number: '1010',
    customer: '1',
    on: '08-03',
    due: '09-02',
    total: 0,
    term: '3',
    updated: '08-20',
    token: 2,
    voided: true,
    lines: [serviceLine('Window boxes', 160)],
    more: { ...sentBy(site, BIRCHLINE, '08-03'), PrivateNote: 'Voided' },
  });
  site.realm
    .table('Invoice')
    .tombstones.set('111', { id: '111', deletedMs: site.days.ms('11-10', '11:00:00') });
  addInvoice(site, {
    id: '114',
    number: '1014',
    customer: '3',
    on: '11-03',
    due: '12-03',
    total: 0,
    term: '6',
    text: 'Free inspection',
  });
  addInvoice(site, {
    id: '118',
    number: '1016',
    customer: '3',
    on: '10-05',
    due: '11-04',
    total: 450,
    balance: 350,
    term: '3',
    updated: '10-15',
    token: 2,
    lines: discounted(),
    payments: ['204'],
    more: sentBy(site, 'frontdesk@odell.example', '10-05'),
  });
  addInvoice(site, {
    id: '119',
    number: '1017',
    customer: '10',
    on: '07-01',
    due: '07-31',
    total: 125,
    balance: 0,
    term: '3',
    updated: '07-30',
    token: 2,
    payments: ['207'],
    more: sentBy(site, 'hello@oldquarry.example', '07-01'),
  });
  for (const [id, number, on, due, total] of [
    ['121', '1018', '10-01', '10-16', 250],
    ['122', '1019', '10-08', '10-23', 150],
  ] as const) {
    const more = sentBy(site, COPPER, on);
    addInvoice(site, {
      id,
      number,
      customer: '2',
      on,
      due,
      total,
      balance: 0,
      term: '2',
      updated: '10-22',
      token: 2,
      payments: ['205'],
      more,
    });
  }
}

function discounted(): JsonObject[] {
  return [
    serviceLine('Surgery signage', 500),
    {
      Description: 'Fitted out of hours, as agreed',
      DetailType: 'DescriptionOnly',
      DescriptionLineDetail: {},
    },
    {
      Amount: 50,
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
    },
  ];
}

export function addMoney(site: Site): void {
  addPayment(site, {
    id: '201',
    customer: '6',
    on: '10-20',
    total: 900,
    links: [['Invoice', '105', 900]],
    more: { PaymentRefNum: '8841', PrivateNote: 'cheque' },
  });
  addPayment(site, {
    id: '202',
    customer: '1',
    on: '09-29',
    total: 300,
    links: [['Invoice', '109', 300]],
  });
  addPayment(site, { id: '203', customer: '1', on: '11-03', total: 50, unapplied: 50, links: [] });
  addPayment(site, {
    id: '204',
    customer: '3',
    on: '10-15',
    total: 0,
    links: [
      ['CreditMemo', '301', 100],
      ['Invoice', '118', 100],
    ],
  });
  addPayment(site, {
    id: '205',
    customer: '2',
    on: '10-22',
    total: 400,
    links: [
      ['Invoice', '121', 250],
      ['Invoice', '122', 150],
    ],
  });
  addPayment(site, {
    id: '206',
    customer: '1',
    on: '10-05',
    total: 0,
    links: [],
    more: { PrivateNote: 'Voided', SyncToken: '1' },
  });
  addPayment(site, {
    id: '207',
    customer: '10',
    on: '07-30',
    total: 125,
    links: [['Invoice', '119', 125]],
  });
  addCreditMemo(site, {
    id: '301',
    number: 'CM-1',
    customer: '3',
    on: '10-14',
    total: 100,
    left: 0,
    payments: ['204'],
  });
  addCreditMemo(site, {
    id: '302',
    number: 'CM-2',
    customer: '13',
    on: '10-28',
    total: 75,
    left: 75,
    payments: [],
  });
}
