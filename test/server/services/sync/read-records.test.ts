import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { InvoiceId, OrganisationId } from '../../../../domain/ids.ts';
import { REALM_A } from '../../../../sandbox/quickbooks/index.ts';
import { ANY_CUSTOMER, type NamedKind } from '../../../../server/db/named-records.ts';
import { readNamed } from '../../../../server/services/sync/read-records.ts';
import { openReading } from '../../../../server/services/sync/reading.ts';
import { refreshInvoices } from '../../../../server/services/sync/refresh-invoices.ts';
import {
  callsTo,
  connectAndImport,
  kindsOf,
  nameRecords,
  rowsOf,
  startBooksWorld,
  type BooksWorld,
} from './books-world.ts';

type Row = Record<string, unknown> & { id: string };

let world: BooksWorld;
let organisationId: OrganisationId;
beforeAll(async () => {
  world = await startBooksWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.reset({});
  organisationId = await connectAndImport(world, REALM_A);
});

const name = (kind: NamedKind, ...ids: string[]) => nameRecords(world, organisationId, kind, ids);
const read = async (kind: NamedKind, ...ids: string[]) => {
  await name(kind, ...ids);
  return readNamed(world.ctx, organisationId);
};
const waiting = async () =>
  (
    await world.database.query<{ id: string }>(
      'select record_id as id from named_record where organisation_id = $1 order by record_id',
      [organisationId],
    )
  ).map(({ id }) => id);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const refresh = async (id: string) =>
  refreshInvoices(await openReading(world.ctx, organisationId), [id as InvoiceId]);
const row = async (table: string, id: string): Promise<Row | undefined> =>
  (await rowsOf<Row>(world, table, organisationId)).find((one) => one.id === id);
const inA = { realmId: REALM_A };

describe('a record that a webhook names', () => {
  it('is read by one call, and a payment is seen', async () => {
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    expect(await read('invoice', '101')).toEqual({ kind: 'done' });
    expect(await row('invoice', '101')).toMatchObject({ state: 'paid', open_minor: '0' });
    expect(await callsTo(world, REALM_A)).toHaveLength(1);
    expect(await waiting()).toEqual([]);
    expect(await kindsOf(world, organisationId)).toEqual(['sync.finished', 'invoice.paid']);
  });

  it('is one of a hundred: together they cost one call per kind', async () => {
    const { entities } = await world.sandbox.admin.list({ ...inA, entity: 'Customer' });
    const active = entities.filter((one) => one['Active'] !== false);
    const customers = active.map((one) => String(one['Id']));
    const invoices = (await rowsOf<Row>(world, 'invoice', organisationId)).map(({ id }) => id);
    await name('customer', ...customers);
    await name('invoice', ...invoices);
    await name('term', '1', '3');
    expect(customers.length + invoices.length).toBeGreaterThan(20);
    expect(await readNamed(world.ctx, organisationId)).toEqual({ kind: 'done' });
    expect(await callsTo(world, REALM_A)).toHaveLength(3);
  });

  it('twice, or by several workers at once, is told once', async () => {
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await Promise.all([read('invoice', '101'), read('invoice', '101'), read('payment', '999')]);
    await read('invoice', '101');
    expect(await kindsOf(world, organisationId)).toEqual(['sync.finished', 'invoice.paid']);
  });

  it('costs nothing when the mirror read it clearly after the change', async () => {
    await nameRecords(world, organisationId, 'invoice', ['101'], minutesAgo(2));
    expect(await readNamed(world.ctx, organisationId)).toEqual({ kind: 'done' });
    expect(await callsTo(world, REALM_A)).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('is read all the same when the clocks may differ by as much, in the same second above all', async () => {
    const [seen] = await rowsOf<{ seen_at: Date }>(world, 'invoice', organisationId);
    await nameRecords(world, organisationId, 'invoice', ['101'], seen?.seen_at);
    await readNamed(world.ctx, organisationId);
    expect(await callsTo(world, REALM_A)).toHaveLength(1);
  });

  it('and is named again while it is read is read again', async () => {
    await name('invoice', '101', '103');
    world.beforeCall(() => name('invoice', '101'));
    await readNamed(world.ctx, organisationId);
    world.beforeCall(() => undefined);
    expect(await waiting()).toEqual(['101']);
  });

  it('and was deleted is kept as deleted (E12)', async () => {
    await world.sandbox.admin.deleteInvoice({ ...inA, id: '101' });
    await read('invoice', '101');
    expect(await row('invoice', '101')).toMatchObject({ state: 'deleted' });
    expect(await kindsOf(world, organisationId)).toContain('invoice.deleted');
  });

  it('and was voided is void (E11)', async () => {
    await world.sandbox.admin.voidInvoice({ ...inA, id: '105' });
    await read('invoice', '105');
    expect(await row('invoice', '105')).toMatchObject({ state: 'void', open_minor: '0' });
    expect(await kindsOf(world, organisationId)).toContain('invoice.voided');
  });

  it('brings the customer along when the mirror does not know it yet, by two calls', async () => {
    const customer = await world.sandbox.admin.createCustomer({ ...inA, name: 'New Leaf' });
    const customerId = String(customer['Id']);
    const made = await world.sandbox.admin.createInvoice({ ...inA, customerId, amount: 10 });
    await read('invoice', String(made['Id']));
    expect(await row('customer', customerId)).toMatchObject({ full_name: 'New Leaf' });
    expect(await callsTo(world, REALM_A)).toHaveLength(2);
  });

  it('may be a payment: it and its invoices are read', async () => {
    const payment = await world.sandbox.admin.payInvoice({ ...inA, id: '101', amount: 40 });
    const paymentId = String(payment['Id']);
    await read('payment', paymentId);
    expect(await row('invoice', '101')).toMatchObject({ state: 'open', open_minor: '50000' });
    expect(await row('payment', paymentId)).toMatchObject({ total_minor: '4000', state: 'live' });
    expect(await callsTo(world, REALM_A)).toHaveLength(2);
  });

  it('may be a payment that was deleted: what it had settled is open again', async () => {
    const payment = await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    const paymentId = String(payment['Id']);
    await read('payment', paymentId);
    await world.sandbox.admin.deletePayment({ ...inA, id: paymentId });
    await read('payment', paymentId);
    expect(await row('payment', paymentId)).toMatchObject({ state: 'deleted' });
    expect(await row('invoice', '101')).toMatchObject({ state: 'open', open_minor: '54000' });
  });

  it('may be a payment whose invoices could not be read at once: they are not forgotten', async () => {
    const payment = await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    const paymentId = String(payment['Id']);
    await read('payment', paymentId);
    await world.sandbox.admin.deletePayment({ ...inA, id: paymentId });
    await world.sandbox.admin.addFault({ kind: 'throttle', path: 'from Invoice' });
    await expect(read('payment', paymentId)).rejects.toMatchObject({ name: 'Busy' });
    expect(await row('payment', paymentId)).toMatchObject({ state: 'deleted' });
    await readNamed(world.ctx, organisationId);
    expect(await row('invoice', '101')).toMatchObject({ state: 'open', open_minor: '54000' });
  });

  it('may be a credit: it, its payment and the invoice it settles are read', async () => {
    const credit = await world.sandbox.admin.createCreditMemo({
      ...inA,
      customerId: '3',
      amount: 50,
    });
    const creditMemoId = String(credit['Id']);
    await read('credit', creditMemoId);
    expect(await row('credit', creditMemoId)).toMatchObject({ remaining_minor: '5000' });
    await world.sandbox.admin.applyCredit({ ...inA, invoiceId: '118', creditMemoId });
    await read('credit', creditMemoId);
    expect(await row('credit', creditMemoId)).toMatchObject({ remaining_minor: '0' });
    expect(await row('invoice', '118')).toMatchObject({ open_minor: '30000' });
  });

  it('may be a payment that applies a credit: the credit is read, too', async () => {
    const credit = await world.sandbox.admin.createCreditMemo({
      ...inA,
      customerId: '3',
      amount: 50,
    });
    const creditMemoId = String(credit['Id']);
    await read('credit', creditMemoId);
    const payment = await world.sandbox.admin.applyCredit({
      ...inA,
      invoiceId: '118',
      creditMemoId,
    });
    await read('payment', String(payment['Id']));
    expect(await row('credit', creditMemoId)).toMatchObject({ remaining_minor: '0' });
    expect(await row('invoice', '118')).toMatchObject({ open_minor: '30000' });
  });

  it('may be a term or the company', async () => {
    await world.sandbox.admin.editTerm({ ...inA, id: '3', changes: { Name: 'Thirty days' } });
    await world.sandbox.admin.editCompany({ ...inA, changes: { CompanyName: 'Alderbrook & Co' } });
    await name('term', '3');
    await read('company', '1');
    expect(await row('term', '3')).toMatchObject({ name: 'Thirty days' });
    expect((await rowsOf(world, 'organisation', organisationId))[0]).toMatchObject({
      name: 'Alderbrook & Co',
    });
  });

  it('may be a customer with another address: its open invoices are planned again', async () => {
    await world.database.query('update invoice_plan set next_plan_on = null');
    await world.sandbox.admin.setCustomerEmail({ ...inA, id: '5', email: 'new@harrow.example' });
    await read('customer', '5');
    expect(await row('customer', '5')).toMatchObject({ email: 'new@harrow.example' });
    const marked = await world.database.query<{ id: string }>(
      `select invoice_id as id from invoice_plan where organisation_id = $1 and next_plan_on = '0001-01-01'`,
      [organisationId],
    );
    // 105 belongs to Elm Court, which is billed with its parent; 106 to Mill Lane, which is not.
    expect(marked).toEqual([{ id: '105' }]);
  });

  it.each([
    ['the one who ceased to exist', ['1']],
    ['only the one who stays, so that the other one is looked for', ['2', ANY_CUSTOMER]],
  ])('may be a merge that names %s: the documents follow (E26)', async (_case, ids) => {
    const payment = await world.sandbox.admin.payInvoice({ ...inA, id: '101', amount: 40 });
    await read('payment', String(payment['Id']));
    await world.sandbox.admin.mergeCustomers({ ...inA, winnerId: '2', loserId: '1' });
    await read('customer', ...ids);
    expect(await row('customer', '1')).toMatchObject({ active: false });
    expect(await row('invoice', '101')).toMatchObject({ customer_id: '2', state: 'open' });
    expect(await row('payment', String(payment['Id']))).toMatchObject({ customer_id: '2' });
    expect(
      await world.database.query(
        `select id from invoice where organisation_id = $1 and customer_id = '1'`,
        [organisationId],
      ),
    ).toEqual([]);
  });

  it('may be a customer made inactive: it stays, and says so (E27)', async () => {
    await world.sandbox.admin.deactivateCustomer({ ...inA, id: '1' });
    await read('customer', '1');
    expect(await row('customer', '1')).toMatchObject({ active: false });
    expect(await row('invoice', '101')).toMatchObject({ customer_id: '1' });
  });

  it('waits while the books ask to wait, and is not forgotten', async () => {
    await world.sandbox.admin.addFault({ kind: 'throttle' });
    await expect(read('invoice', '101')).rejects.toMatchObject({ code: 'quickbooks.throttled' });
    expect(await waiting()).toEqual(['101']);
  });

  it('is left to the sweep when the books are not connected', async () => {
    await world.sandbox.admin.disconnect(inA);
    expect(await read('invoice', '101')).toMatchObject({ kind: 'skipped' });
    expect(await waiting()).toEqual([]);
    expect(await kindsOf(world, organisationId)).toContain('connection.lost');
  });

  it('that cannot be read is named in the history, and the mirror keeps what it had', async () => {
    const { entity } = await world.sandbox.admin.read({ ...inA, entity: 'Invoice', id: '101' });
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify({ QueryResponse: { Invoice: [{ ...entity, Balance: 'some' }] } }),
    });
    await read('invoice', '101');
    expect(await kindsOf(world, organisationId)).toContain('sync.unreadable');
    expect(await row('invoice', '101')).toMatchObject({ state: 'open', open_minor: '54000' });
  });

  it('counts in its hour when it changed', async () => {
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await read('invoice', '101', '103');
    const hours = await world.database.query<{ changed: number }>(
      'select changed from sync_hour where organisation_id = $1',
      [organisationId],
    );
    expect(hours).toEqual([{ changed: 1 }]);
  });
});

describe('the last look before a message leaves', () => {
  it('sees a payment that no webhook told (E2), by two calls', async () => {
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await refresh('101');
    expect(await row('invoice', '101')).toMatchObject({ state: 'paid', open_minor: '0' });
    expect(await callsTo(world, REALM_A)).toHaveLength(2);
  });

  it('sees the address as it is now, of the customer and of the parent who is billed (E28)', async () => {
    await world.sandbox.admin.setCustomerEmail({ ...inA, id: '5', email: 'new@harrow.example' });
    await refresh('105');
    expect(await row('customer', '6')).toMatchObject({ bill_with_parent: true });
    expect(await row('customer', '5')).toMatchObject({ email: 'new@harrow.example' });
    expect(await callsTo(world, REALM_A)).toHaveLength(2);
  });

  it('climbs to a parent that became the one billed only now', async () => {
    await world.sandbox.admin.editCustomer({ ...inA, id: '7', changes: { BillWithParent: true } });
    await world.sandbox.admin.setCustomerEmail({ ...inA, id: '5', email: 'new@harrow.example' });
    await refresh('107');
    expect(await row('customer', '7')).toMatchObject({ bill_with_parent: true });
    expect(await row('customer', '5')).toMatchObject({ email: 'new@harrow.example' });
  });

  it('finds a deleted invoice deleted', async () => {
    await world.sandbox.admin.deleteInvoice({ ...inA, id: '101' });
    await refresh('101');
    expect(await row('invoice', '101')).toMatchObject({ state: 'deleted' });
  });

  it('throws when the books cannot be asked or the invoice cannot be read, so that nothing is sent', async () => {
    await world.sandbox.admin.addFault({ kind: 'throttle' });
    await expect(refresh('101')).rejects.toMatchObject({ name: 'Busy' });
    const { entity } = await world.sandbox.admin.read({ ...inA, entity: 'Invoice', id: '101' });
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify({ QueryResponse: { Invoice: [{ ...entity, Balance: 'some' }] } }),
    });
    await expect(refresh('101')).rejects.toMatchObject({ name: 'NeedsPerson' });
    await world.sandbox.admin.disconnect(inA);
    await expect(refresh('101')).rejects.toMatchObject({ name: 'NeedsReconnect' });
  });
});
