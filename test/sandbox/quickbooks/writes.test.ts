import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_B } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { Books } from './support.ts';
import { faultCode, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

/** Id and current SyncToken of an invoice, as a sparse body. */
async function sparse(id: string, more: JsonObject): Promise<JsonObject> {
  const { SyncToken = '' } = await books.invoice(id);
  return { Id: id, SyncToken, sparse: true, ...more };
}

async function balanceOf(customerId: string): Promise<unknown> {
  const { entity } = await sandbox.admin.read({
    realmId: REALM_A,
    entity: 'Customer',
    id: customerId,
  });
  return entity?.['Balance'];
}

describe('a sparse update', () => {
  it('changes what it names, raises SyncToken by one and answers the whole object', async () => {
    const { json } = await books.post(
      '/invoice?minorversion=75',
      await sparse('103', { EmailStatus: 'EmailSent' }),
    );
    expect(json['Invoice']).toMatchObject({
      EmailStatus: 'EmailSent',
      SyncToken: '2',
      DocNumber: '1003',
      TotalAmt: 1000,
    });
    expect(at(json, 'Invoice', 'MetaData', 'LastUpdatedTime')).toMatch(
      /^2026-11-16T09:\d\d:\d\d-08:00$/,
    );
  });

  it.each([
    ['accept', 'Email', 200],
    ['ignore', undefined, 200],
    [6000, undefined, 400],
  ] as const)('with DeliveryInfo under the knob %s', async (deliveryInfo, stored, status) => {
    await sandbox.admin.setKnobs({ deliveryInfo });
    const body = {
      EmailStatus: 'EmailSent',
      DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: '2026-11-16T09:15:00' },
    };
    const answer = await books.post('/invoice', await sparse('103', body));
    expect(answer.status).toBe(status);
    expect(at(await books.invoice('103'), 'DeliveryInfo', 'DeliveryType')).toBe(stored);
    if (deliveryInfo === 'accept') {
      expect(at(answer.json, 'Invoice', 'DeliveryInfo', 'DeliveryTime')).toBe(
        '2026-11-16T09:15:00-08:00',
      );
    }
  });

  it('clears an e-mail address with an empty one', async () => {
    const body = { Id: '1', SyncToken: '1', sparse: true, PrimaryEmailAddr: { Address: '' } };
    const { json } = await books.post('/customer', body);
    expect(json['Customer']).not.toHaveProperty('PrimaryEmailAddr');
  });

  it('cannot touch totals, balance or payment links', async () => {
    const { json } = await books.post(
      '/invoice',
      await sparse('105', { Balance: 0, TotalAmt: 1, LinkedTxn: [] }),
    );
    expect(json['Invoice']).toMatchObject({
      Balance: 1500,
      TotalAmt: 2400,
      LinkedTxn: [{ TxnId: '201', TxnType: 'Payment' }],
    });
  });
});

describe('a full update', () => {
  it('clears writable members that are left out', async () => {
    const before = await books.invoice('105');
    const { PrivateNote, ...rest } = before;
    expect(PrivateNote).toBeDefined();
    const { json } = await books.post('/invoice?operation=update', { ...rest, sparse: false });
    expect(json['Invoice']).not.toHaveProperty('PrivateNote');
    expect(json['Invoice']).toMatchObject({ Balance: 1500, DocNumber: '1005' });
  });

  it('needs the customer and the lines', async () => {
    const answer = await books.post('/invoice', { Id: '105', SyncToken: '3', PrivateNote: 'x' });
    expect(faultCode(answer)).toBe('2020');
  });
});

describe('a write is refused', () => {
  const long = (length: number): string => 'x'.repeat(length);
  it.each<[string, string, JsonObject]>([
    ['5010', 'a stale SyncToken', { SyncToken: '0' }],
    ['2020', 'no SyncToken', { SyncToken: '' }],
    ['610', 'an unknown id', { Id: '99999' }],
    ['2030', 'an id that is no number', { Id: 'abc' }],
    ['2010', 'an unknown property', { BadJson: 1 }],
    ['2010', 'an unknown property inside', { BillEmail: { Adress: 'a@b.example' } }],
    ['2050', 'a memo of 1001 characters', { CustomerMemo: { value: long(1001) } }],
    ['2050', 'a note of 4001 characters', { PrivateNote: long(4001) }],
    ['2050', 'a number of 22 characters', { DocNumber: long(22) }],
    ['2050', 'addresses of 101 characters', { BillEmail: { Address: `${long(88)}@mail.example` } }],
    ['2210', 'an address without syntax', { BillEmail: { Address: 'kim at copper' } }],
    ['2500', 'an unknown customer', { CustomerRef: { value: '777' } }],
    ['6000', 'NeedToSend without an address', { EmailStatus: 'NeedToSend' }],
  ])('with %s: %s', async (code, _case, more) => {
    const answer = await books.post('/invoice', await sparse('103', more));
    expect([answer.status, faultCode(answer)]).toEqual([400, code]);
    expect((await books.invoice('103'))['SyncToken']).toBe('1');
  });

  it('with the known names of an invoice', async () => {
    const { text } = await books.post('/invoice', await sparse('103', { BadJson: 1 }));
    expect(text).toContain(
      'Unrecognized field \\"BadJson\\" (class com.intuit.schema.finance.v3.Invoice), not marked as ignorable',
    );
  });

  it('with 6210 when the books are closed by date', async () => {
    await sandbox.admin.editPreferences({
      realmId: REALM_A,
      changes: { AccountingInfoPrefs: { BookCloseDate: '2026-11-09' } },
    });
    expect(
      faultCode(await books.post('/invoice', await sparse('103', { EmailStatus: 'EmailSent' }))),
    ).toBe('6210');
    await sandbox.admin.setKnobs({ closedPeriod: 'allow' });
    expect(
      (await books.post('/invoice', await sparse('103', { EmailStatus: 'EmailSent' }))).status,
    ).toBe(200);
  });

  it('when the body is not JSON', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"Id":',
    };
    expect(faultCode(await books.request('/invoice', init))).toBe('2010');
  });
});

describe('requestid', () => {
  it('gives the first answer again, to the letter, and writes once', async () => {
    const body = await sparse('103', { PrivateNote: 'once' });
    const first = await books.post('/invoice?requestid=r-1', body);
    await sandbox.admin.advanceClock({ seconds: 5 });
    const second = await books.post('/invoice?requestid=r-1', body);
    expect(second.text).toBe(first.text);
    expect((await books.invoice('103'))['SyncToken']).toBe('2');
  });

  it('is refused with 600 for another body', async () => {
    await books.post('/invoice?requestid=r-1', await sparse('103', { PrivateNote: 'one' }));
    expect(
      faultCode(
        await books.post('/invoice?requestid=r-1', await sparse('103', { PrivateNote: 'two' })),
      ),
    ).toBe('600');
  });
});

describe('an invoice made by the API', () => {
  const line = {
    Amount: 200,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: { value: '2' }, UnitPrice: 100, Qty: 2 },
  };
  const create = (more: JsonObject = {}, query = ''): ReturnType<Books['post']> =>
    books.post(`/invoice${query}`, { CustomerRef: { value: '1' }, Line: [line], ...more });

  it('gets number, day due by the term, subtotal and addresses, but no e-mail address and no message', async () => {
    const { json } = await create({ SalesTermRef: { value: '3' } });
    expect(json['Invoice']).toMatchObject({
      DocNumber: '1020',
      TxnDate: '2026-11-16',
      DueDate: '2026-12-16',
      TotalAmt: 200,
      Balance: 200,
      SyncToken: '0',
      EmailStatus: 'NotSet',
    });
    expect(json['Invoice']).not.toHaveProperty('BillEmail');
    expect(json['Invoice']).not.toHaveProperty('CustomerMemo');
    expect(asList(at(json, 'Invoice', 'Line')).map((each) => each['DetailType'])).toEqual([
      'SalesItemLineDetail',
      'SubTotalLineDetail',
    ]);
    expect(await balanceOf('1')).toBe(690);
  });

  it.each<[string, JsonObject]>([
    ['6070', { Line: [{ ...line, Amount: 199 }] }],
    ['6140', { DocNumber: '1001' }],
    ['2020', { CustomerRef: null }],
    ['610', { CustomerRef: { value: '10' } }],
  ])('is refused with %s', async (code, more) => {
    expect(faultCode(await create(more))).toBe(code);
  });

  it('may repeat a number when that is included', async () => {
    expect((await create({ DocNumber: '1001' }, '?include=allowduplicatedocnum')).status).toBe(200);
  });

  it('stays without a number in a company that numbers by hand', async () => {
    const british = await openBooks(sandbox, REALM_B);
    const { json } = await british.post('/invoice', { CustomerRef: { value: '1' }, Line: [line] });
    expect(json['Invoice']).not.toHaveProperty('DocNumber');
    expect(at(json, 'Invoice', 'CurrencyRef', 'value')).toBe('GBP');
  });

  it.each([
    ['2026-11-02', '2026-11-15'],
    ['2026-11-08', '2026-12-15'],
    ['2026-11-20', '2026-12-15'],
  ])('of %s under the 15th-of-month term is due %s', async (TxnDate, due) => {
    const { json } = await create({ TxnDate, SalesTermRef: { value: '7' } });
    expect(at(json, 'Invoice', 'DueDate')).toBe(due);
  });
});

describe('void and delete', () => {
  it('void leaves zeros and a mark; money paid becomes unapplied', async () => {
    const { json } = await books.post('/invoice?operation=void', { Id: '105', SyncToken: '3' });
    expect(json['Invoice']).toMatchObject({
      TotalAmt: 0,
      Balance: 0,
      SyncToken: '4',
      LinkedTxn: [],
    });
    expect(at(json, 'Invoice', 'PrivateNote')).toBe(
      'Voided - #nochase# site manager asked to wait',
    );
    const { json: payment } = await books.request('/payment/201');
    expect(payment['Payment']).toMatchObject({ UnappliedAmt: 900, Line: [] });
    expect(await balanceOf('6')).toBe(-900);
  });

  it('delete answers the status, and the object is gone', async () => {
    const { json } = await books.post('/invoice?operation=delete', { Id: '103', SyncToken: '1' });
    expect(json['Invoice']).toEqual({ domain: 'QBO', status: 'Deleted', Id: '103' });
    expect(faultCode(await books.request('/invoice/103'))).toBe('610');
    expect(await books.ids("select * from Invoice where Id = '103'")).toEqual([]);
    expect(await balanceOf('3')).toBe(350);
  });

  it('customers cannot be deleted, only deactivated', async () => {
    expect(
      faultCode(await books.post('/customer?operation=delete', { Id: '1', SyncToken: '1' })),
    ).toBe('500');
    const { json } = await books.post('/customer', {
      Id: '1',
      SyncToken: '1',
      sparse: true,
      Active: false,
    });
    expect(json['Customer']).toMatchObject({
      Active: false,
      DisplayName: 'Birchline Bakery (deleted)',
    });
  });
});

describe('payments', () => {
  const pay = (amount: number, invoiceId: string, total = amount): ReturnType<Books['post']> =>
    books.post('/payment', {
      CustomerRef: { value: '3' },
      TotalAmt: total,
      Line: [{ Amount: amount, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] }],
    });

  it('move the invoice: balance, version, stamp and link', async () => {
    const { json } = await pay(400, '103', 450);
    expect(json['Payment']).toMatchObject({ UnappliedAmt: 50, TotalAmt: 450 });
    const paymentId = asText(at(json, 'Payment', 'Id'));
    expect(await books.invoice('103')).toMatchObject({
      Balance: 600,
      SyncToken: '2',
      LinkedTxn: [{ TxnId: paymentId, TxnType: 'Payment' }],
    });
    expect(await balanceOf('3')).toBe(900);
  });

  it('cannot pay more than is open', async () => {
    expect(faultCode(await pay(1001, '103'))).toBe('6000');
  });

  it.each(['void', 'delete'])('give the balance back when %sed', async (operation) => {
    const { json } = await pay(400, '103');
    const body = { Id: asText(at(json, 'Payment', 'Id')), SyncToken: '0' };
    const path =
      operation === 'void' ? '/payment?operation=update&include=void' : '/payment?operation=delete';
    expect(
      (await books.post(path, operation === 'void' ? { ...body, sparse: true } : body)).status,
    ).toBe(200);
    expect(await books.invoice('103')).toMatchObject({ Balance: 1000, LinkedTxn: [] });
  });

  it('of nothing apply a credit memo', async () => {
    await sandbox.admin.createCreditMemo({ realmId: REALM_A, customerId: '3', amount: 100 });
    const [memo = ''] = await books.ids(
      "select * from CreditMemo where Balance > '0' and CustomerRef = '3'",
    );
    await sandbox.admin.applyCredit({ realmId: REALM_A, invoiceId: '103', creditMemoId: memo });
    expect(await books.invoice('103')).toMatchObject({ Balance: 900 });
    expect((await books.request(`/creditmemo/${memo}`)).json['CreditMemo']).toMatchObject({
      RemainingCredit: 0,
      Balance: 0,
    });
  });
});

describe('sending by QuickBooks', () => {
  it('marks the invoice sent and keeps the address', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' } };
    const { json } = await books.request('/invoice/103/send?sendTo=a%2Bb%40odell.example', init);
    expect(json['Invoice']).toMatchObject({
      EmailStatus: 'EmailSent',
      BillEmail: { Address: 'a+b@odell.example' },
    });
  });

  it('fails inside QuickBooks for a JSON content type', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const answer = await books.request('/invoice/101/send', init);
    expect([answer.status, at(answer.json, 'Fault', 'type')]).toEqual([500, 'SystemFault']);
  });
});

describe('a QuickBooks user', () => {
  it('makes invoices with the customer address and the company message', async () => {
    const invoice = await sandbox.admin.createInvoice({
      realmId: REALM_A,
      customerId: '1',
      amount: 12.5,
    });
    expect(invoice).toMatchObject({
      BillEmail: { Address: 'ap@birchline.example' },
      CustomerMemo: { value: 'Thank you for your business.' },
      DueDate: '2026-12-16',
    });
  });

  it('merges customers: the loser is gone, its invoices move', async () => {
    await sandbox.admin.mergeCustomers({ realmId: REALM_A, winnerId: '1', loserId: '12' });
    expect(faultCode(await books.request('/customer/12'))).toBe('610');
    expect(at(await books.invoice('115'), 'CustomerRef')).toEqual({
      value: '1',
      name: 'Birchline Bakery',
    });
    expect(await balanceOf('1')).toBe(630);
  });
});
