import { describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_C } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at, cents, refOf } from '../../../sandbox/kit/json.ts';
import { printJson } from '../../../sandbox/quickbooks/data/print.ts';
import { openBooks, startOnDayZero } from './support.ts';

type Kind = 'Invoice' | 'Customer' | 'Payment' | 'CreditMemo' | 'Attachable';

async function rows(sandbox: SandboxQuickBooks, entity: Kind): Promise<JsonObject[]> {
  return (await sandbox.admin.list({ realmId: REALM_C, entity })).entities;
}

function openOf(kind: Kind, entity: JsonObject): number {
  if (kind === 'Invoice') return cents(entity['Balance']);
  return -cents(entity[kind === 'Payment' ? 'UnappliedAmt' : 'RemainingCredit']);
}

async function withSandbox(
  sizes: Record<string, number>,
  check: (sandbox: SandboxQuickBooks) => Promise<void>,
): Promise<void> {
  const generate = { realmId: REALM_C, invoices: 600, customers: 70, ...sizes };
  const sandbox = await startOnDayZero({ generate });
  try {
    await check(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe('a generated company', () => {
  it.each<[string, Record<string, number>, number[]]>([
    ['derives what was not asked for', {}, [600, 70, 300, 12, 6]],
    ['takes every number', { payments: 90, credits: 5, attachments: 3 }, [600, 70, 90, 5, 3]],
    ['can do without', { payments: 0, credits: 0, attachments: 0 }, [600, 70, 0, 0, 0]],
    ['takes more payments than invoices', { invoices: 10, payments: 50 }, [10, 70, 50, 0, 0]],
    ['can be without invoices', { invoices: 0, payments: 3 }, [0, 70, 3, 0, 0]],
  ])('%s', async (_what, sizes, expected) => {
    await withSandbox(sizes, async (sandbox) => {
      const books = await openBooks(sandbox, REALM_C);
      const counted: number[] = [];
      for (const kind of ['Invoice', 'Customer', 'Payment', 'CreditMemo', 'Attachable']) {
        const { json } = await books.query(`select count(*) from ${kind}`);
        counted.push(Number(at(json, 'QueryResponse', 'totalCount')));
      }
      expect(counted).toEqual(expected);
    });
  });

  it('adds up: each customer owes what the documents say', async () => {
    await withSandbox({}, async (sandbox) => {
      const owed = new Map<string, number>();
      for (const kind of ['Invoice', 'Payment', 'CreditMemo'] as const) {
        for (const entity of await rows(sandbox, kind)) {
          const customer = refOf(entity, 'CustomerRef');
          owed.set(customer, (owed.get(customer) ?? 0) + openOf(kind, entity));
        }
      }
      for (const customer of await rows(sandbox, 'Customer')) {
        expect(cents(customer['Balance'])).toBe(owed.get(asText(customer['Id'])) ?? 0);
        expect(customer['BalanceWithJobs']).toBe(customer['Balance']);
      }
    });
  });

  it('links every payment and its invoice both ways, and pays about half of the invoices', async () => {
    await withSandbox({}, async (sandbox) => {
      const paid = new Map<string, number>();
      for (const payment of await rows(sandbox, 'Payment')) {
        for (const line of asList(payment['Line']))
          paid.set(asText(asList(line['LinkedTxn'])[0]?.['TxnId']), cents(line['Amount']));
      }
      const invoices = await rows(sandbox, 'Invoice');
      for (const invoice of invoices) {
        const amount = paid.get(asText(invoice['Id'])) ?? 0;
        expect(cents(invoice['TotalAmt']) - cents(invoice['Balance'])).toBe(amount);
        expect(asList(invoice['LinkedTxn'])).toHaveLength(amount > 0 ? 1 : 0);
      }
      expect(paid.size).toBe(285);
      expect(invoices.filter((one) => cents(one['Balance']) > 0).length).toBeGreaterThan(315);
    });
  });

  it.each<Kind>(['Invoice', 'Customer', 'Payment', 'CreditMemo'])(
    'prints a generated %s letter for letter as it would print a stored one',
    async (kind) => {
      await withSandbox({}, async (sandbox) => {
        const books = await openBooks(sandbox, REALM_C);
        const { json, text } = await books.query(`select * from ${kind} orderby Id maxresults 50`);
        const list = asList(at(json, 'QueryResponse', kind));
        expect(list).toHaveLength(kind === 'CreditMemo' ? 12 : 50);
        for (const entity of list) expect(text).toContain(printJson(entity));
      });
    },
  );

  it.each([
    [`Invoice where Balance > '0'`, (one: JsonObject) => cents(one['Balance']) > 0],
    [`Invoice where CustomerRef = '9'`, (one: JsonObject) => refOf(one, 'CustomerRef') === '9'],
    [
      `Invoice where DueDate < '2026-06-01'`,
      (one: JsonObject) => asText(one['DueDate']) < '2026-06-01',
    ],
    [`Invoice where DocNumber = 'B77'`, (one: JsonObject) => one['DocNumber'] === 'B77'],
    [`Payment where TotalAmt >= '500'`, (one: JsonObject) => cents(one['TotalAmt']) >= 50_000],
    [
      `CreditMemo where TxnDate > '2026-06-01'`,
      (one: JsonObject) => asText(one['TxnDate']) > '2026-06-01',
    ],
    [
      `Invoice where MetaData.LastUpdatedTime > '2026-11-01T00:00:00-08:00'`,
      (one: JsonObject) =>
        Date.parse(asText(at(one, 'MetaData', 'LastUpdatedTime'))) >
        Date.parse('2026-11-01T00:00:00-08:00'),
    ],
  ])('answers %s as the objects themselves would', async (question, holds) => {
    await withSandbox({}, async (sandbox) => {
      await sandbox.admin.editInvoice({ realmId: REALM_C, id: '5', changes: { DocNumber: 'X' } });
      await sandbox.admin.deleteInvoice({ realmId: REALM_C, id: '6' });
      const books = await openBooks(sandbox, REALM_C);
      const kind = question.split(' ')[0] as Kind;
      const expected = (await rows(sandbox, kind)).filter(holds).map((one) => asText(one['Id']));
      expect(expected.length).toBeGreaterThan(0);
      expect(await books.ids(`select * from ${question} orderby Id maxresults 1000`)).toEqual(
        expected,
      );
    });
  });

  it('keeps an edit of a generated invoice and its place in both orders', async () => {
    await withSandbox({}, async (sandbox) => {
      await sandbox.admin.editInvoice({ realmId: REALM_C, id: '8', changes: { PrivateNote: 'x' } });
      const books = await openBooks(sandbox, REALM_C);
      const byId = await books.ids('select * from Invoice orderby Id maxresults 9');
      const newest = await books.ids(
        'select * from Invoice orderby MetaData.LastUpdatedTime desc maxresults 1',
      );
      expect([byId, newest]).toEqual([['1', '2', '3', '4', '5', '6', '7', '8', '9'], ['8']]);
      expect(await books.invoice('8')).toMatchObject({ SyncToken: '2', PrivateNote: 'x' });
    });
  });
});
