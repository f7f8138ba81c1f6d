import { describe, expect, it } from '@jest/globals';
import { REALM_A, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** Only what these tests do: the sample's own changes are older. */
async function changesAfter(act: () => Promise<unknown>, realmId = REALM_A) {
  const opened = await world().open(realmId);
  const sinceAt = new Date(Date.now() - 1_000);
  await act();
  opened.calls.length = 0;
  return { changes: await opened.company.readChanges(sinceAt), calls: opened.calls };
}

async function idsOf(entity: 'Invoice' | 'Customer'): Promise<string[]> {
  const { entities } = await world().sandbox.admin.list({ realmId: REALM_C, entity });
  return entities.map((one) => String(one['Id']));
}

describe('changes', () => {
  it('brings what changed and what was deleted, of all kinds, by one call', async () => {
    const { admin } = world().sandbox;
    const files = await admin.list({ realmId: REALM_A, entity: 'Attachable' });
    const fileIds = files.entities.map((one) => String(one['Id']));
    const { changes, calls } = await changesAfter(async () => {
      await admin.editCustomer({ realmId: REALM_A, id: '2', changes: { CompanyName: 'Copper' } });
      await admin.editTerm({ realmId: REALM_A, id: '4', changes: { Name: 'Net sixty' } });
      await admin.payInvoice({ realmId: REALM_A, id: '102' });
      await admin.deleteInvoice({ realmId: REALM_A, id: '113' });
      await admin.voidInvoice({ realmId: REALM_A, id: '112' });
      await admin.voidPayment({ realmId: REALM_A, id: '201' });
      await admin.deletePayment({ realmId: REALM_A, id: '203' });
      await admin.createCreditMemo({ realmId: REALM_A, customerId: '1', amount: 12.34 });
      await admin.setIncludeOnSend({ realmId: REALM_A, id: fileIds[1] ?? '', includeOnSend: true });
      await admin.deleteAttachable({ realmId: REALM_A, id: fileIds[2] ?? '' });
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ metered: true, items: 1 });
    expect(changes.complete).toBe(true);
    expect(changes.unreadable).toEqual([]);
    const { records, deleted } = changes;
    expect(records.customers.map((one) => one.id)).toContain('2');
    expect(records.terms).toEqual([expect.objectContaining({ id: '4', name: 'Net sixty' })]);
    expect(records.invoices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: '102', state: 'paid', openMinor: 0 }),
        expect.objectContaining({ id: '112', state: 'void' }),
        // The voided payment was for this one.
        expect.objectContaining({ id: '105', openMinor: 240_000 }),
      ]),
    );
    expect(records.payments).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: '201', state: 'void', totalMinor: 0 }),
        expect.objectContaining({ invoiceIds: ['102'], state: 'live' }),
      ]),
    );
    expect(records.credits).toEqual([
      expect.objectContaining({ customerId: '1', remainingMinor: 1_234 }),
    ]);
    expect(records.attachments).toEqual([
      expect.objectContaining({
        id: fileIds[1],
        links: [expect.objectContaining({ kind: 'invoice', includeOnSend: true })],
      }),
    ]);
    expect(deleted).toEqual({
      invoices: ['113'],
      credits: [],
      payments: ['203'],
      attachments: [fileIds[2]],
    });
  });

  it('finds nothing when nothing changed', async () => {
    const { company } = await world().open('9130357900000002');
    const changes = await company.readChanges(new Date(Date.now() + 3_600_000));
    expect(changes).toEqual({
      records: {
        terms: [],
        customers: [],
        invoices: [],
        credits: [],
        payments: [],
        attachments: [],
      },
      deleted: { invoices: [], credits: [], payments: [], attachments: [] },
      refunds: { customerIds: [], ofAnybody: false },
      unreadable: [],
      complete: true,
    });
  });

  it('asks for each kind by itself when more changed than one answer holds', async () => {
    const { admin } = world().sandbox;
    const ids = (await idsOf('Invoice')).slice(0, 990);
    const customers = (await idsOf('Customer')).slice(0, 40);
    const { changes, calls } = await changesAfter(async () => {
      await admin.touchInvoices({ realmId: REALM_C, ids });
      for (const id of customers) {
        await admin.setCustomerEmail({ realmId: REALM_C, id, email: 'new@bulk.example' });
      }
    }, REALM_C);
    expect(calls).toHaveLength(1 + 7);
    expect(changes.records.invoices).toHaveLength(990);
    expect(changes.records.customers).toHaveLength(40);
    expect(changes.complete).toBe(true);
  });

  it('asks by query for a kind that alone is over the cap, since the rest of it cannot be captured', async () => {
    const { admin } = world().sandbox;
    const ids = (await idsOf('Invoice')).slice(0, 1_200);
    const { changes, calls } = await changesAfter(
      () => admin.touchInvoices({ realmId: REALM_C, ids }),
      REALM_C,
    );
    expect(changes.complete).toBe(false);
    expect(changes.records.invoices.map((one) => one.id).toSorted()).toEqual(ids.toSorted());
    // All kinds, each kind and the refunds, two pages and the empty one that ends them.
    expect(calls).toHaveLength(1 + 7 + 3);
  });

  it('stops after twenty pages, since all that changed would not fit into memory', async () => {
    const { admin } = world().sandbox;
    const ids = (await idsOf('Invoice')).slice(0, 1_100);
    const [row] = (await admin.list({ realmId: REALM_C, entity: 'Invoice' })).entities;
    const { changes, calls } = await changesAfter(async () => {
      await admin.touchInvoices({ realmId: REALM_C, ids });
      const body = JSON.stringify({ QueryResponse: { Invoice: [row] } });
      await admin.addFault({ kind: 'status', status: 200, path: '/query', times: 100, body });
    }, REALM_C);
    expect(changes.complete).toBe(false);
    expect(calls).toHaveLength(1 + 7 + 20);
  });

  it('keeps the deletions that a full answer does hold, since no query tells of them (E12)', async () => {
    const { admin } = world().sandbox;
    const ids = (await idsOf('Invoice')).slice(0, 1_100);
    const { changes } = await changesAfter(async () => {
      await admin.touchInvoices({ realmId: REALM_C, ids });
      const Invoice = Array.from({ length: 1000 }, (_, index) => ({
        domain: 'QBO',
        status: 'Deleted',
        Id: String(900_000 + index),
      }));
      await admin.addFault({
        kind: 'status',
        status: 200,
        path: '/cdc*entities=Invoice',
        body: JSON.stringify({ CDCResponse: [{ QueryResponse: [{ Invoice }] }] }),
      });
    }, REALM_C);
    expect(changes.deleted.invoices).toHaveLength(1000);
    expect(changes.records.invoices.map((one) => one.id)).toEqual(expect.arrayContaining(ids));
    expect(changes.complete).toBe(false);
  });

  it('says that it is not complete when the instant lies before the look-back', async () => {
    const { company, calls } = await world().open(REALM_A);
    const changes = await company.readChanges(minutesAgo(60 * 24 * 40));
    expect(changes.complete).toBe(false);
    expect(calls.map((call) => call.status)).toEqual([200]);
  });

  it('says so too when QuickBooks is the one that refuses the instant', async () => {
    const lateClock = () => new Date(Date.now() - 60 * 86_400_000);
    const { company, calls } = await world().open(REALM_A, { now: lateClock });
    const changes = await company.readChanges(minutesAgo(60 * 24 * 70));
    expect(changes.complete).toBe(false);
    expect(changes.records.invoices).toEqual([]);
    expect(calls).toHaveLength(1);
  });

  it('names a record that cannot be read, and brings the others', async () => {
    const { changes } = await changesAfter(async () => {
      await world().sandbox.admin.touchInvoices({ realmId: REALM_A, ids: ['101', '103'] });
      const row = (Id: string, more: object) => ({
        Id,
        SyncToken: '1',
        MetaData: { LastUpdatedTime: '2026-11-16T00:00:00Z' },
        TxnDate: '2026-11-01',
        TotalAmt: 5,
        ...more,
      });
      const Payment = [row('1', { UnappliedAmt: 5 }), row('2', { UnappliedAmt: 'some' })];
      await world().sandbox.admin.addFault({
        kind: 'status',
        status: 200,
        path: '/cdc',
        body: JSON.stringify({ CDCResponse: [{ QueryResponse: [{ Payment }] }] }),
      });
    });
    expect(changes.records.payments.map((one) => one.id)).toEqual(['1']);
    expect(changes.unreadable).toEqual([{ recordId: '2', code: 'quickbooks.amount-unreadable' }]);
  });
});
