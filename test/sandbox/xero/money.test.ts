import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { envelope, shapes } from './shapes.ts';
import {
  Books,
  changedMembers,
  connect,
  messagesOf,
  openBooks,
  STAMPS,
  startOnDayZero,
} from './support.ts';

let sandbox: SandboxXero;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

describe('money (facts: Xero 3.5, 3.6, 9.2)', () => {
  const payment = async (number: string, Amount: number): Promise<JsonObject> => ({
    Invoice: { InvoiceID: await books.idOf(number) },
    Account: { Code: '090' },
    Date: '2026-11-16',
    Amount,
  });

  it('pays an invoice off, and reopens it when the payment is deleted', async () => {
    const paid = await books.send('PUT', '/Payments', {
      Payments: [await payment('INV-0105', 1500)],
    });
    expect(envelope('Payments', shapes.payment).safeParse(paid.json).error?.issues ?? []).toEqual(
      [],
    );
    expect(await books.one('/Invoices/INV-0105')).toMatchObject({
      Status: 'PAID',
      AmountPaid: 2300,
      AmountDue: 0,
      FullyPaidOnDate: '/Date(1794787200000+0000)/',
    });
    const id = asText(asList(paid.json['Payments'])[0]?.['PaymentID']);
    const gone = await books.send('POST', `/Payments/${id}`, { Status: 'DELETED' });
    expect(asList(gone.json['Payments'])[0]).toMatchObject({ Status: 'DELETED' });
    const after = await books.one('/Invoices/INV-0105');
    expect(after).toMatchObject({ Status: 'AUTHORISED', AmountPaid: 800, AmountDue: 1500 });
    expect(after['FullyPaidOnDate']).toBeUndefined();
    expect(asList(after['Payments'])).toHaveLength(1);
    expect(
      await books.column(`/Payments?where=${encodeURIComponent('Status=="DELETED"')}`, 'Amount'),
    ).toEqual(['460', '1500']);
  });

  it('refuses too much, a draft, and any change but deleting', async () => {
    const much = await books.send('PUT', '/Payments', await payment('INV-0105', 1500.01));
    expect(messagesOf(much)).toEqual([
      'Payment amount exceeds the amount outstanding on this document',
    ]);
    expect((await books.send('PUT', '/Payments', await payment('INV-0101', 1))).status).toBe(400);
    const [first] = await books.records('/Payments');
    const path = `/Payments/${asText(first?.['PaymentID'])}`;
    expect((await books.send('POST', path, { Reference: 'x' })).status).toBe(400);
  });

  it('moves the stamp of an invoice with every payment', async () => {
    const changed = await changedMembers(sandbox, books, 'INV-0105', async () =>
      books.send('PUT', '/Payments', await payment('INV-0105', 1)),
    );
    expect(changed).toEqual(['AmountDue', 'AmountPaid', 'Payments', ...STAMPS]);
  });

  it('allocates credit and takes it off again', async () => {
    const InvoiceID = await books.idOf('INV-0115');
    const body = { Allocations: [{ Invoice: { InvoiceID }, Amount: 115, Date: '2026-11-16' }] };
    const { status, json } = await books.send('PUT', '/CreditNotes/CN-0012/Allocations', body);
    expect([status, asList(json['Allocations'])[0]]).toMatchObject([200, { Amount: 115 }]);
    expect(await books.one('/Invoices/INV-0115')).toMatchObject({
      Status: 'PAID',
      AmountCredited: 115,
    });
    expect(await books.one('/CreditNotes/CN-0012')).toMatchObject({
      RemainingCredit: 115,
      AppliedAmount: 115,
      Status: 'AUTHORISED',
    });
    const allocation = asText(asList(json['Allocations'])[0]?.['AllocationID']);
    await books.send('DELETE', `/CreditNotes/CN-0012/Allocations/${allocation}`);
    expect(await books.one('/Invoices/INV-0115')).toMatchObject({
      Status: 'AUTHORISED',
      AmountDue: 115,
    });
    expect(await books.one('/CreditNotes/CN-0012')).toMatchObject({ RemainingCredit: 230 });
  });

  it.each([
    ['more than is left', 'INV-0105', 231],
    ['an invoice of somebody else', 'INV-0107', 10],
    ['a draft', 'INV-0101', 10],
  ])('refuses to allocate to %s', async (_case, number, Amount) => {
    const Invoice = { InvoiceID: await books.idOf(number) };
    const { status } = await books.send('PUT', '/CreditNotes/CN-0012/Allocations', {
      Allocations: [{ Invoice, Amount }],
    });
    expect(status).toBe(400);
  });

  it('refunds what is left of a credit note and no more; deleting the refund gives it back', async () => {
    const CreditNote = { CreditNoteNumber: 'CN-0013' };
    const refund = (Amount: number) =>
      books.send('PUT', '/Payments', {
        CreditNote,
        Account: { Code: '090' },
        Date: '2026-11-16',
        Amount,
      });
    expect((await refund(50.01)).status).toBe(400);
    const { json } = await refund(50);
    expect(asList(json['Payments'])[0]).toMatchObject({
      PaymentType: 'ARCREDITPAYMENT',
      Invoice: { Type: 'ACCRECCREDIT', InvoiceNumber: 'CN-0013' },
    });
    const note = () => books.one('/CreditNotes/CN-0013');
    expect(await note()).toMatchObject({ Status: 'PAID', RemainingCredit: 0 });
    const id = asText(asList(json['Payments'])[0]?.['PaymentID']);
    await books.send('POST', `/Payments/${id}`, { Status: 'DELETED' });
    expect(await note()).toMatchObject({ Status: 'AUTHORISED', RemainingCredit: 50 });
  });

  it('makes a batch that pays two and deletes it with its payments', async () => {
    const part = async (number: string, Amount: number) => ({
      Invoice: { InvoiceID: await books.idOf(number) },
      Amount,
    });
    const body = {
      Account: { Code: '090' },
      Date: '2026-11-16',
      Payments: [await part('INV-0115', 115), await part('INV-0113', 345)],
    };
    const { json } = await books.send('PUT', '/BatchPayments', { BatchPayments: [body] });
    expect(envelope('BatchPayments', shapes.batch).safeParse(json).error?.issues ?? []).toEqual([]);
    const [batch] = asList(json['BatchPayments']);
    expect(batch).toMatchObject({ Type: 'RECBATCH', TotalAmount: 460 });
    expect(await books.one('/Invoices/INV-0113')).toMatchObject({ Status: 'PAID' });
    await books.send('POST', `/BatchPayments/${asText(batch?.['BatchPaymentID'])}`, {
      Status: 'DELETED',
    });
    expect(await books.one('/Invoices/INV-0113')).toMatchObject({
      Status: 'AUTHORISED',
      AmountDue: 345,
    });
  });

  it('makes and approves a credit note', async () => {
    const { contact } = await sandbox.admin.readContact({
      tenantId: TENANT_A,
      id: 'Summit Dental',
    });
    const note = {
      Type: 'ACCRECCREDIT',
      Status: 'AUTHORISED',
      Contact: { ContactID: asText(contact?.['ContactID']) },
      LineItems: [{ Description: 'Back', Quantity: 1, UnitAmount: 10, TaxType: 'OUTPUT2' }],
    };
    const { json } = await books.send('PUT', '/CreditNotes', { CreditNotes: [note] });
    expect(envelope('CreditNotes', shapes.creditNote).safeParse(json).error?.issues ?? []).toEqual(
      [],
    );
    expect(asList(json['CreditNotes'])[0]).toMatchObject({ Total: 11.5, RemainingCredit: 11.5 });
  });
});

describe('files and mail (facts: Xero 3.1, 3.7)', () => {
  const put = (path: string, bytes: Uint8Array<ArrayBuffer>, type = 'application/pdf') =>
    books.request(path, { method: 'PUT', body: bytes, headers: { 'content-type': type } });
  const bytes = new Uint8Array(Buffer.from('%PDF-1.4 small'));

  it('keeps bytes, type and IncludeOnline; the same name replaces', async () => {
    const path = '/Invoices/INV-0103/Attachments/terms%20and%20more.pdf';
    const { status, json } = await put(`${path}?IncludeOnline=true`, bytes);
    expect(status).toBe(200);
    expect(envelope('Attachments', shapes.attachment).safeParse(json).error?.issues ?? []).toEqual(
      [],
    );
    expect(asList(json['Attachments'])[0]).toMatchObject({
      FileName: 'terms and more.pdf',
      IncludeOnline: true,
      ContentLength: 14,
    });
    const back = await books.request(path);
    expect([back.headers.get('content-type'), back.text]).toEqual([
      'application/pdf',
      '%PDF-1.4 small',
    ]);
    await put(path, new Uint8Array(Buffer.from('other')));
    expect(await books.column('/Invoices/INV-0103/Attachments', 'ContentLength')).toEqual(['5']);
    expect(await books.one('/Invoices/INV-0103')).toMatchObject({ HasAttachments: true });
  });

  it('takes ten, no illegal names and no more than ten megabytes', async () => {
    expect((await put('/Invoices/INV-0107/Attachments/eleventh.pdf', bytes)).status).toBe(400);
    expect((await put('/Invoices/INV-0107/Attachments/consignment-1.pdf', bytes)).status).toBe(200);
    expect((await put('/Invoices/INV-0103/Attachments/a%3Cb.pdf', bytes)).status).toBe(400);
    await sandbox.admin.setKnobs({ attachmentBytes: 13 });
    expect((await put('/Invoices/INV-0103/Attachments/large.pdf', bytes)).status).toBe(400);
  });

  it('shows IncludeOnline on sales documents only', async () => {
    await put('/Invoices/BILL-881/Attachments/bill.pdf?IncludeOnline=true', bytes);
    expect(await books.one('/Invoices/BILL-881/Attachments')).toMatchObject({
      IncludeOnline: false,
    });
    await put('/Contacts/CUST-004/Attachments/card.pdf?IncludeOnline=true', bytes);
    expect((await books.one('/Contacts/CUST-004/Attachments'))['IncludeOnline']).toBeUndefined();
  });

  it('leaves its invoice alone, or touches it when the knob says so', async () => {
    const path = '/Invoices/INV-0103/Attachments/a.pdf';
    expect(await changedMembers(sandbox, books, 'INV-0103', () => put(path, bytes))).toEqual([
      'Attachments',
      'HasAttachments',
    ]);
    await sandbox.admin.setKnobs({ filesTouchInvoice: true });
    expect(
      await changedMembers(sandbox, books, 'INV-0103', () => put(path, new Uint8Array(1))),
    ).toEqual(['Attachments', ...STAMPS]);
  });

  it('mails from an organisation that is no demo: 204, marked as sent, up to the daily limit', async () => {
    await connect(sandbox, { tenantId: TENANT_B });
    const others = new Books(sandbox, books.access, TENANT_B);
    const { status, text } = await others.send('POST', '/Invoices/TF-2002/Email', {});
    expect([status, text]).toEqual([204, '']);
    expect(await others.one('/Invoices/TF-2002')).toMatchObject({ SentToContact: true });
    expect((await others.send('POST', '/Invoices/TF-2003/Email', {})).status).toBe(400);
    await sandbox.admin.setKnobs({ emailsPerDay: 1 });
    expect((await others.send('POST', '/Invoices/TF-2002/Email', {})).status).toBe(400);
    expect((await books.send('POST', '/Invoices/INV-0104/Email', {})).status).toBe(400);
  });

  it('has an online version of approved sales invoices', async () => {
    const online = (number: string) => books.request(`/Invoices/${number}/OnlineInvoice`);
    const { json } = await online('INV-0104');
    expect(at(asList(json['OnlineInvoices'])[0], 'OnlineInvoiceUrl')).toMatch(
      /^https:\/\/in\.xero\.com\/\w+$/,
    );
    for (const number of ['INV-0101', 'BILL-881', 'INV-0110'])
      expect((await online(number)).status).toBe(400);
  });
});
