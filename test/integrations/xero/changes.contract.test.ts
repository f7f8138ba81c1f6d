import { describe, expect, it } from '@jest/globals';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const inA = { tenantId: TENANT_A };

/** Only what these tests do: the sample's own changes are older. */
async function changesAfter(act: () => Promise<unknown>) {
  const opened = await world().open(TENANT_A);
  await opened.company.readTerms();
  const sinceAt = new Date(Date.now() - 1_000);
  await act();
  opened.calls.length = 0;
  return { changes: await opened.company.readChanges(sinceAt), calls: opened.calls };
}

const invoice = (id: string) => world().invoiceOf(id);

describe('changes', () => {
  it('bring what changed, of all kinds, by one call for each resource and one for part-paid invoices', async () => {
    const { admin } = world().sandbox;
    const { changes, calls } = await changesAfter(async () => {
      await admin.editContact({ ...inA, id: 'Summit Dental', changes: { FirstName: 'Sam' } });
      await admin.payInvoice({ ...inA, id: 'INV-0103', amount: 100 });
      await admin.voidInvoice({ ...inA, id: 'INV-0115' });
      const contactId = 'Ridge Outdoor Supplies';
      await admin.createCredit({ ...inA, contactId, amount: 12.34 });
    });
    expect(calls).toHaveLength(7);
    const { records } = changes;
    expect(changes).toMatchObject({ complete: true, unreadable: [] });
    expect(records.customers.map(({ name }) => name)).toContain('Summit Dental');
    expect(records.terms.map(({ id }) => id)).toContain('DAYSAFTERBILLMONTH-10');
    const byNumber = (number: string) => records.invoices.find((one) => one.number === number);
    expect(byNumber('INV-0103')).toMatchObject({ openMinor: 105_000, state: 'open' });
    expect(byNumber('INV-0115')?.state).toBe('void');
    expect(records.payments).toEqual([
      expect.objectContaining({ totalMinor: 10_000, invoiceIds: [byNumber('INV-0103')?.id] }),
    ]);
    expect(records.credits).toEqual([expect.objectContaining({ remainingMinor: 1_234 })]);
  });

  it('bring a part-paid invoice whose edit moved no stamp (facts: Xero 2.6)', async () => {
    const { admin } = world().sandbox;
    const before = (await invoice('INV-0105'))['UpdatedDateUTC'];
    const { changes } = await changesAfter(() =>
      admin.quietEdit({ ...inA, id: 'INV-0105', dueDate: '2027-01-31' }),
    );
    expect((await invoice('INV-0105'))['UpdatedDateUTC']).toEqual(before);
    const { records } = changes;
    expect(records.invoices.find(({ number }) => number === 'INV-0105')?.dueOn).toBe('2027-01-31');
  });

  it('bring a merged contact as one that is closed (E26)', async () => {
    const { admin } = world().sandbox;
    const loser = await admin.createContact({ ...inA, name: 'Austral (old)' });
    const { changes } = await changesAfter(() =>
      admin.mergeContacts({
        ...inA,
        winnerId: 'Austral Retail Group',
        loserId: String(loser['ContactID']),
      }),
    );
    const { customers } = changes.records;
    expect(customers.find(({ id }) => id === loser['ContactID'])?.active).toBe(false);
  });

  it('bring nothing of drafts and bills', async () => {
    const { admin } = world().sandbox;
    const { changes } = await changesAfter(async () => {
      const bill = { ...inA, contactId: 'Valley Power', amount: 5, dueDate: '2026-12-31' };
      await admin.createInvoice({
        ...bill,
        contactId: 'Summit Dental',
        status: 'DRAFT',
        number: 'D-1',
      });
      await admin.createInvoice({ ...bill, type: 'ACCPAY' });
    });
    expect(changes.records.invoices.map(({ number }) => number)).not.toContain('D-1');
    expect(changes.records.invoices.every(({ customerId }) => customerId !== null)).toBe(true);
    expect(changes.records.customers.map(({ name }) => name)).not.toContain('Valley Power');
  });

  it('tell whose credit a refund used up', async () => {
    const { admin } = world().sandbox;
    const { changes } = await changesAfter(() => admin.refundCredit({ ...inA, id: 'CN-0012' }));
    const ridge = await world().contactOf('Ridge Outdoor Supplies');
    const { refunds } = changes;
    expect(
      refunds.ofAnybody || refunds.customerIds.includes(String(ridge['ContactID']) as never),
    ).toBe(true);
    // The refund itself is no payment of ours.
    expect(changes.records.payments.every(({ invoiceIds }) => invoiceIds.length > 0)).toBe(true);
  });

  it('are none when nothing changed, but for part-paid invoices', async () => {
    const { company } = await world().open(TENANT_B);
    const { records, deleted } = await company.readChanges(new Date(Date.now() + 3_600_000));
    expect(records.invoices.every(({ openMinor, totalMinor }) => openMinor < totalMinor)).toBe(
      true,
    );
    expect({ ...records, invoices: [] }).toEqual({
      terms: [],
      customers: [],
      invoices: [],
      credits: [],
      payments: [],
      attachments: [],
    });
    expect(deleted).toEqual({ invoices: [], credits: [], payments: [], attachments: [] });
  });
});
