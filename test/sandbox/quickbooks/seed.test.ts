import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_B } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asText, at, cents, refOf } from '../../../sandbox/kit/json.ts';
import { startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
beforeAll(async () => {
  sandbox = await startOnDayZero();
});
afterAll(() => sandbox.close());

async function rows(
  realmId: string,
  entity: 'Invoice' | 'Customer' | 'Payment' | 'Attachable' | 'Term',
): Promise<JsonObject[]> {
  return (await sandbox.admin.list({ realmId, entity })).entities;
}

function openCents(invoices: JsonObject[], currency: string): number {
  return invoices
    .filter((invoice) => refOf(invoice, 'CurrencyRef') === currency)
    .reduce((sum, invoice) => sum + cents(invoice['Balance']), 0);
}

describe('the sample company on day zero', () => {
  it('has the receivables and overdue amounts of the fact sheet', async () => {
    const invoices = await rows(REALM_A, 'Invoice');
    const late = invoices.filter((invoice) => asText(invoice['DueDate']) < '2026-11-16');
    expect(openCents(invoices, 'USD')).toBe(13_155_50);
    expect(openCents(invoices, 'EUR')).toBe(1_200_00);
    expect(openCents(late, 'USD')).toBe(11_390_00);
    expect(openCents(late, 'EUR')).toBe(1_200_00);
  });

  it.each([
    ['1', 490, 490],
    ['2', 335.5, 335.5],
    ['3', 1350, 1350],
    ['4', 80, 80],
    ['5', 0, 10_350],
    ['6', 1500, 1500],
    ['7', 3600, 8850],
    ['8', 5250, 5250],
    ['11', 360, 360],
    ['12', 140, 140],
    ['13', -75, -75],
  ])('gives customer %s a balance of %d, with jobs %d', async (id, own, withJobs) => {
    const { entity } = await sandbox.admin.read({ realmId: REALM_A, entity: 'Customer', id });
    expect([entity?.['Balance'], entity?.['BalanceWithJobs']]).toEqual([own, withJobs]);
  });

  it('holds the edge cases: full-length memo and note, full-length address, 26 MB file', async () => {
    const { entity: invoice } = await sandbox.admin.read({
      realmId: REALM_A,
      entity: 'Invoice',
      id: '107',
    });
    expect(asText(at(invoice ?? {}, 'CustomerMemo', 'value'))).toHaveLength(1000);
    expect(asText(invoice?.['PrivateNote'])).toHaveLength(4000);
    const { entity: clinic } = await sandbox.admin.read({
      realmId: REALM_A,
      entity: 'Customer',
      id: '11',
    });
    expect(asText(at(clinic ?? {}, 'PrimaryEmailAddr', 'Address'))).toHaveLength(100);
    expect(await rows(REALM_A, 'Attachable')).toHaveLength(7);
    expect(await rows(REALM_A, 'Term')).toHaveLength(8);
  });

  it('keeps British invoices without numbers', async () => {
    const invoices = await rows(REALM_B, 'Invoice');
    expect(invoices.filter((invoice) => invoice['DocNumber'] === undefined)).toHaveLength(2);
  });
});

describe('another day zero', () => {
  it('moves every day of the seed by the same distance', async () => {
    const later = await startOnDayZero({ dayZero: '2026-11-26' });
    const { entity } = await later.admin.read({ realmId: REALM_A, entity: 'Invoice', id: '101' });
    expect([entity?.['TxnDate'], entity?.['DueDate']]).toEqual(['2026-10-12', '2026-11-11']);
    const { entity: preferences } = await later.admin.read({
      realmId: REALM_A,
      entity: 'Preferences',
      id: '1',
    });
    expect(at(preferences ?? {}, 'AccountingInfoPrefs', 'BookCloseDate')).toBe('2026-04-10');
    await later.close();
  });
});
