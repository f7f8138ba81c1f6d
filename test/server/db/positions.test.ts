import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { NetPosition } from '../../../domain/invoice/money-received.ts';
import type { ImportKind, RecordsOfKind } from '../../../integrations/books.ts';
import { netPositions } from '../../../server/db/positions.ts';
import { inOrganisation } from '../../../server/db/transaction.ts';
import { dunlin } from '../../../server/services/context.ts';
import { removeRecords, storeRecords } from '../../../server/services/mirror/store-records.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  aCredit,
  aCustomer,
  addOrganisation,
  anInvoice,
  aPayment,
  customerId,
} from '../services/mirror/make-records.ts';

let database: TestDatabase;
let organisationId: OrganisationId;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  organisationId = await addOrganisation(database);
});

type Books = { [Kind in ImportKind]?: RecordsOfKind[Kind][] };
const now = new Date('2026-11-22T10:00:00Z');

async function put<Kind extends ImportKind>(kind: Kind, rows: RecordsOfKind[Kind][] = []) {
  await inOrganisation(database.store, organisationId, (tx) =>
    storeRecords(tx, organisationId, kind, rows, { now, actor: dunlin }),
  );
}
async function keep(books: Books) {
  await put('customers', books.customers ?? [aCustomer('1')]);
  await put('invoices', books.invoices);
  await put('credits', books.credits);
  await put('payments', books.payments);
}
const positions = async (...ids: string[]) =>
  Object.fromEntries(
    await inOrganisation(database.store, organisationId, (tx) =>
      netPositions(tx, organisationId, ids.map(customerId)),
    ),
  );

const owes = (openMinor: number, creditMinor: number, currency = 'USD'): NetPosition => ({
  currency,
  openMinor,
  creditMinor,
});
const child = (id: string, billWithParent = true) =>
  aCustomer(id, { parentId: customerId('1'), billWithParent });
const due = (id: string, openMinor: number, of = '1', change = {}) =>
  anInvoice(id, { openMinor, customerId: customerId(of), ...change });
const onAccount = (id: string, unappliedMinor: number, of = '1', change = {}) =>
  aPayment(id, { unappliedMinor, customerId: customerId(of), ...change });
const owed = (id: string, remainingMinor: number, of = '1', change = {}) =>
  aCredit(id, { remainingMinor, customerId: customerId(of), ...change });

describe('the net position of a customer (E4)', () => {
  it.each<[string, Books, NetPosition[] | undefined]>([
    ['without any credit is not told', { invoices: [due('1', 500)] }, undefined],
    [
      'counts open invoices, money on account and open credit memos',
      {
        invoices: [due('1', 500), due('2', 300)],
        payments: [onAccount('1', 40), onAccount('2', 2)],
        credits: [owed('1', 100)],
      },
      [owes(800, 142)],
    ],
    [
      'may be owed more than it owes (E5)',
      { invoices: [due('1', 5)], credits: [owed('1', 100)] },
      [owes(5, 100)],
    ],
    [
      'leaves out invoices that are not open',
      {
        invoices: [due('1', 500, '1', { state: 'paid' }), due('2', 300, '1', { state: 'void' })],
        credits: [owed('1', 100)],
      },
      [owes(0, 100)],
    ],
    [
      'never mixes currencies (E7)',
      {
        invoices: [due('1', 500), due('2', 700, '1', { currency: 'EUR' })],
        credits: [owed('1', 100, '1', { currency: 'EUR' })],
      },
      [owes(700, 100, 'EUR'), owes(500, 0)],
    ],
    [
      'takes the currency of the customer where the money names none',
      { invoices: [due('1', 500)], payments: [onAccount('1', 40, '1', { currency: null })] },
      [owes(500, 40)],
    ],
    [
      'leaves out an invoice of unknown currency',
      {
        invoices: [due('1', 500), due('2', 300, '1', { currency: null })],
        credits: [owed('1', 100)],
      },
      [owes(500, 100)],
    ],
    [
      'counts no void payment or credit',
      {
        invoices: [due('1', 500)],
        payments: [onAccount('1', 40, '1', { state: 'void' })],
        credits: [owed('1', 100, '1', { state: 'void' })],
      },
      undefined,
    ],
    [
      'counts no money that was applied to its last cent',
      { invoices: [due('1', 500)], payments: [onAccount('1', 0)], credits: [owed('1', 0)] },
      undefined,
    ],
    [
      'does not count the credit of somebody else',
      {
        customers: [aCustomer('1'), aCustomer('2')],
        invoices: [due('1', 500)],
        credits: [owed('1', 100, '2')],
      },
      undefined,
    ],
  ])('%s', async (_name, books, expected) => {
    await keep(books);
    expect(await positions('1')).toEqual(expected ? { '1': expected } : {});
  });

  it('forgets a deleted credit (E12)', async () => {
    await keep({ invoices: [due('1', 500)], credits: [owed('1', 100)] });
    await inOrganisation(database.store, organisationId, (tx) =>
      removeRecords(tx, organisationId, 'credits', [aCredit('1').id], { now, actor: dunlin }),
    );
    expect(await positions('1')).toEqual({});
  });

  it('is that of its own organisation (E25)', async () => {
    await keep({ invoices: [due('1', 500)], credits: [owed('1', 100)] });
    organisationId = await addOrganisation(database);
    await keep({ invoices: [due('1', 7)], credits: [owed('1', 3)] });
    expect(await positions('1')).toEqual({ '1': [owes(7, 3)] });
  });
});

describe('customers who are billed together (E28)', () => {
  const family = {
    customers: [aCustomer('1'), child('2'), child('3'), child('4', false), aCustomer('5')],
    invoices: [due('1', 100), due('2', 200, '2'), due('3', 300, '3'), due('4', 400, '4')],
  };

  it.each([
    ['the parent', '1'],
    ['a child billed with it', '2'],
  ])('share the credit of %s', async (_name, holder) => {
    await keep({ ...family, credits: [owed('1', 50, holder)] });
    const shared = [owes(600, 50)];
    expect(await positions('1', '2', '3', '4', '5')).toEqual({
      '1': shared,
      '2': shared,
      '3': shared,
    });
    expect(await positions('3')).toEqual({ '3': shared });
  });

  it('share nothing with a child that is billed by itself', async () => {
    await keep({ ...family, credits: [owed('1', 50, '4')] });
    expect(await positions('1', '2', '4')).toEqual({ '4': [owes(400, 50)] });
  });

  it('share it also when the mirror does not hold their parent', async () => {
    await keep({
      customers: [child('2'), child('3')],
      invoices: [due('2', 200, '2'), due('3', 300, '3')],
      payments: [onAccount('1', 50, '3')],
    });
    expect(await positions('2')).toEqual({ '2': [owes(500, 50)] });
  });
});
