import { describe, expect, it } from '@jest/globals';
import { asId, type CustomerId, type InvoiceId } from '../../../domain/ids.ts';
import type { Invoice } from '../../../domain/invoice/invoice.ts';
import type { BooksCompany, ImportKind, Page, RecordsOfKind } from '../../../integrations/books.ts';
import { REALM_A, REALM_B, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const invoiceIds = (...ids: string[]) => ids.map((id) => asId<InvoiceId>(id));

async function readAll<Kind extends ImportKind>(
  company: BooksCompany,
  kind: Kind,
  between?: (page: number) => Promise<unknown>,
): Promise<RecordsOfKind[Kind][]> {
  const records: RecordsOfKind[Kind][] = [];
  let from: string | null = null;
  for (let page = 1; page < 20; page += 1) {
    const answer: Page<Kind> = await company.readPage(kind, from);
    records.push(...answer.records);
    if (answer.next === null) return records;
    from = answer.next;
    await between?.(page);
  }
  throw new Error('the pages do not end');
}

async function find(company: BooksCompany, id: string): Promise<Invoice | undefined> {
  return (await company.readInvoices(invoiceIds(id))).invoices[0];
}

describe('the company', () => {
  it('tells name, country, zone, currency, address and text fields by one call', async () => {
    const { company, calls } = await world().open(REALM_A);
    expect(await company.readCompany()).toEqual({
      name: 'Alderbrook Field Services LLC',
      country: 'US',
      timeZone: 'America/Los_Angeles',
      homeCurrency: 'USD',
      email: expect.stringContaining('@'),
      customFields: [
        { id: '1', name: 'Crew #' },
        { id: '2', name: 'PO' },
        { id: '3', name: 'Site' },
      ],
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ metered: true, status: 200, traceId: expect.any(String) });
  });

  it('leaves null what the books do not say', async () => {
    const { company } = await world().open(REALM_B);
    expect(await company.readCompany()).toMatchObject({
      timeZone: null,
      homeCurrency: 'GBP',
      customFields: [],
    });
  });
});

describe('the import', () => {
  it('reads every record once, with one call more than there are pages', async () => {
    const { company, calls } = await world().open(REALM_C);
    const counts = await company.countRecords();
    expect(counts).toMatchObject({ invoices: 2500, customers: 1200 });
    expect(calls).toHaveLength(1);
    const invoices = await readAll(company, 'invoices');
    const customers = await readAll(company, 'customers');
    const terms = await readAll(company, 'terms');
    expect(new Set(invoices.map((one) => one.id)).size).toBe(2500);
    expect(invoices).toHaveLength(2500);
    expect(customers).toHaveLength(1200);
    expect(terms).toHaveLength(counts.terms);
    expect(calls).toHaveLength(1 + 3 + 2 + 1);
  });

  it('reads to the end without counts, in another session than the one that began', async () => {
    const first = await world().open(REALM_C);
    const page = await first.company.readPage('invoices', null);
    const second = await world().open(REALM_C);
    let from = page.next;
    let rows = page.records.length;
    while (from !== null) {
      const next = await second.company.readPage('invoices', from);
      rows += next.records.length;
      from = next.next;
    }
    expect(rows).toBe(2500);
  });

  it.each([5, 40])(
    'leaves no invoice out when %i are deleted between two pages',
    async (howMany) => {
      const { company } = await world().open(REALM_C);
      const before = await company.countRecords();
      const { records } = await company.readPage('invoices', null);
      const doomed = records.slice(100, 100 + howMany).map((one) => one.id);
      const found = await readAll(company, 'invoices', async (page) => {
        if (page > 1) return;
        for (const id of doomed) {
          await world().sandbox.admin.deleteInvoice({ realmId: REALM_C, id });
        }
      });
      const unique = new Set(found.map((one) => one.id));
      expect(unique.size).toBe(before.invoices);
    },
  );

  it('includes inactive customers and terms', async () => {
    const { company } = await world().open(REALM_A);
    const counts = await company.countRecords();
    const customers = await readAll(company, 'customers');
    const terms = await readAll(company, 'terms');
    expect(customers).toHaveLength(counts.customers);
    expect(customers.find((one) => one.id === '10')).toMatchObject({ active: false });
    expect(terms.find((one) => one.name.startsWith('Net 45'))).toMatchObject({ active: false });
  });
});

describe('invoices of the sample company', () => {
  it('maps what the books say, and null for what they do not', async () => {
    const { company } = await world().open(REALM_A);
    expect(await find(company, '105')).toMatchObject({
      number: '1005',
      customerId: '6',
      documentOn: '2026-09-28',
      dueOn: '2026-10-28',
      currency: 'USD',
      totalMinor: 240_000,
      openMinor: 150_000,
      state: 'open',
      termId: '3',
      memoOnStatement: '#nochase# site manager asked to wait',
      sentState: 'sent',
    });
    expect(await find(company, '108')).toMatchObject({ currency: 'EUR', openMinor: 120_000 });
    expect(await find(company, '115')).toMatchObject({ termId: null });
    expect(await find(company, '116')).toMatchObject({ number: null, sentState: 'not-set' });
    expect((await find(company, '102'))?.email).toContain('@');
    expect(await find(company, '103')).toMatchObject({ email: null });
  });

  it.each([
    ['101', 'open'],
    ['109', 'paid'],
    ['110', 'void'],
    ['114', 'paid'],
  ])('reads invoice %s as %s', async (id, state) => {
    const { company } = await world().open(REALM_A);
    expect(await find(company, id)).toMatchObject({ state });
  });

  it('names ids that are gone, and asks for many by one call', async () => {
    const { company, calls } = await world().open(REALM_C);
    const { records } = await company.readPage('invoices', null);
    const ids = records.slice(500, 750).map((one) => one.id);
    calls.length = 0;
    const found = await company.readInvoices([...ids, ...invoiceIds('999999999')]);
    expect(found.invoices).toHaveLength(250);
    expect(found.missing).toEqual(['999999999']);
    expect(calls).toHaveLength(1);
    const [request] = await world()
      .requests('/query')
      .then((all) => all.slice(-1));
    expect(request).toMatchObject({ method: 'POST' });
  });

  it('asks in several calls for more than 300', async () => {
    const { company, calls } = await world().open(REALM_C);
    const { records } = await company.readPage('invoices', null);
    calls.length = 0;
    const found = await company.readInvoices(records.slice(0, 700).map((one) => one.id));
    expect(calls).toHaveLength(3);
    expect(found.invoices.length + found.missing.length).toBe(700);
  });

  it.each(["') or Id > ('0", "O'Brien", '\\', '1%20', '999&x=1', '1#2'])(
    'takes %s for an id that does not exist, not for a part of the query',
    async (id) => {
      const { company } = await world().open(REALM_A);
      const outcome = await company.readInvoices(invoiceIds(id)).catch((error: unknown) => error);
      expect(outcome).not.toMatchObject({ invoices: [expect.anything()] });
    },
  );
});

describe('customers and terms', () => {
  it('reads customers by id, inactive ones too', async () => {
    const { company } = await world().open(REALM_A);
    const ids = ['6', '7', '10', '404'].map((id) => asId<CustomerId>(id));
    const { customers, missing } = await company.readCustomers(ids);
    expect(missing).toEqual(['404']);
    expect(customers.find((one) => one.id === '6')).toMatchObject({
      fullName: 'Harrow Property Trust:Elm Court',
      parentId: '5',
      billWithParent: true,
      email: null,
    });
    expect(customers.find((one) => one.id === '7')?.email).toBe(
      'manager@millane.example, site@millane.example',
    );
    expect(customers.find((one) => one.id === '10')).toMatchObject({ active: false });
  });

  it('reads terms; one that names a day of the month has no days', async () => {
    const { company } = await world().open(REALM_A);
    const terms = await company.readTerms();
    expect(terms.find((one) => one.id === '3')).toMatchObject({ name: 'Net 30', dueDays: 30 });
    expect(terms.find((one) => one.id === '1')).toMatchObject({ dueDays: 0 });
    expect(terms.find((one) => one.id === '7')).toMatchObject({ dueDays: null });
  });
});

describe('payments and credits', () => {
  it('names the invoices that they are applied to', async () => {
    const { company } = await world().open(REALM_A);
    expect(await company.invoicesOfPayments('payment', ['205'])).toEqual(['121', '122']);
    expect(await company.invoicesOfPayments('payment', ['203', '404'])).toEqual([]);
    expect(await company.invoicesOfPayments('credit-memo', ['301'])).toEqual(['118']);
    expect(await company.invoicesOfPayments('credit-memo', ['302'])).toEqual([]);
  });
});
