import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asText } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { startSandboxXero, TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

describe('sample data (facts: Xero 9.3)', () => {
  const rows: [
    string,
    string,
    string,
    string,
    string,
    number,
    number,
    number,
    number,
    boolean | undefined,
  ][] = [
    ['INV-0101', 'Kererū Cafe', '2026-11-16', '2026-11-23', 'DRAFT', 115, 0, 0, 115, undefined],
    [
      'INV-0102',
      'Summit Dental',
      '2026-11-10',
      '2026-12-10',
      'SUBMITTED',
      230,
      0,
      0,
      230,
      undefined,
    ],
    [
      'INV-0103',
      'Portside Freight',
      '2026-11-02',
      '2026-12-20',
      'AUTHORISED',
      1150,
      0,
      0,
      1150,
      false,
    ],
    ['INV-0104', 'Kererū Cafe', '2026-11-04', '2026-11-11', 'AUTHORISED', 460, 0, 0, 460, true],
    [
      'INV-0105',
      'Ridge Outdoor Supplies',
      '2026-10-01',
      '2026-10-28',
      'AUTHORISED',
      2300,
      800,
      0,
      1500,
      true,
    ],
    ['INV-0106', 'Summit Dental', '2026-09-15', '2026-10-10', 'AUTHORISED', 575, 0, 115, 460, true],
    [
      'INV-0107',
      'Portside Freight',
      '2026-06-10',
      '2026-07-20',
      'AUTHORISED',
      3450,
      0,
      0,
      3450,
      true,
    ],
    ['INV-0108', 'Kererū Cafe', '2026-10-20', '2026-10-27', 'PAID', 115, 115, 0, 0, true],
    ['INV-0109', 'Summit Dental', '2026-10-02', '2026-11-10', 'PAID', 230, 230, 0, 0, true],
    [
      'INV-0110',
      'Ridge Outdoor Supplies',
      '2026-08-01',
      '2026-08-28',
      'VOIDED',
      690,
      0,
      0,
      0,
      false,
    ],
    [
      'INV-0111',
      'Ridge Outdoor Supplies',
      '2026-08-03',
      '2026-08-28',
      'DELETED',
      57.5,
      0,
      0,
      0,
      undefined,
    ],
    [
      'INV-0112',
      'Austral Retail Group',
      '2026-08-20',
      '2026-09-30',
      'AUTHORISED',
      1100,
      0,
      0,
      1100,
      true,
    ],
    [
      'INV-0113',
      'Old Mill Joinery',
      '2026-10-16',
      '2026-11-16',
      'AUTHORISED',
      345,
      0,
      0,
      345,
      false,
    ],
    [
      'INV-0114',
      'Portside Freight',
      '2026-10-05',
      '2026-11-20',
      'AUTHORISED',
      1150,
      0,
      500,
      650,
      true,
    ],
    [
      'INV-0115',
      'Ridge Outdoor Supplies',
      '2026-11-01',
      '2026-11-28',
      'AUTHORISED',
      115,
      0,
      0,
      115,
      false,
    ],
    ['INV-0116', 'Portside Freight', '2026-09-01', '2026-10-20', 'PAID', 300, 0, 300, 0, true],
    [
      'BILL-881',
      'Valley Power',
      '2026-10-15',
      '2026-11-15',
      'AUTHORISED',
      230,
      0,
      0,
      230,
      undefined,
    ],
  ];
  it.each(rows)('%s of %s', async (...row) => {
    const [number, name, date, due, Status, Total, AmountPaid, AmountCredited, AmountDue, sent] =
      row;
    const { invoice } = await sandbox.admin.readInvoice({ tenantId: TENANT_A, id: number });
    expect(invoice).toMatchObject({
      Contact: { Name: name },
      DateString: `${date}T00:00:00`,
      DueDateString: `${due}T00:00:00`,
      ...{ Status, Total, AmountPaid, AmountCredited, AmountDue },
    });
    expect(invoice?.['SentToContact']).toBe(sent);
  });

  const credits: [string, string, number, number][] = [
    ['CN-0011', 'PAID', 115, 0],
    ['CN-0012', 'AUTHORISED', 230, 230],
    ['CN-0013', 'AUTHORISED', 100, 50],
    ['CN-0014', 'DRAFT', 57.5, 57.5],
  ];
  it.each(credits)('%s', async (number, Status, Total, RemainingCredit) => {
    const { credit } = await sandbox.admin.readCredit({ tenantId: TENANT_A, id: number });
    expect(credit).toMatchObject({ Status, Total, RemainingCredit });
  });

  it('adds up to the sums of the facts', async () => {
    const books = await openBooks(sandbox);
    const all = await books.records('/Invoices?Statuses=AUTHORISED');
    const due = (tests: (one: JsonObject) => boolean): number =>
      all
        .filter((one) => one['Type'] === 'ACCREC' && tests(one))
        .reduce((sum, one) => sum + Number(one['AmountDue']), 0);
    const isLate = (one: JsonObject): boolean => asText(one['DueDateString']) < '2026-11-16';
    const isNzd = (one: JsonObject): boolean => one['CurrencyCode'] === 'NZD';
    expect([due(isNzd), due((one) => !isNzd(one))]).toEqual([8130, 1100]);
    expect([
      due((one) => isNzd(one) && isLate(one)),
      due((one) => !isNzd(one) && isLate(one)),
    ]).toEqual([5870, 1100]);
    let unapplied = 0;
    for (const path of ['/CreditNotes', '/Overpayments', '/Prepayments'])
      for (const one of await books.records(path))
        if (one['Status'] === 'AUTHORISED') unapplied += Number(one['RemainingCredit']);
    expect(unapplied).toBe(300);
  });

  it('has the batch, the bounced payment, the deposit and the refund', async () => {
    const books = await openBooks(sandbox);
    expect(await books.one('/BatchPayments')).toMatchObject({ Type: 'RECBATCH', TotalAmount: 345 });
    const payments = await books.records('/Payments');
    expect(payments.filter(({ Status }) => Status === 'DELETED')).toMatchObject([{ Amount: 460 }]);
    expect(payments.filter(({ PaymentType }) => PaymentType === 'ARCREDITPAYMENT')).toMatchObject([
      { Amount: 50, Invoice: { Type: 'ACCRECCREDIT', InvoiceNumber: 'CN-0013' } },
    ]);
    expect(await books.one('/Prepayments')).toMatchObject({
      Total: 500,
      SubTotal: 434.78,
      TotalTax: 65.22,
      RemainingCredit: 0,
    });
    expect(await books.column('/Invoices/INV-0107/Attachments', 'FileName')).toHaveLength(10);
    expect(
      (await books.records('/Invoices/INV-0104/History')).map(({ Changes }) => Changes),
    ).toEqual(['Note', 'Approved', 'Created']);
  });

  it('has organisations with their own zone, terms and reminders', async () => {
    const inA = await openBooks(sandbox);
    const inB = await openBooks(sandbox, TENANT_B);
    expect(await inA.one('/Organisation')).toMatchObject({
      ShortCode: '!hL7q2',
      Timezone: 'NEWZEALANDSTANDARDTIME',
      IsDemoCompany: true,
      PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } },
      PeriodLockDate: '/Date(1774915200000+0000)/',
    });
    expect(await inB.one('/Organisation')).toMatchObject({ BaseCurrency: 'GBP', PaymentTerms: {} });
    expect(await inA.one('/InvoiceReminders/Settings')).toEqual({ Enabled: false });
    expect(await inB.one('/InvoiceReminders/Settings')).toEqual({ Enabled: true });
  });

  it('moves with day zero', async () => {
    const later = await startSandboxXero({ dayZero: '2027-01-16' });
    const { invoice } = await later.admin.readInvoice({ tenantId: TENANT_A, id: 'INV-0113' });
    expect(invoice).toMatchObject({ DueDateString: '2027-01-16T00:00:00' });
    await later.close();
  });
});

describe('terms (facts: Xero 3.3)', () => {
  const cases: [string, string, string][] = [
    ['Kererū Cafe', '2026-02-25', '2026-03-04'],
    ['Summit Dental', '2026-11-02', '2026-12-10'],
    ['Ridge Outdoor Supplies', '2026-11-03', '2026-11-28'],
    ['Portside Freight', '2026-11-30', '2026-12-20'],
    ['Austral Retail Group', '2026-08-20', '2026-09-30'],
    ['Old Mill Joinery', '2026-12-31', '2027-01-20'],
  ];
  it.each(cases)('%s owes what is dated %s by %s', async (contactId, date, due) => {
    await sandbox.admin.editOrganisation({ tenantId: TENANT_A, changes: { PeriodLockDate: '' } });
    const made = await sandbox.admin.createInvoice({
      tenantId: TENANT_A,
      contactId,
      amount: 10,
      date,
    });
    expect(made).toMatchObject({ DueDateString: `${due}T00:00:00` });
  });
});
