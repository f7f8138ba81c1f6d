import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import type { Credit, Payment } from '../../../../domain/invoice/money-received.ts';
import type { IdOfKind, ImportKind, RecordsOfKind } from '../../../../integrations/books.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { findUnseenIds, touchRecords } from '../../../../server/db/unseen.ts';
import type { Actor } from '../../../../server/services/context.ts';
import { removeRecords, storeRecords } from '../../../../server/services/mirror/store-records.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import {
  aCredit,
  aCustomer,
  addOrganisation,
  anAttachment,
  anInvoice,
  aPayment,
  customerId,
  invoiceId,
} from './make-records.ts';

const quickbooks: Actor = { kind: 'books', name: 'QuickBooks' };
const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const T1 = at('10:00:00');
const T2 = at('10:05:00');
const T3 = at('10:10:00');

let database: TestDatabase;
let organisationId: OrganisationId;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  organisationId = await addOrganisation(database);
});

const store = <Kind extends ImportKind>(
  kind: Kind,
  rows: RecordsOfKind[Kind][],
  now = T1,
  quiet = false,
) =>
  inOrganisation(database.store, organisationId, (tx) =>
    storeRecords(tx, organisationId, kind, rows, { now, actor: quickbooks, quiet }),
  );
const remove = <Kind extends ImportKind>(kind: Kind, ids: IdOfKind[Kind][], now: Date) =>
  inOrganisation(database.store, organisationId, (tx) =>
    removeRecords(tx, organisationId, kind, ids, { now, actor: quickbooks }),
  );
const tables = { credits: 'credit', payments: 'payment', attachments: 'attachment' } as const;
type Kind = keyof typeof tables;
const stored = async (kind: Kind) =>
  database.query<{ id: string; state: string; books_version: string } & Record<string, unknown>>(
    `select * from ${tables[kind]} where organisation_id = $1 order by id`,
    [organisationId],
  );
const dirty = async () =>
  (
    await database.query<{ id: string }>(
      `select invoice_id as id from invoice_plan where organisation_id = $1 and next_plan_on = '0001-01-01' order by id`,
      [organisationId],
    )
  ).map((row) => row.id);
const clean = async () => {
  await database.query('update invoice_plan set next_plan_on = null where organisation_id = $1', [
    organisationId,
  ]);
  await database.query('delete from outbox where organisation_id = $1', [organisationId]);
};
const plans = async () =>
  (
    await database.query('select 1 from outbox where organisation_id = $1 and name = $2', [
      organisationId,
      'reminders.plan',
    ])
  ).length;

type Maker = (id: string, change?: { booksVersion?: number; state?: 'live' | 'deleted' }) => never;
const kinds: [Kind, Maker][] = [
  ['credits', aCredit as unknown as Maker],
  ['payments', aPayment as unknown as Maker],
  ['attachments', anAttachment as unknown as Maker],
];

describe.each(kinds)('%s', (kind, make) => {
  const version = (booksVersion: number) => [make('7', { booksVersion })];
  const held = async () =>
    (await stored(kind)).map((row) => [Number(row.books_version), row.state]);
  const ids = ['7' as never];

  it('are kept, newest version, whatever the order in which they come', async () => {
    expect(await store(kind, version(3))).toMatchObject({ changed: 1, problems: [] });
    expect(await store(kind, version(2), T2)).toMatchObject({ changed: 0 });
    expect(await held()).toEqual([[3, 'live']]);
    expect(await store(kind, version(4), at('09:00:00'))).toMatchObject({ changed: 1 });
    expect(await held()).toEqual([[4, 'live']]);
  });

  it('that are as they were count as unchanged', async () => {
    await store(kind, version(3));
    expect(await store(kind, version(3), T2)).toMatchObject({ changed: 0, touchedInvoiceIds: [] });
  });

  it('are kept newest first during the first import too', async () => {
    expect(await store(kind, version(3), T1, true)).toMatchObject({ changed: 1 });
    expect(await store(kind, version(2), T2, true)).toMatchObject({ changed: 0 });
    expect(await held()).toEqual([[3, 'live']]);
  });

  it('are marked once when the books delete them, and come back only by a later copy (E12)', async () => {
    await store(kind, version(1));
    expect(await remove(kind, ids, T2)).toMatchObject({ changed: 1 });
    expect(await remove(kind, ids, T3)).toMatchObject({ changed: 0 });
    await store(kind, version(9), T1);
    expect(await held()).toEqual([[1, 'deleted']]);
    await store(kind, version(1), at('10:11:00'));
    expect(await held()).toEqual([[1, 'live']]);
  });

  it('that the database cannot hold are named, and their neighbours stored', async () => {
    const broken = { ...(make('8') as object), id: '8', booksVersion: 'many' } as never;
    const brought = await store(kind, [make('7'), broken, make('9')]);
    expect(brought.problems).toEqual([{ recordId: '8', code: 'record.not-storable' }]);
    expect(brought.changed).toBe(2);
  });

  it('that a complete reading did not meet are found, the deleted ones left out', async () => {
    const unseen = () =>
      inOrganisation(database.store, organisationId, (tx) =>
        findUnseenIds(tx, organisationId, kind, { since: T2, afterId: '', limit: 10 }),
      );
    await store(kind, [make('7'), make('8'), make('9')]);
    await remove(kind, ['9' as never], T1);
    expect(await unseen()).toEqual(['7', '8']);
    await inOrganisation(database.store, organisationId, (tx) =>
      touchRecords(tx, organisationId, kind, { ids: ['8', '9'], readAt: T2 }),
    );
    expect(await unseen()).toEqual(['7']);
  });
});

describe('a payment', () => {
  const paid = (change: Partial<Payment> = {}) =>
    aPayment('7', { invoiceIds: ['101', '102'].map(invoiceId), ...change });

  it.each<[string, () => Promise<{ touchedInvoiceIds: string[] }>, string[]]>([
    ['that is new', () => store('payments', [paid()]), ['101', '102']],
    [
      'moved to another invoice',
      async () => {
        await store('payments', [paid()]);
        return store(
          'payments',
          [paid({ booksVersion: 2, invoiceIds: [invoiceId('102'), invoiceId('103')] })],
          T2,
        );
      },
      ['101', '102', '103'],
    ],
    [
      'that was voided and names nothing any more (facts: QuickBooks 2.4)',
      async () => {
        await store('payments', [paid()]);
        return store('payments', [paid({ booksVersion: 2, state: 'void', invoiceIds: [] })], T2);
      },
      ['101', '102'],
    ],
    [
      'that was deleted',
      async () => {
        await store('payments', [paid()]);
        return remove('payments', [paid().id], T2);
      },
      ['101', '102'],
    ],
    [
      'that is as it was',
      async () => {
        await store('payments', [paid()]);
        return store('payments', [paid()], T2);
      },
      [],
    ],
  ])('%s names the invoices to read again', async (_name, act, expected) => {
    expect([...(await act()).touchedInvoiceIds].sort()).toEqual(expected);
  });

  it('is kept field by field', async () => {
    await store('payments', [paid({ unappliedMinor: 50, creditIds: ['301' as never] })]);
    expect(await stored('payments')).toMatchObject([
      {
        customer_id: '1',
        currency: 'USD',
        total_minor: '10000',
        unapplied_minor: '50',
        state: 'live',
        invoice_ids: ['101', '102'],
        credit_ids: ['301'],
      },
    ]);
  });
});

describe('a credit memo', () => {
  const applied = (change: Partial<Credit> = {}) =>
    aCredit('301', { paymentIds: ['7' as never], ...change });
  beforeEach(() =>
    store('payments', [aPayment('7', { invoiceIds: [invoiceId('101')], totalMinor: 0 })]),
  );

  it.each<[string, () => Promise<{ touchedInvoiceIds: string[] }>]>([
    ['that changed', () => store('credits', [applied()])],
    [
      'whose application was taken back',
      async () => {
        await store('credits', [applied()]);
        return store('credits', [applied({ booksVersion: 2, paymentIds: [] })], T2);
      },
    ],
    [
      'that was deleted',
      async () => {
        await store('credits', [applied()]);
        return remove('credits', [applied().id], T2);
      },
    ],
  ])('%s names the invoices of the payments that apply it', async (_name, act) => {
    expect((await act()).touchedInvoiceIds).toEqual(['101']);
  });
});

describe('planning by net position (E4)', () => {
  const child = (id: string, billWithParent: boolean, version = 1) =>
    aCustomer(id, { parentId: customerId('1'), billWithParent, booksVersion: version });
  const due = (id: string) => anInvoice(id, { customerId: customerId(id) });
  beforeEach(async () => {
    await store('customers', [
      aCustomer('1'),
      child('2', true),
      child('3', true),
      child('4', false),
      aCustomer('5'),
    ]);
    await store('invoices', ['1', '2', '3', '4', '5'].map(due));
    await clean();
  });
  const onAccount = (of: string, change: Partial<Payment> = {}) =>
    aPayment('7', { unappliedMinor: 500, customerId: customerId(of), ...change });

  it.each<[string, string, string[]]>([
    ['a customer of its own', '5', ['5']],
    ['a parent, with all who are billed with it (E28)', '1', ['1', '2', '3']],
    ['a child billed with its parent (E28)', '2', ['1', '2', '3']],
    ['a child billed by itself', '4', ['4']],
  ])('looks again at what is open of %s', async (_name, of, expected) => {
    await store('payments', [onAccount(of)]);
    expect(await dirty()).toEqual(expected);
    expect(await plans()).toBe(1);
  });

  it('looks at both customers when the money moves from one to the other', async () => {
    await store('payments', [onAccount('4')]);
    await clean();
    await store('payments', [onAccount('5', { booksVersion: 2 })], T2);
    expect(await dirty()).toEqual(['4', '5']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a void', () => store('payments', [onAccount('5', { booksVersion: 2, state: 'void' })], T2)],
    ['a deletion', () => remove('payments', [onAccount('5').id], T2)],
    ['a credit memo', () => store('credits', [aCredit('8', { customerId: customerId('5') })], T2)],
  ])('looks again after %s', async (_name, act) => {
    await store('payments', [onAccount('5')]);
    await clean();
    await act();
    expect(await dirty()).toEqual(['5']);
    expect(await plans()).toBe(1);
  });

  it('looks at the others of a position when one of its invoices is paid, only where there is credit', async () => {
    const paid = (id: string, version: number) =>
      store(
        'invoices',
        [
          anInvoice(id, {
            customerId: customerId(id),
            booksVersion: version,
            openMinor: 0,
            state: 'paid',
          }),
        ],
        T2,
      );
    await paid('2', 2);
    expect(await dirty()).toEqual(['2']);
    await store('credits', [aCredit('8', { customerId: customerId('1') })]);
    await clean();
    await paid('3', 2);
    expect(await dirty()).toEqual(['1', '3']);
  });

  it('looks at the others of a position when one of its invoices is deleted (E12)', async () => {
    await store('credits', [aCredit('8', { customerId: customerId('1') })]);
    await clean();
    await remove('invoices', [invoiceId('2')], T2);
    expect(await dirty()).toEqual(['1', '2', '3']);
  });

  it('looks at those who stay when a child is no longer billed with them', async () => {
    await store('customers', [child('2', false, 2)], T2);
    expect(await dirty()).toEqual(['1', '2', '3']);
  });

  it('asks for nothing during the first import: all is planned at its end', async () => {
    await store('payments', [onAccount('5')], T1, true);
    expect(await dirty()).toEqual([]);
    expect(await plans()).toBe(0);
  });
});

describe('the memo of an invoice that is voided (E11)', () => {
  const memoOf = async () =>
    (
      await database.query<{ memo: string }>(
        'select memo_on_statement as memo from invoice where organisation_id = $1',
        [organisationId],
      )
    ).map((row) => row.memo);
  const live = (change = {}) => anInvoice('101', { memoOnStatement: '#noremind', ...change });
  const voided = (booksVersion: number) =>
    anInvoice('101', { booksVersion, state: 'void', memoOnStatement: 'Voided', openMinor: 0 });

  it('stays what it was, however often the void is read', async () => {
    await store('invoices', [live()]);
    expect(await store('invoices', [voided(2)], T2)).toMatchObject({ changed: 1 });
    expect(await memoOf()).toEqual(['#noremind']);
    expect(await store('invoices', [voided(2)], T3)).toMatchObject({ changed: 0 });
    expect(await memoOf()).toEqual(['#noremind']);
  });

  it('is that of the books when the mirror never knew another', async () => {
    await store('invoices', [voided(2)]);
    expect(await memoOf()).toEqual(['Voided']);
  });

  it('follows the books while the invoice is not void', async () => {
    await store('invoices', [live()]);
    await store(
      'invoices',
      [live({ booksVersion: 2, memoOnStatement: 'Voided the last visit' })],
      T2,
    );
    expect(await memoOf()).toEqual(['Voided the last visit']);
  });
});
