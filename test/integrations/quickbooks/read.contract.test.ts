import { describe, expect, it } from '@jest/globals';
import {
  asId,
  type AttachmentId,
  type CreditId,
  type CustomerId,
  type InvoiceId,
  type PaymentId,
} from '../../../domain/ids.ts';
import type { Invoice } from '../../../domain/invoice/invoice.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import { REALM_A, REALM_B, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const invoiceIds = (...ids: string[]) => ids.map((id) => asId<InvoiceId>(id));

async function find(company: BooksCompany, id: string): Promise<Invoice | undefined> {
  return (await company.readById('invoices', invoiceIds(id))).records[0];
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
      nativeReminders: null,
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toEqual({
      metered: true,
      items: 2,
      status: 200,
      traceId: expect.any(String),
      retryAt: null,
    });
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
    const found = await company.readById('invoices', [...ids, ...invoiceIds('999999999')]);
    expect(found.records).toHaveLength(250);
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
    const ids = records.slice(0, 700).map((one) => one.id);
    const found = await company.readById('invoices', [...ids, ...ids]);
    expect(calls).toHaveLength(3);
    expect(found.records).toHaveLength(700);
    expect(found.missing).toEqual([]);
  });

  it.each(["') or Id > ('0", "O'Brien", '\\', '1%20', '999&x=1', '1#2'])(
    'takes %s for an id that does not exist, not for a part of the query',
    async (id) => {
      const { company } = await world().open(REALM_A);
      const outcome = await company
        .readById('invoices', invoiceIds(id))
        .catch((error: unknown) => error);
      expect(outcome).not.toMatchObject({ records: [expect.anything()] });
    },
  );
});

describe('customers and terms', () => {
  it('reads customers by id, inactive ones too', async () => {
    const { company } = await world().open(REALM_A);
    const ids = ['6', '7', '10', '404'].map((id) => asId<CustomerId>(id));
    const { records: customers, missing } = await company.readById('customers', ids);
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

describe('payments, credits and files', () => {
  it('reads payments by id, with what they are applied to (E4)', async () => {
    const { company } = await world().open(REALM_A);
    const ids = ['201', '203', '204', '205', '206', '404'].map((id) => asId<PaymentId>(id));
    const { records, missing, unreadable } = await company.readById('payments', ids);
    expect(missing).toEqual(['404']);
    expect(unreadable).toEqual([]);
    const of = (id: string) => records.find((one) => one.id === id);
    expect(of('201')).toMatchObject({
      customerId: '6',
      currency: 'USD',
      totalMinor: 90_000,
      unappliedMinor: 0,
      state: 'live',
      invoiceIds: ['105'],
      creditIds: [],
    });
    expect(of('203')).toMatchObject({ totalMinor: 5_000, unappliedMinor: 5_000, invoiceIds: [] });
    expect(of('204')).toMatchObject({
      totalMinor: 0,
      state: 'live',
      invoiceIds: ['118'],
      creditIds: ['301'],
    });
    expect(of('205')).toMatchObject({ invoiceIds: ['121', '122'] });
    expect(of('206')).toMatchObject({ totalMinor: 0, unappliedMinor: 0, state: 'void' });
  });

  it('reads credits by id, with what is left and the payments that apply them (E5)', async () => {
    const { company } = await world().open(REALM_A);
    const ids = ['301', '302'].map((id) => asId<CreditId>(id));
    const { records } = await company.readById('credits', ids);
    expect(records).toEqual([
      expect.objectContaining({
        id: '301',
        number: 'CM-1',
        totalMinor: 10_000,
        remainingMinor: 0,
        paymentIds: ['204'],
      }),
      expect.objectContaining({ id: '302', remainingMinor: 7_500, paymentIds: [] }),
    ]);
  });

  it('applies a credit: invoice, credit and the payment of nothing tell the same', async () => {
    const { admin } = world().sandbox;
    const payment = await admin.applyCredit({
      realmId: REALM_A,
      invoiceId: '103',
      creditMemoId: '302',
      amount: 30,
    });
    const { company } = await world().open(REALM_A);
    const credits = await company.readById('credits', [asId<CreditId>('302')]);
    const payments = await company.readById('payments', [asId<PaymentId>(String(payment['Id']))]);
    expect(await find(company, '103')).toMatchObject({ openMinor: 97_000, state: 'open' });
    expect(credits.records[0]).toMatchObject({
      remainingMinor: 4_500,
      paymentIds: [payment['Id']],
    });
    expect(payments.records[0]).toMatchObject({ invoiceIds: ['103'], creditIds: ['302'] });
  });

  it('reads files with every link and its mark (BJ-17)', async () => {
    const { company } = await world().open(REALM_A);
    const ids = ['13', '14', '15'].map((id) => asId<AttachmentId>(`50000000000000000${id}`));
    const { records } = await company.readById('attachments', ids);
    const [note, terms, orphan] = records;
    expect(note).toMatchObject({ fileName: '', sizeBytes: 0 });
    expect(terms).toMatchObject({
      fileName: 'terms.pdf',
      contentType: 'application/pdf',
      sizeBytes: 21_040,
      state: 'live',
      links: [
        { kind: 'invoice', recordId: '105', includeOnSend: true },
        { kind: 'customer', recordId: '5', includeOnSend: false },
      ],
    });
    expect(orphan).toMatchObject({ fileName: 'orphan.xlsx', links: [] });
  });
});
