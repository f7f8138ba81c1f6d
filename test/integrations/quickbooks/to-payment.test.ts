import { describe, expect, it } from '@jest/globals';
import { toPayments } from '../../../integrations/quickbooks/to-payment.ts';

const plain = {
  Id: '201',
  SyncToken: '0',
  MetaData: { LastUpdatedTime: '2026-10-20T15:40:09-07:00' },
  CustomerRef: { value: '6', name: 'Harrow Property Trust:Elm Court' },
  TxnDate: '2026-10-20',
  CurrencyRef: { value: 'USD' },
  TotalAmt: 900.0,
  UnappliedAmt: 0,
  PrivateNote: 'cheque',
  LinkedTxn: [],
  Line: [{ Amount: 900, LinkedTxn: [{ TxnId: '105', TxnType: 'Invoice' }] }],
};
const mapped = (change: object) => toPayments([{ ...plain, ...change }]);
const lines = (...links: [type: string, id: string][]) =>
  links.map(([TxnType, TxnId]) => ({ Amount: 1, LinkedTxn: [{ TxnId, TxnType }] }));

describe('a payment of QuickBooks', () => {
  it('tells who paid, when, how much and what for (E4)', () => {
    expect(mapped({}).records).toEqual([
      {
        id: '201',
        booksVersion: 0,
        booksUpdatedAt: new Date('2026-10-20T22:40:09Z'),
        customerId: '6',
        receivedOn: '2026-10-20',
        currency: 'USD',
        totalMinor: 90_000,
        unappliedMinor: 0,
        state: 'live',
        invoiceIds: ['105'],
        creditIds: [],
      },
    ]);
  });

  it.each([
    [{ TotalAmt: 0, PrivateNote: 'Voided' }, 'void'],
    [{ TotalAmt: 0, PrivateNote: 'voided - cheque bounced' }, 'void'],
    [{ TotalAmt: 0, PrivateNote: undefined }, 'live'],
    [{ TotalAmt: 900, PrivateNote: 'Voided' }, 'live'],
  ])('with %j is %s', (change, state) => {
    expect(mapped(change).records[0]?.state).toBe(state);
  });

  it.each([
    [
      'several invoices, each once',
      lines(['Invoice', '1'], ['Invoice', '2'], ['Invoice', '1']),
      ['1', '2'],
      [],
    ],
    [
      'a credit and its invoice',
      lines(['CreditMemo', '301'], ['Invoice', '118']),
      ['118'],
      ['301'],
    ],
    ['other documents', lines(['JournalEntry', '9'], ['Deposit', '8']), [], []],
    ['nothing', [], [], []],
    ['no lines at all', undefined, [], []],
    ['a line without links', [{ Amount: 1 }], [], []],
  ])('applied to %s', (_case, Line, invoiceIds, creditIds) => {
    expect(mapped({ Line }).records[0]).toMatchObject({ invoiceIds, creditIds });
  });

  it('has money on account in its own currency (E7)', () => {
    const yen = { TotalAmt: 1005, UnappliedAmt: 5, CurrencyRef: { value: 'JPY' } };
    expect(mapped(yen).records[0]).toMatchObject({ totalMinor: 1005, unappliedMinor: 5 });
    expect(mapped({ UnappliedAmt: 0.29 }).records[0]).toMatchObject({ unappliedMinor: 29 });
  });

  it.each([
    [{ UnappliedAmt: undefined }, 'quickbooks.record-unreadable'],
    [{ TxnDate: '2026-02-30' }, 'quickbooks.record-unreadable'],
    [{ SyncToken: '' }, 'quickbooks.record-unreadable'],
    [{ Line: 'lots' }, 'quickbooks.record-unreadable'],
    [{ TotalAmt: 'lots' }, 'quickbooks.amount-unreadable'],
  ])('that cannot be read (%j) costs only itself', (change, code) => {
    const { records, unreadable } = toPayments([{ ...plain, ...change, Id: '9' }, plain]);
    expect(records.map((one) => one.id)).toEqual(['201']);
    expect(unreadable).toEqual([{ recordId: '9', code }]);
  });
});
