import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A } from '../../../sandbox/xero/index.ts';
import { envelope, shapes } from './shapes.ts';
import type { Answer } from './support.ts';
import { Books, messagesOf, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

const edit = (number: string, changes: JsonObject): Promise<Answer> =>
  books.send('POST', `/Invoices/${number}`, { Invoices: [changes] });

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

  it('keeps numbers of sales invoices unique when one is changed, not those of bills', async () => {
    const taken = await edit('INV-0104', { InvoiceNumber: 'INV-0103' });
    expect(messagesOf(taken)).toEqual(['Invoice # must be unique.']);
    expect((await edit('BILL-881', { InvoiceNumber: 'INV-0103' })).status).toBe(200);
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
