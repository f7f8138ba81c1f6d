import { describe, expect, it } from '@jest/globals';
import { asId, type CustomerId, type InvoiceId, type PaymentId } from '../../../domain/ids.ts';
import { importKinds } from '../../../integrations/books.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { readAll } from '../books-suite.ts';
import { useWorld } from './world.ts';

const world = useWorld();

describe('the company', () => {
  it('tells name, country, zone, currency and its own reminders (UF-2)', async () => {
    const { company, calls, tokensInTurn } = await world().open(TENANT_A);
    expect(await company.readCompany()).toEqual({
      name: 'Harbourline Demo Ltd',
      country: 'NZ',
      timeZone: 'Pacific/Auckland',
      homeCurrency: 'NZD',
      email: null,
      customFields: [],
      nativeReminders: 'off',
    });
    expect(calls).toHaveLength(2);
    expect(calls[0]).toMatchObject({ metered: true, items: 1, status: 200, retryAt: null });
    expect(tokensInTurn()).toBe(0);
    const other = await world().open(TENANT_B);
    expect((await other.company.readCompany()).nativeReminders).toBe('on');
  });
});

describe('an import', () => {
  it('brings approved sales invoices alone (E13), each with what is open', async () => {
    const { company } = await world().open(TENANT_A);
    const { records } = await readAll(company, 'invoices');
    const open = records.filter(({ state }) => state === 'open');
    expect(records.map(({ number }) => number).toSorted()).toEqual(
      ['0103', '0104', '0105', '0106', '0107', '0108', '0109', '0110', '0112', '0113', '0114']
        .concat(['0115', '0116'])
        .map((number) => `INV-${number}`),
    );
    const sum = (currency: string) =>
      open
        .filter((one) => one.currency === currency)
        .reduce((total, { openMinor }) => total + openMinor, 0);
    // The sums of the facts (Xero 9.3).
    expect([sum('NZD'), sum('AUD')]).toEqual([813_000, 110_000]);
    expect(records.find(({ number }) => number === 'INV-0110')?.state).toBe('void');
    expect(records.find(({ number }) => number === 'INV-0107')?.memoOnInvoice).toBe('PO 7781');
    const { records: chased } = await company.readPage('invoices', null, { scope: 'open' });
    expect(chased.map(({ id }) => id).toSorted()).toEqual(open.map(({ id }) => id).toSorted());
  });

  it('brings contacts with persons, groups and terms, archived ones too (E26, E27, E29, E32)', async () => {
    const { company } = await world().open(TENANT_A);
    const { records, skipped, terms: along } = await readAll(company, 'customers');
    const named = (name: string) => records.find((one) => one.name === name);
    expect(named('Kererū Cafe')?.email).toBe('accounts@kereru.example, moana@kereru.example');
    expect(named('Portside Freight')?.parentId).toBe(named('Key accounts')?.id);
    expect(named('Old Mill Joinery')).toMatchObject({ email: null, termId: 'OFFOLLOWINGMONTH-20' });
    expect(named('Summit Dental')?.termId).toBe('DAYSAFTERBILLMONTH-10');
    for (const name of ['Sunset Antiques', 'Portside Freight (old)', 'Former Client'])
      expect(named(name)?.active).toBe(false);
    expect([named('Valley Power'), skipped]).toEqual([undefined, 1]);
    const used = new Set(records.flatMap(({ termId }) => termId ?? []));
    const [ofAll] = (await readAll(company, 'terms')).records;
    expect(new Set([ofAll, ...along].map((term) => term?.id))).toEqual(used);
    const summit = named('Summit Dental');
    const found = await company.readById('customers', summit ? [summit.id] : []);
    expect(found.terms?.map(({ id }) => id)).toEqual(['DAYSAFTERBILLMONTH-10']);
  });

  it('brings what is owed to customers: credit notes and money on account (E4)', async () => {
    const { company } = await world().open(TENANT_A);
    const credits = (await readAll(company, 'credits')).records;
    const payments = (await readAll(company, 'payments')).records;
    const left =
      credits.reduce((sum, { remainingMinor }) => sum + remainingMinor, 0) +
      payments.reduce((sum, { unappliedMinor }) => sum + unappliedMinor, 0);
    expect(left).toBe(30_000);
    expect(payments.map(({ id }) => id.split('/')[0]?.length === 36)).toContain(true);
    expect(payments.filter(({ id }) => id.startsWith('overpayment/'))).toHaveLength(2);
    expect(payments.filter(({ id }) => id.startsWith('prepayment/'))).toHaveLength(1);
  });

  it('counts what it brings, and says where Xero keeps no count', async () => {
    const { company } = await world().open(TENANT_A);
    const counts = await company.countRecords();
    expect([counts.terms, counts.attachments]).toEqual([null, null]);
    for (const kind of ['invoices', 'credits', 'payments'] as const) {
      const { records, skipped } = await readAll(company, kind);
      expect([kind, records.length + skipped]).toEqual([kind, counts[kind]]);
    }
    const { records, skipped } = await readAll(company, 'customers');
    const contacts = records.filter(({ id }) => !id.startsWith('group/'));
    expect(contacts.length + skipped).toBe(counts.customers);
  });

  it('of no kind asks without pages of a thousand: unpaged lists leave half of each record out', async () => {
    const { company } = await world().open(TENANT_A);
    for (const kind of importKinds) await readAll(company, kind);
    const lists = (await world().requests('/api.xro')).filter(
      ({ path }) => !/Organisation/.test(String(path)),
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const { query } of lists) expect(query).toMatchObject({ pageSize: '1000' });
  });
});

describe('records by their ids', () => {
  it('come together, forty in a call; drafts, bills and strangers are missing', async () => {
    const { company, calls } = await world().open(TENANT_A);
    const known = (await readAll(company, 'invoices')).records.map(({ id }) => id);
    const draft = asId<InvoiceId>(String((await world().invoiceOf('INV-0101'))['InvoiceID']));
    const strangers = Array.from({ length: 60 }, (_, nth) =>
      asId<InvoiceId>(`00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`),
    );
    calls.length = 0;
    const asked = [...known, draft, asId<InvoiceId>('no id'), ...strangers];
    const { records, missing } = await company.readById('invoices', asked);
    expect(records.map(({ id }) => id).toSorted()).toEqual(known.toSorted());
    expect(missing.toSorted()).toEqual([draft, 'no id', ...strangers].toSorted());
    expect(calls).toHaveLength(2);
  });

  it('bring archived contacts, suppliers and groups', async () => {
    const { company } = await world().open(TENANT_A);
    const { records } = await readAll(company, 'customers');
    const supplier = await world().contactOf('Valley Power');
    const ids = [...records.map(({ id }) => id), asId<CustomerId>(String(supplier['ContactID']))];
    const gone = asId<CustomerId>('group/00000000-0000-4000-8000-000000000000');
    const found = await company.readById('customers', [...ids, gone]);
    expect(found.records.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(found.records.find(({ name }) => name === 'Kererū Cafe')?.email).toContain('moana@');
    expect(found.missing).toEqual([gone]);
  });

  it('bring credits and all three kinds of money', async () => {
    const { company } = await world().open(TENANT_A);
    const credits = (await readAll(company, 'credits')).records;
    const payments = (await readAll(company, 'payments')).records;
    const foundCredits = await company.readById(
      'credits',
      credits.map(({ id }) => id),
    );
    const stranger = asId<PaymentId>('prepayment/00000000-0000-4000-8000-000000000000');
    const found = await company.readById('payments', [...payments.map(({ id }) => id), stranger]);
    expect(foundCredits.records).toHaveLength(credits.length);
    const byId = (list: { id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(found.records)).toEqual(byId(payments));
    expect(found.missing).toEqual([stranger]);
  });
});

describe('the PDF and the files of an invoice', () => {
  const invoiceId = async () => {
    return asId<InvoiceId>(String((await world().invoiceOf('INV-0104'))['InvoiceID']));
  };

  it('come as they are', async () => {
    const { company } = await world().open(TENANT_A);
    const pdf = await company.readPdf(await invoiceId());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const files = await company.listAttachments(await invoiceId());
    expect(files).toEqual([
      expect.objectContaining({ fileName: 'delivery-docket.pdf', includeOnSend: true }),
      expect.objectContaining({ fileName: 'internal-notes.png', includeOnSend: false }),
    ]);
    for (const file of files)
      expect((await company.readAttachment(file)).length).toBe(file.sizeBytes);
  });

  it('are to be seen online, paid ones as well; nothing is known of one that does not exist', async () => {
    const { company } = await world().open(TENANT_A);
    expect(await company.readOnlineLink(await invoiceId())).toMatch(
      /^https:\/\/in\.xero\.com\/\w+$/,
    );
    const stranger = asId<InvoiceId>('99999999-9999-4999-8999-999999999999');
    await expect(company.readOnlineLink(stranger)).rejects.toMatchObject({
      code: 'xero.not-found',
    });
  });

  it('half a file is not sent either, nor one that is gone or too large', async () => {
    const { company } = await world().open(TENANT_A);
    const [file] = await company.listAttachments(await invoiceId());
    if (!file) throw new Error('the sample has files');
    const longer = { ...file, sizeBytes: file.sizeBytes + 1 };
    const gone = {
      ...file,
      id: asId<typeof file.id>(`${await invoiceId()}/${crypto.randomUUID()}`),
    };
    const large = { ...file, sizeBytes: 30_000_000 };
    await expect(company.readAttachment(longer)).rejects.toMatchObject({
      code: 'xero.file-unavailable',
    });
    await expect(company.readAttachment(gone)).rejects.toMatchObject({
      code: 'xero.file-unavailable',
    });
    await expect(company.readAttachment(large)).rejects.toMatchObject({
      code: 'xero.file-too-large',
    });
  });
});
