import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_C } from '../../../sandbox/quickbooks/index.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { Books } from './support.ts';
import { faultCode, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
let books: Books;
beforeAll(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterAll(() => sandbox.close());

describe('a query selects', () => {
  it.each([
    ["select * from Invoice where Id in ('101','105') orderby Id", ['101', '105']],
    [
      "SELECT * FROM invoice WHERE Balance > '1000' AND DueDate < '2026-11-01' ORDER BY Id DESC",
      ['107', '106', '105'],
    ],
    ["select * from Invoice where CustomerRef = '11' orderby Id", ['112', '113']],
    ["select * from Invoice where DocNumber = '1001' orderby Id", ['101', '117']],
    [
      "select * from Invoice where MetaData.LastUpdatedTime > '2026-11-10T00:00:00-08:00' orderby MetaData.LastUpdatedTime",
      ['117', '116', '104'],
    ],
    ["select * from Customer where DisplayName = 'O\\'Dell Dental Group'", ['3']],
    ["select * from Customer where DisplayName like '%Lane%'", ['7']],
    ["select * from Customer where PrimaryEmailAddr = 'ap@birchline.example'", ['1']],
    ['select * from Customer where Active = false', ['10']],
    [
      "select * from Customer where Active in (true,false) and Id >= '9' orderby Id",
      ['9', '10', '11', '12', '13'],
    ],
    ['select * from Term where Active in (true, false) orderby Id desc maxresults 1', ['8']],
    ['select * from Invoice orderby Id startposition 3 maxresults 2', ['103', '104']],
    ['select * from Invoice orderby Id maxresults 2 startposition 3', ['103', '104']],
    ["select * from CreditMemo where Balance > '0'", ['302']],
    [
      "select * from attachable where AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = '105'",
      ['5000000000000000014'],
    ],
    [
      "select * from attachable where AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = '5'",
      [],
    ],
  ])('%s', async (statement, ids) => {
    expect(await books.ids(statement)).toEqual(ids);
  });

  it('without an order: newest id first for documents, names by name', async () => {
    expect((await books.ids('select * from Invoice')).slice(0, 2)).toEqual(['122', '121']);
    expect((await books.ids('select * from Customer')).slice(0, 3)).toEqual(['1', '2', '5']);
  });

  it('without inactive names unless Active is asked for', async () => {
    expect(await books.ids('select * from Customer')).not.toContain('10');
    expect(await books.ids('select * from Term')).not.toContain('8');
  });

  it('only the fields that were named', async () => {
    const { json } = await books.query("select Id, DocNumber from Invoice where Id = '101'");
    expect(at(json, 'QueryResponse', 'Invoice')).toEqual([
      { domain: 'QBO', sparse: true, Id: '101', DocNumber: '1001' },
    ]);
  });

  it('a count, an empty object for no rows, and a hundred rows by default', async () => {
    expect((await books.query('select count(*) from Invoice')).json['QueryResponse']).toEqual({
      totalCount: 20,
    });
    expect(
      (await books.query("select * from Invoice where Id = '9'")).json['QueryResponse'],
    ).toEqual({});
    expect((await books.query('select * from Vendor')).json['QueryResponse']).toEqual({});
    const bulk = await openBooks(sandbox, REALM_C);
    expect(await bulk.ids('select * from Invoice')).toHaveLength(100);
  });

  it('every row once when paged by id', async () => {
    const bulk = await openBooks(sandbox, REALM_C);
    const seen = new Set<string>();
    for (let start = 1; start <= 3001; start += 1000) {
      const ids = await bulk.ids(
        `select * from Invoice orderby Id startposition ${start} maxresults 1000`,
      );
      for (const id of ids) seen.add(id);
    }
    expect(seen.size).toBe(2500);
  });

  it('by POST with the statement as body', async () => {
    const headers = { 'content-type': 'application/text' };
    const body = "select * from Invoice where Id = '101'";
    const { json } = await books.request('/query', { method: 'POST', headers, body });
    expect(asList(at(json, 'QueryResponse', 'Invoice'))).toHaveLength(1);
  });
});

describe('a query is refused', () => {
  it.each([
    ['4000', 'selekt * from Invoice'],
    ['4000', 'select * from Invoice where'],
    ['4000', 'select * from Invoice where Id = 101 or Id = 102'],
    ['4000', 'select * from Customer where DisplayName = Birchline'],
    ['4000', "select * from Invoice where Id != '101'"],
    ['4000', 'select * from Invoice group by CustomerRef'],
    ['4000', "select * from Invoice where DocNumber = '100"],
    ['4001', 'select * from Custmoer'],
    ['4001', "select * from Invoice where PrivateNote = 'x'"],
    ['4001', "select * from Invoice where EmailStatus = 'NotSet'"],
    ['4001', "select * from Invoice where Colour = 'red'"],
    ['4001', 'select Colour from Invoice'],
    ['4001', 'select * from Invoice startposition 0'],
    ['4001', 'select * from Invoice maxresults 1001'],
    ['4001', "select * from Invoice where MetaData.LastUpdatedTime > 'yesterday'"],
    ['2020', ''],
  ])('with %s: %s', async (code, statement) => {
    const answer = await books.query(statement);
    expect([answer.status, faultCode(answer)]).toEqual([400, code]);
  });

  it('in the words of QuickBooks', async () => {
    const { json } = await books.query('select * from Custmoer');
    expect(asList(at(json, 'Fault', 'Error'))[0]).toMatchObject({
      Message: 'Invalid query',
      Detail: 'QueryValidationError: invalid context declaration: Custmoer',
    });
    expect(at(json, 'Fault', 'type')).toBe('ValidationFault');
  });
});

describe('every answer', () => {
  it('carries the headers of facts 2.1 and a time with milliseconds and Pacific offset', async () => {
    const { headers, json } = await books.request('/invoice/101');
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
    for (const name of ['intuit_tid', 'qbo-version', 'service-time', 'x-spanid'])
      expect(headers.get(name)).toBeTruthy();
    expect(asText(json['time'])).toMatch(/^2026-11-16T09:\d\d:\d\d\.\d{3}-08:00$/);
    expect(at(json, 'Invoice', 'MetaData', 'CreateTime')).toBe('2026-10-02T10:02:11-07:00');
  });

  it('prints amounts as numbers with two decimals, zero as 0', async () => {
    const { text } = await books.request('/invoice/105');
    expect(text).toContain('"TotalAmt":2400.00');
    expect((await books.request('/invoice/109')).text).toContain('"Balance":0,');
  });

  it('is XML when JSON was not asked for', async () => {
    const { text, headers } = await books.request('/invoice/101', { headers: { accept: '*/*' } });
    expect(headers.get('content-type')).toContain('application/xml');
    expect(text).toContain('<DocNumber>1001</DocNumber>');
  });

  it.each(['', '?minorversion=4', '?minorversion=75', '?minorversion=99'])(
    'is the same for minor version "%s"',
    async (version) => {
      expect((await books.request(`/invoice/101${version}`)).json['Invoice']).toEqual(
        await books.invoice('101'),
      );
    },
  );
});

describe('a read', () => {
  it.each([
    ['/invoice/111', '610'],
    ['/invoice/99999', '610'],
    ['/invoice/abc', '2030'],
    ['/nonsense/1', '500'],
    ['/invoice', '500'],
  ])('of %s is refused with %s', async (path, code) => {
    const answer = await books.request(path);
    expect([answer.status, faultCode(answer)]).toEqual([400, code]);
  });

  it('of company and preferences gives one object each', async () => {
    const company = await books.request('/companyinfo/9130357900000001');
    expect(at(company.json, 'CompanyInfo', 'DefaultTimeZone')).toBe('America/Los_Angeles');
    const preferences = await books.request('/preferences');
    expect(at(preferences.json, 'Preferences', 'AccountingInfoPrefs', 'BookCloseDate')).toBe(
      '2026-03-31',
    );
    expect(at(preferences.json, 'Preferences', 'SalesFormsPrefs', 'CustomTxnNumbers')).toBe(false);
  });

  it('shows the payment link only when asked, with online payment on', async () => {
    await sandbox.admin.editInvoice({
      realmId: '9130357900000001',
      id: '115',
      changes: { AllowOnlineCreditCardPayment: true },
    });
    expect(await books.invoice('115')).not.toHaveProperty('InvoiceLink');
    const { json } = await books.request('/invoice/115?include=invoiceLink');
    expect(at(json, 'Invoice', 'InvoiceLink')).toContain('https://connect.intuit.com/portal/');
    const { json: other } = await books.request('/invoice/101?include=invoiceLink');
    expect(at(other, 'Invoice', 'InvoiceLink')).toBeUndefined();
  });
});
