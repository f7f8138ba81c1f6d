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
  it('brings what was changed, deleted and touched by one call', async () => {
    const { admin } = world().sandbox;
    const { changes, calls } = await changesAfter(async () => {
      await admin.editCustomer({ realmId: REALM_A, id: '2', changes: { CompanyName: 'Copper' } });
      await admin.editTerm({ realmId: REALM_A, id: '4', changes: { Name: 'Net sixty' } });
      await admin.payInvoice({ realmId: REALM_A, id: '102' });
      await admin.deleteInvoice({ realmId: REALM_A, id: '113' });
      await admin.voidInvoice({ realmId: REALM_A, id: '112' });
    });
    expect(calls).toHaveLength(1);
    expect(changes.complete).toBe(true);
    expect(changes.customers.map((one) => one.id)).toContain('2');
    expect(changes.terms).toEqual([expect.objectContaining({ id: '4', name: 'Net sixty' })]);
    expect(changes.invoices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: '102', state: 'paid', openMinor: 0 }),
        expect.objectContaining({ id: '112', state: 'void' }),
      ]),
    );
    expect(changes.deletedInvoiceIds).toEqual(['113']);
    expect(changes.unreadable).toEqual([]);
  });

  it('finds nothing when nothing changed', async () => {
    const { company } = await world().open('9130357900000002');
    const changes = await company.readChanges(new Date(Date.now() + 3_600_000));
    expect(changes).toEqual({
      terms: [],
      customers: [],
      invoices: [],
      touchedInvoiceIds: [],
      deletedInvoiceIds: [],
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
    expect(calls).toHaveLength(6);
    expect(changes.invoices).toHaveLength(990);
    expect(changes.customers).toHaveLength(40);
    expect(changes.complete).toBe(true);
  });

  it('says that it is not complete when one kind alone is over the cap', async () => {
    const { admin } = world().sandbox;
    const ids = (await idsOf('Invoice')).slice(0, 1200);
    const { changes } = await changesAfter(
      () => admin.touchInvoices({ realmId: REALM_C, ids }),
      REALM_C,
    );
    expect(changes.complete).toBe(false);
  });

  it('says that it is not complete when the instant lies before the look-back', async () => {
    const { company } = await world().open(REALM_A);
    const changes = await company.readChanges(minutesAgo(60 * 24 * 40));
    expect(changes.complete).toBe(false);
  });

  it('says so too when QuickBooks is the one that refuses the instant', async () => {
    const lateClock = () => new Date(Date.now() - 60 * 86_400_000);
    const { company } = await world().open(REALM_A, { now: lateClock });
    const changes = await company.readChanges(minutesAgo(60 * 24 * 70));
    expect(changes.complete).toBe(false);
    expect(changes.invoices).toEqual([]);
  });
});
