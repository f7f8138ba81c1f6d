import { describe, expect, it } from '@jest/globals';
import {
  importKinds,
  type BooksCompany,
  type ImportKind,
  type Page,
  type PageScope,
  type RecordsOfKind,
} from '../../../integrations/books.ts';
import { REALM_A, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import { useWorld } from './world.ts';

const world = useWorld();

async function readAll<Kind extends ImportKind>(
  company: BooksCompany,
  kind: Kind,
  options: { total?: number; scope?: PageScope } = {},
  between?: (page: number) => Promise<unknown>,
): Promise<RecordsOfKind[Kind][]> {
  const records: RecordsOfKind[Kind][] = [];
  let from: string | null = null;
  for (let page = 1; page < 20; page += 1) {
    const answer: Page<Kind> = await company.readPage(kind, from, options);
    records.push(...answer.records);
    expect(answer.unreadable).toEqual([]);
    if (answer.next === null) return records;
    from = answer.next;
    await between?.(page);
  }
  throw new Error('the pages do not end');
}

async function inBooks(entity: 'Invoice' | 'Customer' | 'Payment', realmId = REALM_C) {
  return (await world().sandbox.admin.list({ realmId, entity })).entities;
}

describe('counting', () => {
  it('tells the totals of all six kinds by one call, metered as six', async () => {
    const { company, calls } = await world().open(REALM_A);
    expect(await company.countRecords()).toEqual({
      terms: 8,
      customers: 13,
      invoices: 20,
      credits: 2,
      payments: 7,
      attachments: 7,
    });
    expect(calls).toEqual([expect.objectContaining({ metered: true, items: 6 })]);
    expect(await world().requests('/batch')).toHaveLength(1);
  });

  it('is never kept: a later count is the books’ own', async () => {
    const { company } = await world().open(REALM_A);
    const before = await company.countRecords();
    await world().sandbox.admin.createPayment({ realmId: REALM_A, customerId: '1', amount: 5 });
    expect((await company.countRecords()).payments).toBe(Number(before.payments) + 1);
  });
});

describe('an import', () => {
  it('of two thousand and some hundred records costs a call for every thousand, and no more', async () => {
    const { company } = await world().open(REALM_C);
    const counts = await company.countRecords();
    expect(counts).toMatchObject({
      invoices: (await inBooks('Invoice')).length,
      customers: (await inBooks('Customer')).length,
      payments: (await inBooks('Payment')).length,
    });
    expect(counts.invoices).toBeGreaterThan(2000);
    for (const kind of importKinds) {
      const total = counts[kind] ?? 0;
      if (total === 0) continue;
      const already = (await world().requests('/query')).length;
      const records = await readAll(company, kind, { total });
      expect(new Set(records.map((one) => one.id)).size).toBe(total);
      const calls = (await world().requests('/query')).length - already;
      expect([kind, calls]).toEqual([kind, Math.ceil(total / 1000)]);
    }
  });

  it('ends with the page that reaches the total, full or short', async () => {
    const { company } = await world().open(REALM_C);
    const first = await company.readPage('invoices', null, { total: 1000 });
    expect(first.records).toHaveLength(1000);
    expect(first.next).toBeNull();
    const terms = await company.readPage('terms', null, { total: 4 });
    expect(terms.next).toBeNull();
  });

  it('without a total goes on until a page is empty', async () => {
    const { company, calls } = await world().open(REALM_A);
    const first = await company.readPage('customers', null);
    expect(first.records).toHaveLength(13);
    const second = await company.readPage('customers', first.next, { total: null });
    expect(second).toEqual({ records: [], unreadable: [], skipped: 0, next: null });
    expect(calls).toHaveLength(2);
  });

  it('goes on in another session, from where the first one stood', async () => {
    const first = await world().open(REALM_C);
    const page = await first.company.readPage('invoices', null);
    const second = await world().open(REALM_C);
    const next = await second.company.readPage('invoices', page.next);
    expect(Number(next.records[0]?.id)).toBeGreaterThan(Number(page.records.at(-1)?.id));
  });

  it('reads on past the last short page when invoices are deleted meanwhile, so that the caller sees what is missing', async () => {
    const { admin } = world().sandbox;
    const { company } = await world().open(REALM_C);
    const total = Number((await company.countRecords()).invoices);
    const [early = ''] = (await inBooks('Invoice')).map((one) => String(one['Id']));
    const read = await readAll(company, 'invoices', { total }, async (page) => {
      if (page === 1) await admin.deleteInvoice({ realmId: REALM_C, id: early });
    });
    const ids = new Set<string>(read.map((one) => one.id));
    // The deleted one was read, and the first of the second page moved up out of sight.
    expect(ids.size).toBe(total - 1);
    expect(ids.has(early)).toBe(true);
    const left = (await inBooks('Invoice')).filter((one) => !ids.has(String(one['Id'])));
    expect(left).toHaveLength(1);
  });

  it('includes inactive customers and terms', async () => {
    const { company } = await world().open(REALM_A);
    const customers = await readAll(company, 'customers');
    const terms = await readAll(company, 'terms');
    expect(customers.find((one) => one.id === '10')).toMatchObject({ active: false });
    expect(terms.find((one) => one.name.startsWith('Net 45'))).toMatchObject({ active: false });
  });

  it('comes in the order of ids, as numbers', async () => {
    const { company } = await world().open(REALM_C);
    const ids = (await company.readPage('invoices', null)).records.map((one) => Number(one.id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });
});

describe('the open invoices', () => {});
