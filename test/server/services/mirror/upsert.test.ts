import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import type { Customer, Invoice } from '../../../../domain/invoice/invoice.ts';
import { getInvoice } from '../../../../server/db/mirror.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Actor } from '../../../../server/services/context.ts';
import { markInvoicesDeleted } from '../../../../server/services/mirror/mark-deleted.ts';
import { storeEach } from '../../../../server/services/mirror/store-each.ts';
import {
  upsertCustomers,
  upsertInvoices,
  upsertTerms,
} from '../../../../server/services/mirror/upsert.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { aCustomer, addOrganisation, anInvoice, aTerm, invoiceId } from './make-records.ts';

const quickbooks: Actor = { kind: 'books', name: 'QuickBooks' };
const at = (time: string) => new Date(`2026-11-22T${time}Z`);
const T1 = at('10:00:00');
const T2 = at('10:05:00');

let database: TestDatabase;
let organisationId: OrganisationId;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  organisationId = await addOrganisation(database);
});

const store = (invoices: Invoice[], now = T1, quiet = false) =>
  inOrganisation(database.store, organisationId, (tx) =>
    upsertInvoices(tx, organisationId, invoices, { now, actor: quickbooks, quiet }),
  );
const storeCustomers = (customers: Customer[], now = T1) =>
  inOrganisation(database.store, organisationId, (tx) =>
    upsertCustomers(tx, organisationId, customers, { now, actor: quickbooks }),
  );
const remove = (ids: string[], now: Date) =>
  inOrganisation(database.store, organisationId, (tx) =>
    markInvoicesDeleted(tx, organisationId, ids.map(invoiceId), { now, actor: quickbooks }),
  );
const stored = (id: string) =>
  inOrganisation(database.store, organisationId, (tx) =>
    getInvoice(tx, organisationId, invoiceId(id)),
  );
const history = async () =>
  (
    await database.query<{ kind: string; invoice_id: string; actor_name: string; detail: object }>(
      'select kind, invoice_id, actor_name, detail from activity where organisation_id = $1 order by id',
      [organisationId],
    )
  ).map((row) => ({ ...row }));
const kinds = async () => (await history()).map((row) => row.kind);
const plans = () =>
  database.query('select payload from outbox where organisation_id = $1 and name = $2', [
    organisationId,
    'reminders.plan',
  ]);
const dirty = async () =>
  (
    await database.query<{ id: string }>(
      `select invoice_id as id from invoice_plan where organisation_id = $1 and next_plan_on = '0001-01-01' order by id`,
      [organisationId],
    )
  ).map((row) => row.id);
const clean = () =>
  database.query('update invoice_plan set next_plan_on = null where organisation_id = $1', [
    organisationId,
  ]);

/** Resolves once a statement of this database waits for another's transaction. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const waiting = await database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
  }
}

describe('an invoice in the mirror', () => {
  it('is kept field by field, as the books gave it', async () => {
    const invoice = anInvoice('101', {
      memoOnStatement: 'a "quoted" \\ memo\nline',
      email: 'a@x.example, b@y.example',
    });
    await store([invoice]);
    expect(await stored('101')).toEqual(invoice);
  });

  it('may lack customer, due date, currency, address, number and term', async () => {
    const bare = anInvoice('101', {
      customerId: null,
      dueOn: null,
      currency: null,
      email: null,
      number: null,
      termId: null,
      customFields: {},
    });
    await store([bare]);
    expect(await stored('101')).toEqual(bare);
  });

  it.each([
    ['a newer version wins', { booksVersion: 2, openMinor: 1 }, T2, 1],
    [
      'a newer version wins although it was read earlier',
      { booksVersion: 2, openMinor: 1 },
      at('09:00:00'),
      1,
    ],
    ['an older version never overwrites', { booksVersion: 0, openMinor: 1 }, T2, 54_000],
    [
      'of two equal versions the one changed later wins',
      { booksUpdatedAt: T1, openMinor: 1 },
      T2,
      1,
    ],
    ['of two equal versions the one read later wins', { openMinor: 1 }, T2, 1],
    ['of two equal versions the one read earlier loses', { openMinor: 1 }, at('09:59:59'), 54_000],
  ])('%s', async (_name, change, readAt, openMinor) => {
    await store([anInvoice('101')]);
    await store([anInvoice('101', change)], readAt);
    expect((await stored('101')).openMinor).toBe(openMinor);
  });

  it('that did not change is not reported, marked or told', async () => {
    await store([anInvoice('101')]);
    await clean();
    expect(await store([anInvoice('101')], T2)).toEqual([]);
    expect(await dirty()).toEqual([]);
    expect(await kinds()).toEqual(['invoice.imported']);
  });

  it('standing twice in a batch is written once, newest copy', async () => {
    await store([
      anInvoice('101', { booksVersion: 4, openMinor: 7 }),
      anInvoice('101', { booksVersion: 3 }),
    ]);
    expect((await stored('101')).openMinor).toBe(7);
  });

  it('of one organisation is not that of another with the same id (E25)', async () => {
    await store([anInvoice('101')]);
    const first = organisationId;
    organisationId = await addOrganisation(database);
    await store([anInvoice('101', { openMinor: 5 })]);
    expect((await stored('101')).openMinor).toBe(5);
    organisationId = first;
    expect((await stored('101')).openMinor).toBe(54_000);
  });

  it('that is new to two workers ends with the newer version, whoever commits first', async () => {
    let older: Promise<unknown> = Promise.resolve();
    await inOrganisation(database.store, organisationId, async (tx) => {
      const options = { now: T1, actor: quickbooks };
      await upsertInvoices(tx, organisationId, [anInvoice('101', { booksVersion: 5 })], options);
      older = store([anInvoice('101', { booksVersion: 3 })], T2);
      await someoneWaits();
    });
    await older;
    expect((await stored('101')).booksVersion).toBe(5);
  });

  it.each([
    ['new', []],
    ['known', [anInvoice('1'), anInvoice('2')]],
  ])(
    'that is %s and read by many workers at once ends with the newest version',
    async (_name, held) => {
      await store(held);
      const copies = Array.from({ length: 12 }, (_, index) => index + 2);
      await Promise.all(
        copies.map((booksVersion) => {
          const pair = [anInvoice('1', { booksVersion }), anInvoice('2', { booksVersion })];
          return store(booksVersion % 2 ? pair : pair.reverse(), T2);
        }),
      );
      expect((await stored('1')).booksVersion).toBe(13);
      expect((await stored('2')).booksVersion).toBe(13);
    },
  );
});

describe('history of the books', () => {
  it.each<[string, Partial<Invoice>, string]>([
    ['paid (E2)', { state: 'paid', openMinor: 0 }, 'invoice.paid'],
    [
      'voided (E11)',
      { state: 'void', openMinor: 0, totalMinor: 0, memoOnStatement: 'Voided' },
      'invoice.voided',
    ],
    ['part-paid (E1)', { openMinor: 100 }, 'invoice.changed'],
    ['given a later due date (E16)', { dueOn: '2026-12-01' }, 'invoice.changed'],
  ])('tells that an invoice was %s, and by whom', async (_name, change, kind) => {
    await store([anInvoice('101')]);
    await store([anInvoice('101', { booksVersion: 2, ...change })], T2);
    expect((await history())[1]).toMatchObject({
      kind,
      invoice_id: '101',
      actor_name: 'QuickBooks',
    });
  });

  it('names the fields that changed with old and new due date and open amount', async () => {
    await store([anInvoice('101')]);
    await store([anInvoice('101', { booksVersion: 2, openMinor: 100, dueOn: '2026-12-01' })], T2);
    expect((await history())[1]?.detail).toEqual({
      currency: 'USD',
      openMinor: 100,
      dueOn: '2026-12-01',
      oldOpenMinor: 54_000,
      oldDueOn: '2026-11-01',
      fields: ['dueOn', 'openMinor'],
    });
  });

  it('calls an invoice whose payment was taken back changed', async () => {
    await store([anInvoice('101', { state: 'paid', openMinor: 0 })]);
    await store([anInvoice('101', { booksVersion: 2 })], T2);
    expect(await kinds()).toEqual(['invoice.imported', 'invoice.changed']);
  });

  it('says nothing when only the version rose', async () => {
    await store([anInvoice('101')]);
    await store([anInvoice('101', { booksVersion: 2 })], T2);
    expect(await kinds()).toEqual(['invoice.imported']);
  });

  it('stays empty, and plans nothing yet, during the first import', async () => {
    await store([anInvoice('101')], T1, true);
    expect(await history()).toEqual([]);
    expect(await plans()).toEqual([]);
  });
});

describe('planning of what changed', () => {
  it('is asked for once, however many invoices changed', async () => {
    await store([anInvoice('101'), anInvoice('102')]);
    await store([anInvoice('101', { booksVersion: 2, openMinor: 1 })], T2);
    expect(await plans()).toEqual([{ payload: { organisationId, scope: 'due' } }]);
    expect(await dirty()).toEqual(['101', '102']);
  });

  it('skips invoices that came settled, and looks again at one that was paid', async () => {
    await store([anInvoice('101'), anInvoice('102', { state: 'paid', openMinor: 0 })]);
    expect(await dirty()).toEqual(['101']);
    await clean();
    await store([anInvoice('101', { booksVersion: 2, state: 'paid', openMinor: 0 })], T2);
    expect(await dirty()).toEqual(['101']);
  });

  it('follows a changed customer down to those billed through it (E28)', async () => {
    const family = [
      aCustomer('5'),
      aCustomer('6', { parentId: aCustomer('5').id, billWithParent: true }),
      aCustomer('8', { parentId: aCustomer('6').id, billWithParent: true }),
      aCustomer('7', { parentId: aCustomer('5').id, billWithParent: false }),
    ];
    await storeCustomers(family);
    await store(family.map(({ id }) => anInvoice(id, { customerId: id })));
    await store([anInvoice('9', { customerId: aCustomer('5').id, state: 'paid', openMinor: 0 })]);
    await clean();
    await storeCustomers([aCustomer('5', { booksVersion: 2, email: 'new@harrow.example' })], T2);
    expect(await dirty()).toEqual(['5', '6', '8']);
  });

  it('does not look at invoices of a customer that is as it was', async () => {
    await storeCustomers([aCustomer('1')]);
    await store([anInvoice('101')]);
    await clean();
    expect(await storeCustomers([aCustomer('1')], T2)).toEqual([]);
    expect(await dirty()).toEqual([]);
  });
});

describe('an invoice deleted in the books (E12)', () => {
  it('is kept, marked, told once and planned', async () => {
    await store([anInvoice('101')]);
    await clean();
    expect(await remove(['101', 'never-seen'], T2)).toEqual(['101']);
    expect(await remove(['101'], T2)).toEqual([]);
    expect(await stored('101')).toMatchObject({ state: 'deleted', openMinor: 54_000 });
    expect(await kinds()).toEqual(['invoice.imported', 'invoice.deleted']);
    expect(await dirty()).toEqual(['101']);
  });

  it('does not come back by a copy read before, even of a newer version', async () => {
    await store([anInvoice('101')]);
    await remove(['101'], T2);
    await store([anInvoice('101', { booksVersion: 9 })], T1);
    expect((await stored('101')).state).toBe('deleted');
  });

  it('comes back when a later reading finds it', async () => {
    await store([anInvoice('101')]);
    await remove(['101'], T2);
    await store([anInvoice('101')], at('10:06:00'));
    expect((await stored('101')).state).toBe('open');
  });
});

describe('records the database cannot hold', () => {
  it('are left out by name while their neighbours are stored', async () => {
    const rows = ['1', '2', '3', '4', '5'].map((id) => anInvoice(id));
    const broken = [
      anInvoice('6', { memoOnInvoice: 'a\u0000b' }),
      anInvoice('7', { dueOn: '2026-02-30' }),
    ];
    const problems = await inOrganisation(database.store, organisationId, (tx) =>
      storeEach(tx, [...rows.slice(0, 2), ...broken, ...rows.slice(2)], (part, some) =>
        upsertInvoices(part, organisationId, some, { now: T1, actor: quickbooks }),
      ),
    );
    expect(problems.map((problem) => problem.recordId).sort()).toEqual(['6', '7']);
    expect(await dirty()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('are the only ones forgiven: a fault of another kind goes on', async () => {
    const failing = inOrganisation(database.store, organisationId, (tx) =>
      storeEach(tx, [anInvoice('1')], () => Promise.reject(new Error('pool is gone'))),
    );
    await expect(failing).rejects.toThrow('pool is gone');
  });
});

it('terms are kept newest first as well', async () => {
  const put = (version: number, name: string) =>
    inOrganisation(database.store, organisationId, (tx) =>
      upsertTerms(tx, organisationId, [aTerm('3', { booksVersion: version, name })], {
        now: T1,
        actor: quickbooks,
      }),
    );
  expect(await put(1, 'Net 30')).toEqual(['3']);
  expect(await put(0, 'Old')).toEqual([]);
  const rows = await database.query('select name from term where organisation_id = $1', [
    organisationId,
  ]);
  expect(rows).toEqual([{ name: 'Net 30' }]);
});
