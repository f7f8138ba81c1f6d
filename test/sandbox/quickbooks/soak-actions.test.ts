import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at, cents, refOf } from '../../../sandbox/kit/json.ts';
import { openBooks, startOnDayZero } from './support.ts';

type Kind = 'Invoice' | 'Payment' | 'CreditMemo' | 'Customer' | 'RefundReceipt' | 'Attachable';

let sandbox: SandboxQuickBooks;
beforeEach(async () => {
  sandbox = await startOnDayZero();
});
afterEach(() => sandbox.close());

async function live(realmId: string, entity: Kind): Promise<JsonObject[]> {
  return (await sandbox.admin.dump({ realmId, entity, limit: 10_000 })).records;
}

/** Cents that payments put on each document, by kind and id. */
async function appliedIn(realmId: string): Promise<Map<string, number>> {
  const applied = new Map<string, number>();
  for (const payment of await live(realmId, 'Payment')) {
    for (const line of asList(payment['Line'])) {
      for (const link of asList(line['LinkedTxn'])) {
        const key = `${asText(link['TxnType'])} ${asText(link['TxnId'])}`;
        applied.set(key, (applied.get(key) ?? 0) + cents(line['Amount']));
      }
    }
  }
  return applied;
}

describe('random edits', () => {
  it('are the same for the same seed and others for another', async () => {
    const other = await startOnDayZero();
    const third = await startOnDayZero();
    const wanted = { realmId: REALM_A, count: 200 };
    const first = await sandbox.admin.randomEdits({ ...wanted, seed: 7 });
    expect(await other.admin.randomEdits({ ...wanted, seed: 7 })).toEqual(first);
    expect((await third.admin.randomEdits({ ...wanted, seed: 8 })).edits).not.toEqual(first.edits);
    await other.close();
    await third.close();
  });

  it('play every kind of edit in a long run', async () => {
    const { counts, edits } = await sandbox.admin.randomEdits({
      realmId: REALM_C,
      count: 1500,
      seed: 1,
    });
    expect(edits).toHaveLength(1500);
    expect(Object.keys(counts).sort()).toEqual([
      ...['activateCustomer', 'applyCredit', 'applyPayment', 'attachFile', 'changeTerms'],
      ...['createCreditMemo', 'createCustomer', 'createInvoice', 'createRefund'],
      ...['createSubCustomer', 'deactivateCustomer', 'deleteAttachable', 'deleteCreditMemo'],
      ...['deleteInvoice', 'deletePayment', 'editInvoice', 'editTerm', 'emailInvoice'],
      ...['mergeCustomers', 'payInvoice', 'payOnAccount', 'payPart', 'renameCustomer'],
      ...['setCustomerEmail', 'setIncludeOnSend', 'unapplyPayment', 'voidInvoice', 'voidPayment'],
    ]);
  });

  it.each([REALM_A, REALM_C])('leave books that add up (%s)', async (realmId) => {
    await sandbox.admin.randomEdits({ realmId, count: 800, seed: 3 });
    const applied = await appliedIn(realmId);
    const owed = new Map<string, number>();
    const owes = (entity: JsonObject, amount: number): void => {
      const customer = refOf(entity, 'CustomerRef');
      owed.set(customer, (owed.get(customer) ?? 0) + amount);
    };
    for (const invoice of await live(realmId, 'Invoice')) {
      const paid = applied.get(`Invoice ${asText(invoice['Id'])}`) ?? 0;
      expect(cents(invoice['Balance'])).toBe(cents(invoice['TotalAmt']) - paid);
      owes(invoice, cents(invoice['Balance']));
    }
    for (const memo of await live(realmId, 'CreditMemo')) {
      const used = applied.get(`CreditMemo ${asText(memo['Id'])}`) ?? 0;
      expect(cents(memo['RemainingCredit'])).toBe(cents(memo['TotalAmt']) - used);
      owes(memo, -cents(memo['RemainingCredit']));
    }
    for (const payment of await live(realmId, 'Payment'))
      owes(payment, -cents(payment['UnappliedAmt']));
    for (const customer of await live(realmId, 'Customer'))
      expect(cents(customer['Balance'])).toBe(owed.get(asText(customer['Id'])) ?? 0);
  });
});

describe('the dump', () => {
  it('pages through all live records as the API shows them', async () => {
    await sandbox.admin.randomEdits({ realmId: REALM_C, count: 50, seed: 2 });
    const dumped: JsonObject[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof sandbox.admin.dump>> = await sandbox.admin.dump({
        realmId: REALM_C,
        entity: 'Invoice',
        limit: 999,
        ...(after === null ? {} : { after }),
      });
      dumped.push(...page.records);
      after = page.next;
    } while (after !== null);
    const books = await openBooks(sandbox, REALM_C);
    const shown: JsonObject[] = [];
    for (const start of [1, 1001, 2001]) {
      const { json } = await books.query(
        `select * from Invoice orderby Id startposition ${start} maxresults 1000`,
      );
      shown.push(...asList(at(json, 'QueryResponse', 'Invoice')));
    }
    expect(dumped).toEqual(shown);
  });

  it('names what was deleted or merged away, and leaves an expired link expired', async () => {
    await sandbox.admin.deleteInvoice({ realmId: REALM_A, id: '103' });
    await sandbox.admin.mergeCustomers({ realmId: REALM_A, winnerId: '1', loserId: '12' });
    const invoices = await sandbox.admin.dump({ realmId: REALM_A, entity: 'Invoice' });
    const customers = await sandbox.admin.dump({ realmId: REALM_A, entity: 'Customer' });
    expect([invoices.deleted, customers.deleted]).toEqual([['111', '103'], ['12']]);
    expect(invoices.total).toBe(invoices.records.length);
    const [file] = await live(REALM_A, 'Attachable');
    expect(file).toMatchObject({ Size: expect.any(Number), FileAccessUri: expect.any(String) });
    expect(file).not.toHaveProperty('TempDownloadUri');
  });
});

describe('a refund', () => {
  it('is a record of its own that changes no invoice and no balance', async () => {
    const before = await live(REALM_A, 'Invoice');
    const books = await openBooks(sandbox);
    const refund = await sandbox.admin.createRefund({
      realmId: REALM_A,
      customerId: '1',
      amount: 9,
    });
    const id = asText(refund['Id']);
    expect(await books.ids('select * from RefundReceipt')).toEqual([id]);
    expect(await live(REALM_A, 'Invoice')).toEqual(before);
    const { entity } = await sandbox.admin.read({ realmId: REALM_A, entity: 'Customer', id: '1' });
    expect(entity).toMatchObject({ Balance: 490 });
    await sandbox.admin.voidRefund({ realmId: REALM_A, id });
    const { json } = await books.request(`/refundreceipt/${id}`);
    expect(json['RefundReceipt']).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
  });

  const memo = () => sandbox.admin.read({ realmId: REALM_A, entity: 'CreditMemo', id: '302' });
  const balance = async (): Promise<unknown> => {
    const customer = { realmId: REALM_A, entity: 'Customer', id: '13' } as const;
    return (await sandbox.admin.read(customer)).entity?.['Balance'];
  };

  it('uses up a linked credit without a word about it, and gives it back', async () => {
    const { entity: before } = await memo();
    const owed = Number(await balance());
    const input = { realmId: REALM_A, customerId: '13', amount: 75, creditMemoId: '302' };
    for (const undo of ['voidRefund', 'deleteRefund'] as const) {
      const id = asText((await sandbox.admin.createRefund(input))['Id']);
      expect((await memo()).entity).toEqual({ ...before, RemainingCredit: 0, Balance: 0 });
      expect(await balance()).toBe(owed + 75);
      await sandbox.admin[undo]({ realmId: REALM_A, id });
      expect((await memo()).entity).toEqual(before);
      expect(await balance()).toBe(owed);
    }
  });

  it('by cheque is matched by a payment of nothing, or ticked on the payment', async () => {
    const payment = await sandbox.admin.refundCredit({ realmId: REALM_A, id: '302' });
    expect(payment).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0 });
    expect((await memo()).entity).toMatchObject({ RemainingCredit: 0, SyncToken: '1' });
    const paid = await sandbox.admin.refundPayment({ realmId: REALM_A, id: '203' });
    expect(paid).toMatchObject({ TotalAmt: 50, UnappliedAmt: 0, SyncToken: '1' });
  });
});
