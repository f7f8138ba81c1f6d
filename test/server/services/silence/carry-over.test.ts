import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { OrganisationId } from '../../../../domain/ids.ts';
import type { Invoice } from '../../../../domain/invoice/invoice.ts';
import type { Context, Member } from '../../../../server/services/context.ts';
import {
  markCustomersInactive,
  markInvoicesDeleted,
} from '../../../../server/services/mirror/mark-deleted.ts';
import { upsertCustomers, upsertInvoices } from '../../../../server/services/mirror/upsert.ts';
import { readInvoiceSilence } from '../../../../server/services/silence/list.ts';
import { muteReminders } from '../../../../server/services/silence/mute.ts';
import { recordPromise } from '../../../../server/services/silence/promise.ts';
import { listTaskPage } from '../../../../server/services/tasks/list.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { aCustomer, anInvoice, customerId, invoiceId } from '../mirror/make-records.ts';

const now = new Date('2026-11-22T17:00:00Z');
const by = { now, actor: { kind: 'books' as const, name: 'QuickBooks' } };

let database: TestDatabase;
let ctx: Context;
let owner: Member;
let organisationId: OrganisationId;
beforeAll(async () => {
  database = await openTestDatabase();
  ctx = makeContext(database, { now: () => now });
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  ({ id: organisationId, owner } = await makeOrganisation(ctx));
  await storeCustomers(['1', true], ['2', true]);
  await store(anInvoice('7'));
});

const store = (...invoices: Invoice[]) =>
  inOrganisation(ctx.store, organisationId, (tx) =>
    upsertInvoices(tx, organisationId, invoices, by),
  );
let version = 1;
const storeCustomers = (...customers: [string, boolean][]) =>
  inOrganisation(ctx.store, organisationId, (tx) =>
    upsertCustomers(
      tx,
      organisationId,
      customers.map(([id, active]) => aCustomer(id, { active, booksVersion: (version += 1) })),
      by,
    ),
  );
const silences = async (id = '7') =>
  (await readInvoiceSilence(ctx, owner, invoiceId(id))).rows.map(({ kind, untilOn, reason }) => ({
    kind,
    untilOn,
    reason,
  }));
const tasks = async () =>
  (await listTaskPage(ctx, owner, { state: 'open', limit: 10 })).rows.map(
    ({ kind, customer }) => `${kind} ${customer?.id}`,
  );

describe('an invoice that goes to another customer (E26)', () => {
  it('takes the mutes of the one it came from along, once', async () => {
    const mute = { level: 'customer' as const, subjectId: '1', reason: 'new owner' };
    await muteReminders(ctx, owner, { ...mute, untilOn: '2026-11-30' });
    for (const booksVersion of [2, 3, 4])
      await store(
        anInvoice('7', { booksVersion, customerId: customerId(booksVersion === 3 ? '1' : '2') }),
      );
    expect(await silences()).toEqual([
      { kind: 'invoice', untilOn: '2026-11-30', reason: 'new owner' },
    ]);
  });

  it('keeps its promise', async () => {
    const promise = { promisedOn: '2026-11-30', graceDays: 0, amountMinor: null, note: '' };
    await recordPromise(ctx, owner, invoiceId('7'), promise);
    await store(anInvoice('7', { booksVersion: 2, customerId: customerId('2') }));
    expect(await silences()).toMatchObject([{ kind: 'promise' }]);
  });
});

describe('a reading of the books', () => {
  const promise = () =>
    recordPromise(ctx, owner, invoiceId('7'), {
      promisedOn: '2026-11-30',
      graceDays: 0,
      amountMinor: null,
      note: '',
    });
  const states = () =>
    database.query('select state from promise where organisation_id = $1', [organisationId]);

  it.each([false, true])('that brings a payment settles the promise (quiet: %s)', async (quiet) => {
    await promise();
    const paid = anInvoice('7', { booksVersion: 2, state: 'paid', openMinor: 0 });
    await inOrganisation(ctx.store, organisationId, (tx) =>
      upsertInvoices(tx, organisationId, [paid], { ...by, quiet }),
    );
    expect(await states()).toEqual([{ state: 'kept' }]);
  });

  it('that misses an invoice withdraws its promise', async () => {
    await promise();
    await inOrganisation(ctx.store, organisationId, (tx) =>
      markInvoicesDeleted(tx, organisationId, [invoiceId('7')], {
        ...by,
        now: new Date(now.getTime() + 1_000),
      }),
    );
    expect(await states()).toEqual([{ state: 'withdrawn' }]);
  });
});

describe('a customer who becomes inactive (E27)', () => {
  it('is one task while something is open, and none otherwise', async () => {
    await storeCustomers(['1', false], ['2', false]);
    await storeCustomers(['1', true]);
    await storeCustomers(['1', false]);
    expect(await tasks()).toEqual(['inactive-customer 1']);
  });

  it('is a task also when the books no longer give the customer out', async () => {
    await inOrganisation(ctx.store, organisationId, (tx) =>
      markCustomersInactive(tx, organisationId, [customerId('1')], by),
    );
    expect(await tasks()).toEqual(['inactive-customer 1']);
  });
});
