import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A } from '../../../sandbox/xero/index.ts';
import { envelope, shapes } from './shapes.ts';
import { Books, connect, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
let books: Books;
beforeAll(async () => {
  sandbox = await startOnDayZero();
  books = new Books(sandbox, (await connect(sandbox)).access);
});
afterAll(() => sandbox.close());

describe('shapes of answers, member by member', () => {
  const cases: [string, string, z.ZodType, boolean?][] = [
    ['/Invoices', 'Invoices', shapes.invoiceInList],
    ['/Invoices?page=1', 'Invoices', shapes.invoiceOnPage, true],
    ['/Invoices?summaryOnly=true', 'Invoices', shapes.invoiceSummary, true],
    ['/Invoices/INV-0104', 'Invoices', shapes.invoiceAlone],
    ['/Contacts', 'Contacts', shapes.contactInList],
    ['/Contacts?page=1&includeArchived=true', 'Contacts', shapes.contactFull, true],
    ['/Contacts/CUST-004', 'Contacts', shapes.contactFull],
    ['/ContactGroups', 'ContactGroups', shapes.contactGroup],
    ['/CreditNotes', 'CreditNotes', shapes.creditNote],
    ['/CreditNotes?page=1', 'CreditNotes', shapes.creditNote, true],
    ['/CreditNotes/CN-0012', 'CreditNotes', shapes.creditNote],
    ['/Overpayments', 'Overpayments', shapes.overpayment],
    ['/Prepayments?page=1', 'Prepayments', shapes.prepayment, true],
    ['/Payments', 'Payments', shapes.payment],
    ['/Payments?page=1', 'Payments', shapes.payment, true],
    ['/BatchPayments', 'BatchPayments', shapes.batch],
    ['/Organisation', 'Organisations', shapes.organisation],
    ['/Organisation/Actions', 'Actions', shapes.action],
    ['/Accounts', 'Accounts', shapes.account],
    ['/TaxRates', 'TaxRates', shapes.taxRate],
    ['/Currencies', 'Currencies', shapes.currency],
    ['/BrandingThemes', 'BrandingThemes', shapes.brandingTheme],
    ['/InvoiceReminders/Settings', 'InvoiceReminders', shapes.reminders],
    ['/Invoices/INV-0104/History', 'HistoryRecords', shapes.history],
    ['/Invoices/INV-0104/Attachments', 'Attachments', shapes.attachment],
  ];
  it.each(cases)('GET %s', async (path, wrapper, shape, isPaged = false) => {
    const { status, json } = await books.request(path);
    expect(status).toBe(200);
    expect(envelope(wrapper, shape, isPaged).safeParse(json).error?.issues ?? []).toEqual([]);
    expect(asList(json[wrapper]).length).toBeGreaterThan(0);
  });
});

describe('lists of invoices (facts: Xero 2.6)', () => {
  const ACCREC = encodeURIComponent('Type=="ACCREC"');
  const where = (text: string): string => `/Invoices?where=${encodeURIComponent(text)}`;
  const cases: [string, string, string[]][] = [
    ['Statuses', '/Invoices?Statuses=DRAFT,SUBMITTED', ['INV-0101', 'INV-0102']],
    ['InvoiceNumbers', '/Invoices?InvoiceNumbers=INV-0107,INV-0103', ['INV-0103', 'INV-0107']],
    ['searchTerm in the reference', '/Invoices?searchTerm=7781', ['INV-0107']],
    ['searchTerm in the number', '/Invoices?searchTerm=bill', ['BILL-881']],
    ['createdByMyApp', '/Invoices?createdByMyApp=true', []],
    ['== and AND', where('Status=="AUTHORISED" AND Type=="ACCPAY"'), ['BILL-881']],
    ['&& and >', where('Type=="ACCREC" && AmountDue > 1200'), ['INV-0105', 'INV-0107']],
    [
      '|| and OR',
      where('Status=="DRAFT" OR Status=="VOIDED"||Status=="DELETED"'),
      ['INV-0101', 'INV-0110', 'INV-0111'],
    ],
    ['!=', where('CurrencyCode!="NZD"'), ['INV-0112']],
    [
      'DateTime and <=',
      where('Status=="AUTHORISED" AND DueDate <= DateTime(2026,10,10)'),
      ['INV-0106', 'INV-0107', 'INV-0112'],
    ],
    ['DateTime with zeros', where('Date == DateTime(2026,06,10)'), ['INV-0107']],
    ['nested path and Contains', where('Contact.Name.Contains("Mill")'), ['INV-0113']],
    [
      'StartsWith and brackets',
      where('(Reference.StartsWith("PO 77") OR Reference.EndsWith("4410")) AND AmountPaid==0'),
      ['INV-0107'],
    ],
    ['null', where('ExpectedPaymentDate != null'), ['INV-0107']],
    [
      'boolean',
      where('SentToContact == true AND AmountCredited > 0 AND Status == "AUTHORISED"'),
      ['INV-0106', 'INV-0114'],
    ],
    [
      'order',
      `/Invoices?Statuses=AUTHORISED&where=${ACCREC}&order=DueDate%20DESC&page=1&pageSize=2`,
      ['INV-0103', 'INV-0115'],
    ],
    [
      'order by two',
      '/Invoices?InvoiceNumbers=INV-0103,INV-0114,INV-0115&order=Total%20DESC,InvoiceNumber%20DESC',
      ['INV-0114', 'INV-0103', 'INV-0115'],
    ],
  ];
  it.each(cases)('%s', async (_case, path, numbers) => {
    expect(await books.column(path, 'InvoiceNumber')).toEqual(numbers);
  });

  it('filters by ids of invoices and contacts, and by Guid', async () => {
    const id = await books.idOf('INV-0105');
    expect(await books.column(`/Invoices?IDs=${id}`, 'InvoiceNumber')).toEqual(['INV-0105']);
    expect(await books.column(where(`InvoiceID==Guid("${id}")`), 'InvoiceNumber')).toEqual([
      'INV-0105',
    ]);
    const contact = asText(at(await books.one('/Invoices/INV-0113'), 'Contact', 'ContactID'));
    expect(await books.column(`/Invoices?ContactIDs=${contact}`, 'InvoiceNumber')).toEqual([
      'INV-0113',
    ]);
    const byContact = where(`Contact.ContactID==Guid("${contact}")`);
    expect(await books.column(byContact, 'InvoiceNumber')).toEqual(['INV-0113']);
  });

  it.each([
    'Nope=="x"',
    'Status=="DRAFT',
    'Status==',
    'Status=="DRAFT" Type=="ACCREC"',
    'Status.Upsidedown("x")',
    '#',
  ])('answers QueryParseException to %s', async (text) => {
    const { status, json } = await books.request(where(text));
    expect([status, json['ErrorNumber'], json['Type']]).toEqual([400, 16, 'QueryParseException']);
  });

  it('pages to the end without doubling or losing one', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 4; page += 1) {
      const { json } = await books.request(`/Invoices?page=${page}&pageSize=5&order=InvoiceID`);
      expect(json['pagination']).toEqual({ page, pageSize: 5, pageCount: 4, itemCount: 17 });
      seen.push(...asList(json['Invoices']).map((one) => asText(one['InvoiceNumber'])));
    }
    expect(new Set(seen).size).toBe(17);
    expect((await books.records('/Invoices?page=5&pageSize=5')).length).toBe(0);
  });

  it.each(['page=0', 'page=x', 'page=1&pageSize=1001', 'page=1&pageSize=0'])(
    'refuses %s',
    async (query) => {
      const { status, json } = await books.request(`/Invoices?${query}`);
      expect(status).toBe(400);
      expect(shapes.validation.safeParse(json).success).toBe(true);
    },
  );

  it('says 100 to a page that names no size and shows unit amounts with two or four decimals', async () => {
    const { json } = await books.request('/Invoices?page=1');
    expect(at(json, 'pagination', 'pageSize')).toBe(100);
    const unit = async (path: string) =>
      asList((await books.one(path))['LineItems'])[0]?.['UnitAmount'];
    expect(await unit('/Invoices/INV-0115')).toBe(33.33);
    expect(await unit('/Invoices/INV-0115?unitdp=4')).toBe(33.3333);
  });

  it('refuses to scan more than 100,000 records without a filter', async () => {
    await sandbox.admin.setKnobs({ unfilteredMost: 10 });
    expect((await books.request('/Invoices')).status).toBe(400);
    expect((await books.request(where('Status=="PAID"'))).status).toBe(200);
    expect((await books.request('/Invoices?page=1')).status).toBe(200);
    await sandbox.admin.resetKnobs();
    await sandbox.admin.setKnobs({ limits: false });
  });
});

describe('If-Modified-Since (facts: Xero 2.6)', () => {
  const stamp = async (): Promise<number> => {
    const { UpdatedDateUTC: text } = await books.one('/Invoices/INV-0105');
    return Number(/\d+/.exec(asText(text))?.[0]);
  };
  const forms: [string, (ms: number) => string][] = [
    ['ISO without a zone', (ms) => new Date(ms).toISOString().slice(0, 19)],
    ['ISO with milliseconds, as xero-node sends', (ms) => new Date(ms).toISOString()],
    ['RFC 7231', (ms) => new Date(ms).toUTCString()],
  ];
  it.each(forms)(
    'is read as %s, in whole seconds, and includes its own second',
    async (_form, print) => {
      const ms = await stamp();
      const asked = (when: number) =>
        books.column('/Invoices?InvoiceNumbers=INV-0105', 'InvoiceNumber', {
          'if-modified-since': print(when),
        });
      expect(await asked(ms)).toEqual(['INV-0105']);
      expect(await asked(ms + 1000)).toEqual([]);
    },
  );

  it('excludes its own second when the knob says so, and is 412 when it cannot be read', async () => {
    await sandbox.admin.setKnobs({ modifiedSince: 'exclusive' });
    const since = { 'if-modified-since': new Date(await stamp()).toISOString() };
    expect(await books.column('/Invoices?InvoiceNumbers=INV-0105', 'InvoiceNumber', since)).toEqual(
      [],
    );
    await sandbox.admin.setKnobs({ modifiedSince: 'inclusive' });
    const { status } = await books.request('/Invoices', {
      headers: { 'if-modified-since': 'soon' },
    });
    expect(status).toBe(412);
  });

  it('leaves out what is void or deleted when the knob says so', async () => {
    const since = { 'if-modified-since': '2020-01-01T00:00:00' };
    const gone = () => books.column('/Invoices?Statuses=VOIDED,DELETED', 'InvoiceNumber', since);
    expect(await gone()).toEqual(['INV-0110', 'INV-0111']);
    await sandbox.admin.setKnobs({ deltaShowsGone: false });
    expect(await gone()).toEqual([]);
    await sandbox.admin.setKnobs({ deltaShowsGone: true });
  });
});

describe('contacts (facts: Xero 3.2)', () => {
  it('hides archived ones unless asked, and shows where a merged one went', async () => {
    const names = await books.column('/Contacts', 'Name');
    expect(names).not.toContain('Sunset Antiques');
    const all = await books.records('/Contacts?includeArchived=true&page=1');
    const merged = all.find((one) => one['Name'] === 'Portside Freight (old)');
    const portside = all.find((one) => one['Name'] === 'Portside Freight');
    expect(merged).toMatchObject({
      ContactStatus: 'ARCHIVED',
      MergedToContactID: portside?.['ContactID'],
    });
  });

  it.each([
    ['searchTerm', '/Contacts?searchTerm=CUST-004', ['Portside Freight']],
    [
      'where',
      `/Contacts?where=${encodeURIComponent('EmailAddress=="ap@summit.example"')}`,
      ['Summit Dental'],
    ],
    ['order', '/Contacts?order=Name%20DESC&page=1&pageSize=1', ['Valley Power']],
  ])('finds by %s', async (_how, path, names) => {
    expect(await books.column(path, 'Name')).toEqual(names);
  });

  it('shows a group with its contacts', async () => {
    const [group] = await books.records('/ContactGroups');
    const full = await books.one(`/ContactGroups/${asText(group?.['ContactGroupID'])}`);
    expect(asList(full['Contacts']).map((one) => one['Name'])).toEqual(['Portside Freight']);
  });

  it('adds balances up, less open credit', async () => {
    const [ridge] = await books.records(
      `/Contacts?page=1&where=${encodeURIComponent('Name=="Ridge Outdoor Supplies"')}`,
    );
    expect(at(ridge, 'Balances', 'AccountsReceivable')).toEqual({
      Outstanding: 1385,
      Overdue: 1500,
    });
  });
});

describe('one record', () => {
  it.each([
    '/Invoices/INV-9999',
    '/Invoices/00000000-0000-4000-8000-000000000000',
    '/Contacts/nobody',
    '/Payments/x',
    '/Nothing',
  ])('is 404 as plain text: %s', async (path) => {
    const { status, headers, text } = await books.request(path);
    expect([status, headers.get('content-type'), text]).toEqual([
      404,
      'text/plain; charset=utf-8',
      "The resource you're looking for cannot be found",
    ]);
  });

  it('comes as PDF when that is what is accepted, or by its own path', async () => {
    for (const [path, accept] of [
      ['/Invoices/INV-0107', 'application/pdf'],
      ['/Invoices/INV-0107/pdf', '*/*'],
    ] as const) {
      const headers = {
        authorization: `Bearer ${books.access}`,
        'xero-tenant-id': TENANT_A,
        accept,
      };
      const response = await fetch(books.base + path, { headers });
      expect(response.headers.get('content-type')).toBe('application/pdf');
      const file = Buffer.from(await response.arrayBuffer()).toString('latin1');
      expect(file).toMatch(/^%PDF-/);
      expect(file).toContain('(Invoice INV-0107)');
    }
  });

  it('takes a GET with a JSON body, as xero-node sends it', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${books.access}`,
        'xero-tenant-id': TENANT_A,
        accept: 'application/json',
        'content-type': 'application/json',
        'content-length': 2,
      };
      const call = request(`${books.base}/Organisation`, { method: 'GET', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject);
      call.end('{}');
    });
    expect(status).toBe(200);
  });

  it('answers in XML to those who do not ask for JSON', async () => {
    const { headers, text } = await books.request('/Organisation', { headers: { accept: '*/*' } });
    expect(headers.get('content-type')).toContain('xml');
    expect(text).toContain('<Organisations><Organisation><Name>Harbourline Demo Ltd</Name>');
  });
});
