import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asText } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { startSandboxXero, TENANT_A, TENANT_B, TENANT_C } from '../../../sandbox/xero/index.ts';
import type { Answer } from './support.ts';
import { Books, call, connect, openBooks, refresh, startOnDayZero } from './support.ts';

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
  it.each(rows)(
    '%s of %s',
    async (number, name, date, due, Status, Total, AmountPaid, AmountCredited, AmountDue, sent) => {
      const { invoice } = await sandbox.admin.readInvoice({ tenantId: TENANT_A, id: number });
      expect(invoice).toMatchObject({
        Contact: { Name: name },
        DateString: `${date}T00:00:00`,
        DueDateString: `${due}T00:00:00`,
        ...{ Status, Total, AmountPaid, AmountCredited, AmountDue },
      });
      expect(invoice?.['SentToContact']).toBe(sent);
    },
  );

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

describe('a generated organisation', () => {
  const generate = { invoices: 1500, contacts: 40 };

  it('is the same for the same numbers, and its sums hold', async () => {
    const dumps: JsonObject[][] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const bulk = await startOnDayZero({ generate });
      const { records, total } = await bulk.admin.dump({
        tenantId: TENANT_C,
        table: 'invoices',
        limit: 2000,
      });
      expect(total).toBe(1500);
      dumps.push(records);
      await bulk.close();
    }
    expect(dumps[0]).toEqual(dumps[1]);
    for (const one of dumps[0] ?? []) {
      const due = one['Status'] === 'VOIDED' ? 0 : Number(one['Total']) - Number(one['AmountPaid']);
      expect(Number(one['AmountDue'])).toBeCloseTo(due, 2);
    }
    const paid = (dumps[0] ?? []).filter(({ Status }) => Status === 'PAID').length;
    expect(paid / 1500).toBeGreaterThan(0.3);
  });

  it('is read to the end in pages of a thousand', async () => {
    const bulk = await startOnDayZero({ generate });
    const books = await openBooks(bulk, TENANT_C);
    const sizes: number[] = [];
    for (const page of [1, 2, 3])
      sizes.push(
        (await books.records(`/Invoices?page=${page}&pageSize=1000&order=UpdatedDateUTC`)).length,
      );
    expect(sizes).toEqual([1000, 500, 0]);
    await bulk.close();
  });
});

describe('edits by chance', () => {
  it('are the same for the same seed, keep every sum true and show in a delta unless they are quiet', async () => {
    const books = await openBooks(sandbox);
    const twin = await startOnDayZero();
    await sandbox.admin.advanceClock({ seconds: 10 });
    const input = { tenantId: TENANT_A, count: 150, seed: 7 };
    const { edits, counts } = await sandbox.admin.randomEdits(input);
    expect((await twin.admin.randomEdits(input)).counts).toEqual(counts);
    await twin.close();
    expect(Object.keys(counts).length).toBeGreaterThan(8);
    for (const one of await books.records('/Invoices')) {
      if (['VOIDED', 'DELETED'].includes(asText(one['Status']))) continue;
      const due = Number(one['Total']) - Number(one['AmountPaid']) - Number(one['AmountCredited']);
      expect(Number(one['AmountDue'])).toBeCloseTo(due, 2);
      if (one['Status'] === 'PAID') expect(one['AmountDue']).toBe(0);
    }
    const since = { 'if-modified-since': '2026-11-15T20:00:09' };
    const changed = await books.column('/Invoices', 'InvoiceID', since);
    const loud = edits.filter(({ action }) =>
      ['createInvoice', 'voidInvoice', 'approveInvoice'].includes(action),
    );
    for (const { id } of loud) expect(changed).toContain(id);
  });
});

describe('a restart', () => {
  it('keeps changes, tokens, key, clock, limits and day zero', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-xero-'));
    const dataFile = join(folder, 'state', 'xero.json');
    const first = await startOnDayZero({ dataFile });
    const tokens = await connect(first);
    await first.admin.payInvoice({ tenantId: TENANT_A, id: 'INV-0105', amount: 100 });
    await first.admin.attachFile({
      tenantId: TENANT_A,
      id: 'INV-0103',
      fileName: 'a.txt',
      content: 'aGVsbG8=',
    });
    const keys = (await call(`${first.url}/.well-known/openid-configuration/jwks`)).text;
    await first.close();
    expect(statSync(dataFile).mode & 0o777).toBe(0o600);

    const second = await startSandboxXero({ dataFile, dayZero: '2020-01-01' });
    const books = new Books(second, tokens.access);
    expect(await books.one('/Invoices/INV-0105')).toMatchObject({ AmountPaid: 900 });
    expect((await books.records('/Invoices/INV-0105/History'))[0]).toMatchObject({
      Changes: 'Payment Received',
    });
    expect((await books.request('/Invoices/INV-0103/Attachments/a.txt')).text).toBe('hello');
    expect((await call(`${second.url}/.well-known/openid-configuration/jwks`)).text).toBe(keys);
    expect((await refresh(second, tokens.refresh)).status).toBe(200);
    expect((await second.admin.state()).dayZero).toBe('2026-11-16');
    await second.admin.reset();
    expect(await books.one('/Invoices/INV-0105')).toMatchObject({ AmountPaid: 800 });
    await second.close();
    rmSync(folder, { recursive: true });
  });
});

describe('the pages', () => {
  const number = async (id: string): Promise<string> => {
    const { invoice } = await sandbox.admin.readInvoice({ tenantId: TENANT_A, id });
    return asText(invoice?.['InvoiceID']);
  };
  const press = (path: string, fields: Record<string, string> = {}): Promise<Answer> => {
    const body = new URLSearchParams({ back: `/company/${TENANT_A}?q=&page=1`, ...fields });
    return call(`${sandbox.url}/company/${TENANT_A}/${path}`, { method: 'POST', body });
  };

  it('list organisations, invoices and contacts, search and escape', async () => {
    expect((await call(sandbox.url)).text).toContain('Harbourline Demo Ltd');
    await sandbox.admin.editInvoice({
      tenantId: TENANT_A,
      id: 'INV-0104',
      changes: { Reference: '<script>' },
    });
    const { text } = await call(`${sandbox.url}/company/${TENANT_A}?q=kereru`);
    expect(text).toContain('0 invoices');
    const found = (await call(`${sandbox.url}/company/${TENANT_A}?q=inv-0104`)).text;
    expect(found).toContain('&lt;script&gt;');
    expect((await call(`${sandbox.url}/company/${TENANT_A}/contacts`)).text).toContain(
      'tai@kereru.example (not mailed)',
    );
    expect((await call(`${sandbox.url}/company/nowhere`)).status).toBe(404);
  });

  it.each([
    ['pay', 'INV-0104', {}, { Status: 'PAID' }],
    ['pay-part', 'INV-0104', { amount: '60.50' }, { AmountDue: 399.5 }],
    ['reference', 'INV-0104', { reference: 'PO 1' }, { Reference: 'PO 1' }],
    ['approve', 'INV-0101', {}, { Status: 'AUTHORISED' }],
    ['delete', 'INV-0101', {}, { Status: 'DELETED' }],
    ['void', 'INV-0103', {}, { Status: 'VOIDED' }],
  ])('%s %s and come back', async (action, id, fields, expected) => {
    const { status, headers } = await press(`invoice/${await number(id)}/${action}`, fields);
    expect([status, headers.get('location')]).toEqual([303, `/company/${TENANT_A}?q=&page=1`]);
    expect((await sandbox.admin.readInvoice({ tenantId: TENANT_A, id })).invoice).toMatchObject(
      expected,
    );
  });

  it('say why something could not be done, and go nowhere else', async () => {
    const refused = await press(`invoice/${await number('INV-0104')}/email`);
    expect(decodeURIComponent(refused.headers.get('location') ?? '')).toContain(
      'problem=The+daily+limit',
    );
    const elsewhere = await press(`invoice/${await number('INV-0104')}/pay`, {
      back: '//evil.example',
    });
    expect(elsewhere.headers.get('location')).toBe('/');
  });

  it('change addresses and states of contacts, and disconnect', async () => {
    const { contact } = await sandbox.admin.readContact({
      tenantId: TENANT_A,
      id: 'Summit Dental',
    });
    const path = `contact/${asText(contact?.['ContactID'])}`;
    await press(`${path}/email`, { email: 'z@summit.example' });
    await press(`${path}/archive`);
    const { contact: after } = await sandbox.admin.readContact({
      tenantId: TENANT_A,
      id: 'Summit Dental',
    });
    expect(after).toMatchObject({ EmailAddress: 'z@summit.example', ContactStatus: 'ARCHIVED' });
    await connect(sandbox);
    await press('disconnect');
    expect((await sandbox.admin.connections()).connections).toEqual([]);
  });
});

describe('the admin API over HTTP', () => {
  const post = (action: string, body: object): Promise<Answer> =>
    call(`${sandbox.url}/admin/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it.each([
    ['voidInvoice', { tenantId: TENANT_A, id: 'INV-0103' }, 200],
    ['voidInvoice', { tenantId: TENANT_A, id: 'INV-0108' }, 400],
    ['voidInvoice', { tenantId: 'nobody', id: '1' }, 404],
    ['voidInvoice', { id: '1' }, 400],
    ['setKnobs', { nonsense: 1 }, 400],
    ['nonsense', {}, 404],
  ])('%s %j is %i', async (action, body, status) => {
    expect((await post(action, body)).status).toBe(status);
  });
});
