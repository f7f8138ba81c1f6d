import { describe, expect, it } from '@jest/globals';
import { toInvoices } from '../../../integrations/xero/to-invoice.ts';

/** As in the facts (Xero 3.1), cut to what we read. */
const api = {
  Type: 'ACCREC',
  InvoiceID: '243216c5-369e-4056-ac67-05388f86dc81',
  InvoiceNumber: 'INV-0105',
  Reference: 'PO 4410',
  AmountDue: 1500,
  AmountPaid: 800,
  SentToContact: true,
  Contact: { ContactID: '025867f1-d741-4d6b-b1af-9ac774b59ba7', Name: 'Ridge Outdoor Supplies' },
  DateString: '2026-10-01T00:00:00',
  Date: '/Date(1790812800000+0000)/',
  DueDateString: '2026-10-28T00:00:00',
  Status: 'AUTHORISED',
  Total: 2300,
  UpdatedDateUTC: '/Date(1793322000123+0000)/',
  CurrencyCode: 'NZD',
};
const mapped = (change: object) => toInvoices([{ ...api, ...change }]);

describe('an invoice', () => {
  it('is read in Dunlin’s words; its reference is what customers quote (BJ-10)', () => {
    expect(mapped({}).records).toEqual([
      {
        id: api.InvoiceID,
        booksVersion: 1_793_322_000_123,
        booksUpdatedAt: new Date(1_793_322_000_123),
        booksCreatedAt: new Date('2026-10-01T00:00:00Z'),
        number: 'INV-0105',
        customerId: api.Contact.ContactID,
        documentOn: '2026-10-01',
        dueOn: '2026-10-28',
        currency: 'NZD',
        totalMinor: 230_000,
        openMinor: 150_000,
        state: 'open',
        termId: null,
        termsOfCustomer: true,
        expectedOn: null,
        memoOnInvoice: 'PO 4410',
        memoOnStatement: '',
        email: null,
        sentState: 'sent',
        customFields: {},
      },
    ]);
  });

  it.each([
    [{ ExpectedPaymentDate: '/Date(1796083200000+0000)/' }, '2026-12-01'],
    [{ ExpectedPaymentDate: '/Date(0+0000)/' }, null],
    [{}, null],
  ])('with %j is expected to be paid on %s', (change, expectedOn) => {
    expect(mapped(change).records[0]?.expectedOn).toBe(expectedOn);
  });

  it.each([
    ['AUTHORISED', { AmountDue: 1 }, 'open'],
    ['AUTHORISED', { AmountDue: 0 }, 'paid'],
    ['PAID', { AmountDue: 0 }, 'paid'],
    ['VOIDED', { AmountDue: 0 }, 'void'],
  ])('of status %s with %j is %s (E13)', (Status, change, state) => {
    expect(mapped({ Status, ...change }).records[0]?.state).toBe(state);
  });

  it.each([
    ['a draft', { Status: 'DRAFT' }],
    ['one that waits for approval', { Status: 'SUBMITTED' }],
    ['of a status that we do not know', { Status: 'PARKED' }],
    ['a bill', { Type: 'ACCPAY' }],
  ])('%s is nothing to us (E13)', (_name, change) => {
    expect(mapped(change)).toMatchObject({ records: [], skipped: 1, unreadable: [], deleted: [] });
  });

  it('that was deleted is told by its id (E12)', () => {
    expect(mapped({ Status: 'DELETED' })).toMatchObject({ records: [], deleted: [api.InvoiceID] });
  });

  it.each([
    [{ SentToContact: undefined }, { sentState: 'not-set' }],
    [
      { Reference: undefined, InvoiceNumber: '' },
      { memoOnInvoice: '', number: null },
    ],
    [{ DueDateString: undefined }, { dueOn: null }],
    [
      { Total: '2300.50', AmountDue: '0.10' },
      { totalMinor: 230_050, openMinor: 10 },
    ],
    [
      { CurrencyCode: 'JPY', Total: 2300, AmountDue: 5 },
      { totalMinor: 2300, openMinor: 5 },
    ],
    [{ Contact: undefined }, { customerId: null }],
  ])('%j is read as %j', (change, expected) => {
    expect(mapped(change).records[0]).toMatchObject(expected);
  });

  it('counts as entered on its day, never after its last change: an old one that was edited is not new (UF-18)', () => {
    const early = { DateString: '2026-12-24T00:00:00' };
    expect(mapped(early).records[0]?.booksCreatedAt).toEqual(new Date(1_793_322_000_123));
  });

  it.each([
    ['an amount that is none', { Total: 'many' }, 'xero.amount-unreadable'],
    ['no amount', { AmountDue: null }, 'xero.record-unreadable'],
    ['no day', { DateString: null, Date: null }, 'xero.record-unreadable'],
    ['a stamp that is none', { UpdatedDateUTC: 'x' }, 'xero.record-unreadable'],
  ])('with %s costs itself only', (_name, change, code) => {
    const { records, unreadable } = toInvoices([{ ...api, ...change }, api]);
    expect(records).toHaveLength(1);
    expect(unreadable).toEqual([{ recordId: api.InvoiceID, code }]);
  });
});
