import { describe, expect, it } from '@jest/globals';
import { toInvoices } from '../../../integrations/quickbooks/to-invoice.ts';

const plain = {
  Id: '105',
  SyncToken: '3',
  MetaData: {
    CreateTime: '2026-09-28T10:02:11-07:00',
    LastUpdatedTime: '2026-10-20T15:40:09-07:00',
  },
  TxnDate: '2026-09-28',
  DueDate: '2026-10-28',
  TotalAmt: 2400.0,
  Balance: 1500.0,
  CurrencyRef: { value: 'USD' },
  CustomerRef: { value: '6' },
  somethingNew: { nobody: 'knows' },
};
const mapped = (change: object) => toInvoices([{ ...plain, ...change }]);

describe('an invoice of QuickBooks', () => {
  it('keeps days as days and instants in UTC', () => {
    expect(mapped({}).records[0]).toMatchObject({
      documentOn: '2026-09-28',
      dueOn: '2026-10-28',
      booksVersion: 3,
      booksUpdatedAt: new Date('2026-10-20T22:40:09Z'),
      booksCreatedAt: new Date('2026-09-28T17:02:11Z'),
    });
  });

  it('has null or an empty text for what the books left out (E20, E23)', () => {
    const bare = { CustomerRef: undefined, DueDate: undefined, CurrencyRef: undefined };
    expect(mapped(bare).records[0]).toMatchObject({
      number: null,
      customerId: null,
      dueOn: null,
      currency: null,
      termId: null,
      termsOfCustomer: false,
      expectedOn: null,
      email: null,
      memoOnInvoice: '',
      memoOnStatement: '',
      sentState: 'not-set',
      customFields: {},
    });
    expect(mapped({ CustomerMemo: {}, BillEmail: {}, DueDate: null }).records).toHaveLength(1);
  });

  it.each([
    [19.99, 'USD', 1999],
    [0.29, 'USD', 29],
    [1.1, 'USD', 110],
    [8.41, 'USD', 841],
    [1005, 'JPY', 1005],
    [1.005, 'KWD', 1005],
    [90071992547409.9, 'USD', 9007199254740990],
    ['100.0', 'EUR', 10000],
  ])('reads %s %s as %i without float arithmetic (E7)', (TotalAmt, value, minor) => {
    const [invoice] = mapped({ TotalAmt, CurrencyRef: { value } }).records;
    expect(invoice?.totalMinor).toBe(minor);
  });

  it.each([
    [100, 40, '', 'open'],
    [100, 0, '', 'paid'],
    [0, 0, '', 'paid'],
    [0, 0, 'Voided', 'void'],
    [0, 0, 'voided - site manager asked', 'void'],
    [0, 0, 'Voidedness', 'paid'],
    [0, 0, 'not Voided', 'paid'],
    [100, 100, 'Voided', 'open'],
  ])('of %d with %d open and the note "%s" is %s', (TotalAmt, Balance, PrivateNote, state) => {
    expect(mapped({ TotalAmt, Balance, PrivateNote }).records[0]?.state).toBe(state);
  });

  it.each([
    ['NeedToSend', 'need-to-send'],
    ['EmailSent', 'sent'],
    ['NotSet', 'not-set'],
    ['constructor', 'not-set'],
    [undefined, 'not-set'],
  ])('with e-mail status %s is %s', (EmailStatus, sentState) => {
    expect(mapped({ EmailStatus }).records[0]?.sentState).toBe(sentState);
  });

  it('keeps several addresses as typed (E31)', () => {
    const BillEmail = { Address: ' a@x.example,b@x.example ' };
    expect(mapped({ BillEmail }).records[0]?.email).toBe('a@x.example,b@x.example');
  });

  it.each([
    [{ TxnDate: undefined }, 'quickbooks.record-unreadable'],
    [{ DueDate: '2026-02-30' }, 'quickbooks.record-unreadable'],
    [{ SyncToken: 'x' }, 'quickbooks.record-unreadable'],
    [{ MetaData: { LastUpdatedTime: null } }, 'quickbooks.record-unreadable'],
    [{ Balance: null }, 'quickbooks.record-unreadable'],
    [{ TotalAmt: 1e21 }, 'quickbooks.amount-unreadable'],
    [{ TotalAmt: 'lots' }, 'quickbooks.amount-unreadable'],
  ])('that cannot be read (%j) costs only itself', (change, code) => {
    const { records, unreadable } = toInvoices([{ ...plain, ...change, Id: '9' }, plain, null]);
    expect(records.map((one) => one.id)).toEqual(['105']);
    expect(unreadable).toEqual([
      { recordId: '9', code },
      { recordId: '', code: 'quickbooks.record-unreadable' },
    ]);
  });
});
