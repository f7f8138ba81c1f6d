import { describe, expect, it } from '@jest/globals';
import { toCredits } from '../../../integrations/xero/to-credit.ts';
import {
  overpayments,
  prepayments,
  toOnAccount,
  toPayments,
  toRefunds,
} from '../../../integrations/xero/to-payment.ts';

const stamps = { UpdatedDateUTC: '/Date(1793322000123+0000)/', Date: '/Date(1793318400000+0000)/' };
const Contact = { ContactID: 'c1', Name: 'Ridge' };

const payment = {
  ...stamps,
  PaymentID: 'p1',
  PaymentType: 'ACCRECPAYMENT',
  Status: 'AUTHORISED',
  Amount: 800,
  Invoice: { InvoiceID: 'i1', CurrencyCode: 'NZD', Contact },
};

describe('a payment', () => {
  it('settles its invoice, in the currency of that', () => {
    expect(toPayments([payment]).records).toEqual([
      {
        id: 'p1',
        booksVersion: 1_793_322_000_123,
        booksUpdatedAt: new Date(1_793_322_000_123),
        customerId: 'c1',
        receivedOn: '2026-10-30',
        currency: 'NZD',
        totalMinor: 80_000,
        unappliedMinor: 0,
        state: 'live',
        invoiceIds: ['i1'],
        creditIds: [],
      },
    ]);
  });

  it.each([
    ['that was deleted is told by its id', { Status: 'DELETED' }, { records: [], deleted: ['p1'] }],
    ['of a bill is nothing to us', { PaymentType: 'ACCPAYPAYMENT' }, { records: [], skipped: 1 }],
    [
      'that gives money back is none',
      { PaymentType: 'ARCREDITPAYMENT' },
      { records: [], skipped: 1 },
    ],
  ])('%s', (_name, change, expected) => {
    expect(toPayments([{ ...payment, ...change }])).toMatchObject(expected);
  });
});

const onAccount = {
  ...stamps,
  Contact,
  OverpaymentID: 'o1',
  PrepaymentID: 'o1',
  Status: 'AUTHORISED',
  Total: 500,
  RemainingCredit: 120.5,
  CurrencyCode: 'NZD',
  Allocations: [{ Invoice: { InvoiceID: 'i1' } }, { Invoice: { InvoiceID: 'i1' } }],
};

describe('money on account (E4)', () => {
  it.each([
    [overpayments, 'RECEIVE-OVERPAYMENT', 'overpayment/o1'],
    [overpayments, 'AROVERPAYMENT', 'overpayment/o1'],
    [prepayments, 'RECEIVE-PREPAYMENT', 'prepayment/o1'],
    [prepayments, 'ARPREPAYMENT', 'prepayment/o1'],
  ])('%j of type %s is a payment with something left', (source, Type, id) => {
    expect(toOnAccount([{ ...onAccount, Type }], source).records).toEqual([
      expect.objectContaining({
        id,
        customerId: 'c1',
        totalMinor: 50_000,
        unappliedMinor: 12_050,
        state: 'live',
        invoiceIds: ['i1'],
      }),
    ]);
  });

  it.each([
    ['that we paid is nothing to us', { Type: 'SPEND-OVERPAYMENT' }, { records: [], skipped: 1 }],
    [
      'that was voided holds nothing',
      { Type: 'RECEIVE-OVERPAYMENT', Status: 'VOIDED' },
      { records: [{ state: 'void', unappliedMinor: 0 }] },
    ],
    [
      'that is used up holds nothing',
      { Type: 'RECEIVE-OVERPAYMENT', Status: 'PAID', RemainingCredit: 0 },
      { records: [{ state: 'live', unappliedMinor: 0 }] },
    ],
  ])('%s', (_name, change, expected) => {
    expect(toOnAccount([{ ...onAccount, ...change }], overpayments)).toMatchObject(expected);
  });
});

const credit = {
  ...stamps,
  Contact,
  CreditNoteID: 'n1',
  CreditNoteNumber: 'CN-0012',
  Type: 'ACCRECCREDIT',
  Status: 'AUTHORISED',
  Total: 230,
  RemainingCredit: 30,
  CurrencyCode: 'NZD',
};

describe('a credit note (E4, E5)', () => {
  it('is read with what is left of it', () => {
    expect(toCredits([credit]).records).toEqual([
      {
        id: 'n1',
        booksVersion: 1_793_322_000_123,
        booksUpdatedAt: new Date(1_793_322_000_123),
        number: 'CN-0012',
        customerId: 'c1',
        documentOn: '2026-10-30',
        currency: 'NZD',
        totalMinor: 23_000,
        remainingMinor: 3_000,
        state: 'live',
        paymentIds: [],
      },
    ]);
  });

  it.each([
    [{ Status: 'PAID', RemainingCredit: 0 }, { records: [{ state: 'live', remainingMinor: 0 }] }],
    [{ Status: 'VOIDED' }, { records: [{ state: 'void', remainingMinor: 0 }] }],
    [{ Status: 'DELETED' }, { records: [], deleted: ['n1'] }],
    [{ Status: 'DRAFT' }, { records: [], skipped: 1 }],
    [{ Status: 'SUBMITTED' }, { records: [], skipped: 1 }],
    [{ Type: 'ACCPAYCREDIT' }, { records: [], skipped: 1 }],
  ])('%j is read as %j', (change, expected) => {
    expect(toCredits([{ ...credit, ...change }])).toMatchObject(expected);
  });
});

describe('money that went back', () => {
  it.each([
    ['of nobody', [payment], { customerIds: [], ofAnybody: false }],
    [
      'of customers, each once',
      ['Invoice', 'CreditNote', 'Prepayment'].map((name) => ({
        PaymentType: 'ARCREDITPAYMENT',
        [name]: { Contact },
      })),
      { customerIds: ['c1'], ofAnybody: false },
    ],
    [
      'of somebody who is not named',
      [{ PaymentType: 'AROVERPAYMENTPAYMENT', Invoice: {} }],
      { customerIds: [], ofAnybody: true },
    ],
  ])('%s', (_name, rows, expected) => {
    expect(toRefunds(rows)).toEqual(expected);
  });
});
