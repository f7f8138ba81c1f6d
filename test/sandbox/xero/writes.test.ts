import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { envelope, shapes } from './shapes.ts';
import type { Answer } from './support.ts';
import { Books, connect, messagesOf, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

const edit = (number: string, changes: JsonObject): Promise<Answer> =>
  books.send('POST', `/Invoices/${number}`, { Invoices: [changes] });
const STATUS = 'Invoice not of valid status for modification';

/** Only what was changed differs, and the stamp when it moves. */
async function changedMembers(number: string, work: () => Promise<unknown>): Promise<string[]> {
  const before = await books.one(`/Invoices/${number}`);
  await sandbox.admin.advanceClock({ seconds: 60 });
  await work();
  const after = await books.one(`/Invoices/${number}`);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort();
}

const STAMPS = ['UpdatedDateUTC', 'UpdatedDateUTCString'];

describe('our four write-backs (facts: Xero 3.9)', () => {
  it('marks an approved invoice as sent, and nothing else', async () => {
    const changed = await changedMembers('INV-0103', () =>
      edit('INV-0103', { SentToContact: true }),
    );
    expect(changed).toEqual(['SentToContact', ...STAMPS]);
  });

  it('does not move the stamp of a part-paid invoice that is marked as sent', async () => {
    const changed = await changedMembers('INV-0105', () =>
      edit('INV-0105', { SentToContact: false }),
    );
    expect(changed).toEqual(['SentToContact']);
  });

  it.each(['INV-0101', 'INV-0102'])('refuses to mark %s, which is not approved', async (number) => {
    const answer = await edit(number, { SentToContact: true });
    expect(answer.status).toBe(400);
    expect(shapes.validation.safeParse(answer.json).success).toBe(true);
    expect(messagesOf(answer)).toHaveLength(1);
  });

  it('sets a promised day, with or without the wrapper, but not on a bill', async () => {
    const day = { ExpectedPaymentDate: '2026-12-01' };
    expect(
      await changedMembers('INV-0103', () => books.send('POST', '/Invoices/INV-0103', day)),
    ).toEqual(['ExpectedPaymentDate', ...STAMPS]);
    expect((await books.one('/Invoices/INV-0103'))['ExpectedPaymentDate']).toBe(
      '/Date(1796083200000+0000)/',
    );
    expect((await edit('BILL-881', day)).status).toBe(400);
    expect((await edit('INV-0103', { ExpectedPaymentDate: 'soon' })).status).toBe(400);
  });

  it('treats a paid invoice as open or locked, as the knob says', async () => {
    expect((await edit('INV-0108', { SentToContact: true })).status).toBe(200);
    await sandbox.admin.setKnobs({ paidInvoices: 'locked' });
    expect(messagesOf(await edit('INV-0108', { SentToContact: true }))).toEqual([STATUS]);
  });

  it('appends notes whose author is the system, and never shows drafts of them', async () => {
    const body = { HistoryRecords: [{ Details: 'Reminder 1 sent' }] };
    const { status, json } = await books.send('PUT', '/Invoices/INV-0103/History', body);
    expect([status, at(asList(json['HistoryRecords'])[0], 'Details')]).toEqual([
      200,
      'Reminder 1 sent',
    ]);
    expect((await books.records('/Invoices/INV-0103/History'))[0]).toMatchObject({
      Changes: 'Note',
      User: 'System Generated',
      Details: 'Reminder 1 sent',
    });
  });

  it('refuses a note that is too long, and one on a record that is not there', async () => {
    const add = (path: string, length: number) =>
      books.send('PUT', path, { HistoryRecords: [{ Details: 'x'.repeat(length) }] });
    expect((await add('/Invoices/INV-0103/History', 2500)).status).toBe(200);
    expect((await add('/Invoices/INV-0103/History', 2501)).status).toBe(400);
    await sandbox.admin.setKnobs({ noteLength: 250 });
    expect((await add('/Invoices/INV-0103/History', 251)).status).toBe(400);
    expect(messagesOf(await add('/Invoices/nothing/History', 1))).toEqual([
      'The document with the supplied id was not found for this endpoint.',
    ]);
  });

  it('changes an address and keeps the persons, unless the knob drops what was left out', async () => {
    const kereru = () => books.records('/Contacts?page=1&searchTerm=kereru');
    const [before] = await kereru();
    const id = asText(before?.['ContactID']);
    const post = (changes: JsonObject) =>
      books.send('POST', `/Contacts/${id}`, { Contacts: [{ ContactID: id, ...changes }] });
    const { status } = await post({ EmailAddress: 'new@kereru.example' });
    const [kept] = await kereru();
    expect([status, kept?.['EmailAddress'], kept?.['ContactPersons']]).toEqual([
      200,
      'new@kereru.example',
      before?.['ContactPersons'],
    ]);
    await post({ ContactPersons: asList(before?.['ContactPersons']).slice(0, 1) });
    expect(asList((await kereru())[0]?.['ContactPersons'])).toHaveLength(1);
    await sandbox.admin.setKnobs({ personsLeftOut: 'dropped' });
    await post({ EmailAddress: 'newer@kereru.example' });
    expect(asList((await kereru())[0]?.['ContactPersons'])).toEqual([]);
  });

  const refused: [string, string, JsonObject, string][] = [
    [
      'an invalid address',
      'Summit Dental',
      { EmailAddress: 'nonsense' },
      'Email address must be valid.',
    ],
    [
      'an umlaut',
      'Summit Dental',
      { EmailAddress: 'bücher@summit.example' },
      'Email address must be valid.',
    ],
    [
      'a name that is taken',
      'Summit Dental',
      { Name: 'Portside Freight' },
      'The contact name Portside Freight is already assigned to another contact. The contact name must be unique across all active contacts.',
    ],
    [
      'an archived contact',
      'Sunset Antiques',
      { EmailAddress: 'a@b.example' },
      'The contact is archived and cannot be edited.',
    ],
    [
      'six persons',
      'Summit Dental',
      { ContactPersons: Array.from({ length: 6 }, () => ({ FirstName: 'A' })) },
      'A contact can have at most 5 contact persons.',
    ],
  ];
  it.each(refused)('refuses %s', async (_case, name, changes, message) => {
    const found = await sandbox.admin.readContact({ tenantId: TENANT_A, id: name });
    const id = asText(found.contact?.['ContactID']);
    const answer = await books.send('POST', `/Contacts/${id}`, {
      Contacts: [{ ContactID: id, ...changes }],
    });
    expect([answer.status, messagesOf(answer)]).toEqual([400, [message]]);
  });
});

describe('states of an invoice (facts: Xero 3.1)', () => {
  const moves: [string, string, number][] = [
    ['INV-0101', 'SUBMITTED', 200],
    ['INV-0101', 'AUTHORISED', 200],
    ['INV-0101', 'DELETED', 200],
    ['INV-0101', 'VOIDED', 400],
    ['INV-0101', 'PAID', 400],
    ['INV-0102', 'DRAFT', 200],
    ['INV-0102', 'AUTHORISED', 200],
    ['INV-0103', 'VOIDED', 200],
    ['INV-0103', 'AUTHORISED', 200],
    ['INV-0103', 'DRAFT', 400],
    ['INV-0103', 'DELETED', 400],
    ['INV-0103', 'PAID', 400],
    ['INV-0105', 'VOIDED', 400],
    ['INV-0106', 'VOIDED', 400],
    ['INV-0108', 'VOIDED', 400],
    ['INV-0110', 'AUTHORISED', 400],
    ['INV-0111', 'DRAFT', 400],
  ];
  it.each(moves)('%s to %s: %i', async (number, status, expected) => {
    expect((await edit(number, { Status: status })).status).toBe(expected);
  });

  it('freezes money once something was paid, and leaves the rest to be edited', async () => {
    const lines = { LineItems: [{ Description: 'More', Quantity: 1, UnitAmount: 1 }] };
    expect((await edit('INV-0105', lines)).status).toBe(400);
    expect((await edit('INV-0105', { Reference: 'PO 9' })).status).toBe(200);
    expect((await edit('INV-0103', lines)).status).toBe(200);
  });

  it('keeps lines that are named and drops those that are not', async () => {
    const [line] = asList((await books.one('/Invoices/INV-0103'))['LineItems']);
    const more = { Description: 'Second', Quantity: 2, UnitAmount: 5, TaxType: 'NONE' };
    await edit('INV-0103', { LineItems: [{ LineItemID: asText(line?.['LineItemID']) }, more] });
    const both = asList((await books.one('/Invoices/INV-0103'))['LineItems']);
    expect(both.map((one) => [one['Description'], one['LineAmount']])).toEqual([
      ['Services', 1000],
      ['Second', 10],
    ]);
    expect(both[0]?.['LineItemID']).toBe(line?.['LineItemID']);
    await edit('INV-0103', { LineItems: [more] });
    expect(await books.one('/Invoices/INV-0103')).toMatchObject({ Total: 10, AmountDue: 10 });
  });

  it('has nothing inside a locked period edited', async () => {
    await sandbox.admin.editOrganisation({
      tenantId: TENANT_A,
      changes: { PeriodLockDate: '2026-11-02' },
    });
    expect(messagesOf(await edit('INV-0103', { Reference: 'x' }))[0]).toMatch(
      /period lock date, currently set at 2026-11-02/,
    );
    expect((await edit('INV-0104', { Reference: 'x' })).status).toBe(200);
  });
});

describe('making invoices and contacts (facts: Xero 2.3, 2.4)', () => {
  const draft = async (more: JsonObject = {}): Promise<JsonObject> => {
    const { contact } = await sandbox.admin.readContact({ tenantId: TENANT_A, id: 'Kererū Cafe' });
    return {
      Type: 'ACCREC',
      Contact: { ContactID: asText(contact?.['ContactID']) },
      LineItems: [
        {
          Description: 'Beans',
          Quantity: 2,
          UnitAmount: 10.55,
          AccountCode: '200',
          TaxType: 'OUTPUT2',
        },
      ],
      ...more,
    };
  };

  it('works totals and the due day out, today being that of Auckland', async () => {
    const { json } = await books.send('PUT', '/Invoices', {
      Invoices: [await draft({ Status: 'AUTHORISED' })],
    });
    expect(envelope('Invoices', shapes.invoiceAlone).safeParse(json).error?.issues ?? []).toEqual(
      [],
    );
    expect(asList(json['Invoices'])[0]).toMatchObject({
      SubTotal: 21.1,
      TotalTax: 3.17,
      Total: 24.27,
      AmountDue: 24.27,
      DateString: '2026-11-16T00:00:00',
      DueDateString: '2026-11-23T00:00:00',
      Status: 'AUTHORISED',
    });
  });

  it.each([
    ['Inclusive', 21.1, 2.75, 18.35],
    ['NoTax', 21.1, 0, 21.1],
  ])('counts amounts as %s', async (LineAmountTypes, Total, TotalTax, SubTotal) => {
    const { json } = await books.send('PUT', '/Invoices', await draft({ LineAmountTypes }));
    expect(asList(json['Invoices'])[0]).toMatchObject({ Total, TotalTax, SubTotal });
  });

  it('PUT creates only, POST updates what has the number', async () => {
    const twin = await draft({ InvoiceNumber: 'INV-0103' });
    expect(messagesOf(await books.send('PUT', '/Invoices', twin))).toEqual([
      'Invoice # must be unique.',
    ]);
    const { json } = await books.send('POST', '/Invoices', {
      InvoiceNumber: 'INV-0103',
      Reference: 'by number',
    });
    expect(asList(json['Invoices'])[0]).toMatchObject({
      InvoiceNumber: 'INV-0103',
      Reference: 'by number',
      Total: 1150,
    });
  });

  it('shows what the app made as its own', async () => {
    await books.send('PUT', '/Invoices', await draft({ InvoiceNumber: 'OURS' }));
    expect(await books.column('/Invoices?createdByMyApp=true', 'InvoiceNumber')).toEqual(['OURS']);
  });

  it('answers each element by itself with summarizeErrors=false, and one refusal without', async () => {
    const body = {
      Invoices: [
        await draft({ InvoiceNumber: 'GOOD' }),
        await draft({ InvoiceNumber: 'INV-0103' }),
      ],
    };
    const apart = await books.send('PUT', '/Invoices?summarizeErrors=false', body);
    expect(apart.status).toBe(200);
    expect(
      asList(apart.json['Invoices']).map((one) => [one['StatusAttributeString'], one['HasErrors']]),
    ).toEqual([
      ['OK', false],
      ['ERROR', true],
    ]);
    const together = await books.send('PUT', '/Invoices', body);
    expect([together.status, together.json['Type']]).toEqual([400, 'ValidationException']);
  });

  it.each([
    ['text that is not JSON', 'nonsense', 17],
    ['no element', '{"Invoices":[]}', 14],
  ])('refuses %s', async (_case, body, number) => {
    const { status, json } = await books.request('/Invoices', { method: 'POST', body });
    expect([status, json['ErrorNumber']]).toEqual([400, number]);
  });

  it('makes a contact, finds it by its name and archives it', async () => {
    const { json } = await books.send('PUT', '/Contacts', {
      Name: 'Fresh Fruit',
      EmailAddress: 'a@fresh.example',
    });
    expect(envelope('Contacts', shapes.contactFull).safeParse(json).error?.issues ?? []).toEqual(
      [],
    );
    await books.send('POST', '/Contacts', { Name: 'Fresh Fruit', ContactStatus: 'ARCHIVED' });
    expect(await books.column('/Contacts?searchTerm=fresh', 'Name')).toEqual([]);
    expect(await books.column('/Contacts?searchTerm=fresh&includeArchived=true', 'Name')).toEqual([
      'Fresh Fruit',
    ]);
  });
});

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
    const changed = await changedMembers('INV-0105', async () =>
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
    expect(await changedMembers('INV-0103', () => put(path, bytes))).toEqual([
      'Attachments',
      'HasAttachments',
    ]);
    await sandbox.admin.setKnobs({ filesTouchInvoice: true });
    expect(await changedMembers('INV-0103', () => put(path, new Uint8Array(1)))).toEqual([
      'Attachments',
      ...STAMPS,
    ]);
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
