import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { REALM_A, startSandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { booksAt, type Books, type BooksInvoice } from '../../../scripts/seed/books.ts';
import { situations } from '../../../scripts/seed/situations.ts';

type SeenInvoice = BooksInvoice & { TotalAmt: number; BillEmail?: { Address: string } };

let sandbox: SandboxQuickBooks;
let books: Books;
beforeAll(async () => {
  sandbox = await startSandboxQuickBooks();
  books = booksAt(sandbox.url, REALM_A);
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.admin.reset({}));

const invoices = async (): Promise<Map<string, SeenInvoice>> =>
  new Map((await books.invoices()).map((one) => [one.Id, one as SeenInvoice]));

/** Does it, and answers the invoices that are there after it and were not, or were different, before. */
async function changedBy(
  name: string,
): Promise<{ before: SeenInvoice | null; after: SeenInvoice | null }[]> {
  const before = await invoices();
  await situations[name]?.act(books);
  const after = await invoices();
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => ({ before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

describe('situations of npm run seed', () => {
  it.each([
    { name: 'paid-today', open: (balance: number) => expect(balance).toBe(0) },
    { name: 'part-paid', open: (balance: number) => expect(balance).toBeGreaterThan(0) },
  ])('$name lowers what is open on one overdue invoice', async ({ name, open }) => {
    const [changed, ...others] = await changedBy(name);
    expect(others).toEqual([]);
    expect(changed?.after?.Balance).toBeLessThan(changed?.before?.Balance ?? 0);
    expect(changed?.before?.DueDate?.localeCompare(await books.todayOn())).toBe(-1);
    open(changed?.after?.Balance ?? Number.NaN);
  });

  it('paid-today takes the longest overdue one', async () => {
    const today = await books.todayOn();
    const due = [...(await invoices()).values()]
      .filter(({ Balance, DueDate }) => Balance > 0 && DueDate && DueDate < today)
      .map(({ DueDate }) => DueDate ?? '');
    const [changed] = await changedBy('paid-today');
    expect(changed?.before?.DueDate).toBe(due.sort()[0]);
  });

  it.each([
    { name: 'overdue', daysLate: 10, email: /^[^,]+@[^,]+$/ },
    { name: 'two-addresses', daysLate: 10, email: /@.+,.+@/ },
    { name: 'no-email', daysLate: 10, email: /^$/ },
    { name: 'first-sync-412-days-late', daysLate: 412, email: /@/ },
  ])('$name adds one invoice, $daysLate days late', async ({ name, daysLate, email }) => {
    const [added, ...others] = await changedBy(name);
    expect(others).toEqual([]);
    expect(added?.before).toBeNull();
    expect(added?.after?.DueDate).toBe(await books.todayOn(-daysLate));
    expect(added?.after?.Balance).toBe(480);
    expect(added?.after?.BillEmail?.Address ?? '').toMatch(email);
  });

  it('can add another one of the same kind', async () => {
    await changedBy('no-email');
    expect(await changedBy('no-email')).toHaveLength(1);
  });

  it('voided cancels one invoice, deleted removes one', async () => {
    const [voided] = await changedBy('voided');
    expect(voided?.after).toMatchObject({ Balance: 0, TotalAmt: 0 });
    const [deleted] = await changedBy('deleted');
    expect(deleted?.after).toBeNull();
  });

  it('disconnected says when there was nothing to end, books-down lets the next calls fail', async () => {
    expect(await situations['disconnected']?.act(books)).toBe('There was no connection to end');
    await situations['books-down']?.act(books);
    expect((await sandbox.admin.faults({})).rules).toHaveLength(1);
  });
});
