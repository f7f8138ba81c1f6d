import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { REALM_A, REALM_C } from '../../../../sandbox/quickbooks/index.ts';
import type { Books } from '../../../../integrations/books.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { queueDueChecks } from '../../../../server/services/sync/due-checks.ts';
import { runCheck } from '../../../../server/services/sync/run-check.ts';
import { startCheck, type CheckRequest } from '../../../../server/services/sync/start-check.ts';
import {
  callsTo,
  connectAndImport,
  kindsOf,
  rowsOf,
  startBooksWorld,
  type BooksWorld,
} from './books-world.ts';
import { expectMirrorEqualsBooks } from './mirror-and-books.ts';

let world: BooksWorld;
beforeAll(async () => {
  world = await startBooksWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.beforeCall(() => undefined);
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.reset({});
});

const start = (id: OrganisationId, request: CheckRequest) =>
  inOrganisation(world.ctx.store, id, (tx) => startCheck(tx, id, world.ctx.now(), request));
const check = async (id: OrganisationId, whole = false) =>
  runCheck(world.ctx, id, await start(id, { whole }));
interface Run extends Record<string, unknown> {
  id: string;
  state: string;
  whole: boolean;
  changed: number;
  error_code: string;
  requested_by: string;
  progress: Record<string, { done: number; total: number | null }>;
}
const runs = (id: OrganisationId) =>
  world.database.query<Run>(
    `select * from sync_run where organisation_id = $1 and type = 'check' order by started_at`,
    [id],
  );
const connectionOf = async (id: OrganisationId) =>
  (
    await rowsOf<{ checked_at: Date; next_check_at: Date; swept_at: Date }>(world, 'connection', id)
  )[0];
const stateOf = async (id: OrganisationId, invoiceId: string) =>
  (await rowsOf<{ id: string; state: string }>(world, 'invoice', id)).find(
    (one) => one.id === invoiceId,
  )?.state;
const inA = { realmId: REALM_A };
/** The numbers, and open invoices up to an empty page: nobody has counted those. */
const openPage = expect.stringContaining("from invoice where Balance > '0'");
const night = [expect.stringContaining('count(*)'), openPage, openPage];

describe('a nightly check', () => {
  it('of books that are as they were costs the numbers and the open invoices, and tells nothing', async () => {
    const id = await connectAndImport(world, REALM_A);
    expect(await check(id)).toEqual({ kind: 'done' });
    expect(await callsTo(world, REALM_A)).toEqual(night);
    expect(await runs(id)).toMatchObject([{ state: 'done', changed: 0, whole: false }]);
    expect(await kindsOf(world, id)).toEqual(['sync.finished']);
    const { checked_at, next_check_at } = (await connectionOf(id)) ?? {};
    expect(next_check_at?.getTime()).toBeGreaterThan(checked_at?.getTime() ?? Infinity);
  });

  it('reads the company as well where no webhook tells of it, and what it says of native reminders counts (UF-2)', async () => {
    const id = await connectAndImport(world, REALM_A);
    const books = world.ctx.books('quickbooks');
    const silent: Books = {
      ...books,
      abilities: { ...books.abilities, tellsOfCompany: false },
      open(session) {
        const company = books.open(session);
        const readCompany = async () =>
          ({ ...(await company.readCompany()), nativeReminders: 'on' }) as const;
        return { ...company, readCompany };
      },
    };
    await runCheck({ ...world.ctx, books: () => silent }, id, await start(id, { whole: false }));
    expect(await callsTo(world, REALM_A)).toHaveLength(night.length + 1);
    const rows = await world.database.query(
      'select native_reminders, native_reminders_by from organisation where id = $1',
      [id],
    );
    expect(rows).toEqual([{ native_reminders: 'on', native_reminders_by: books.name }]);
  });

  it('finds an edit of an open invoice that nobody told, and leaves the mark of the sweeps', async () => {
    const id = await connectAndImport(world, REALM_A);
    const before = await connectionOf(id);
    const changes = { DueDate: '2027-01-31' };
    await world.sandbox.admin.editInvoice({ ...inA, id: '101', changes });
    await check(id);
    await expectMirrorEqualsBooks(world, id);
    expect(await runs(id)).toMatchObject([{ changed: 1 }]);
    expect(await kindsOf(world, id)).toEqual(['sync.finished', 'invoice.changed', 'sync.checked']);
    expect((await connectionOf(id))?.swept_at).toEqual(before?.swept_at);
  });

  it('finds a paid invoice among those that are no longer open', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await check(id);
    expect(await stateOf(id, '101')).toBe('paid');
  });

  it('reads only the kinds whose number differs', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.createPayment({ ...inA, customerId: '3', amount: 10 });
    await check(id);
    const calls = await callsTo(world, REALM_A);
    expect(calls.filter((call) => /^select \* from payment/.test(call))).toHaveLength(1);
    expect(calls.filter((call) => /^select \* from (customer|term|credit)/.test(call))).toEqual([]);
    await expectMirrorEqualsBooks(world, id);
  });

  it('finds a merged customer, whom the books do not give out, and does not read all of them again the next night (E26)', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.mergeCustomers({ ...inA, winnerId: '2', loserId: '1' });
    await check(id);
    await expectMirrorEqualsBooks(world, id);
    await world.sandbox.admin.clearJournal();
    await check(id);
    expect(await callsTo(world, REALM_A)).toEqual(night);
  });

  it('does not see an edit of a settled invoice, which the next whole check does', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.payInvoice({ ...inA, id: '101' });
    await check(id, true);
    const changes = { PrivateNote: 'paid in cash' };
    await world.sandbox.admin.editInvoice({ ...inA, id: '101', changes });
    await check(id);
    await expect(expectMirrorEqualsBooks(world, id)).rejects.toThrow();
    await check(id, true);
    await expectMirrorEqualsBooks(world, id);
  });
});

describe('a whole check', () => {
  it('reads every record, and the sweeps go on from its beginning', async () => {
    const id = await connectAndImport(world, REALM_A);
    const before = new Date();
    await check(id, true);
    expect((await connectionOf(id))?.swept_at.getTime()).toBeGreaterThanOrEqual(before.getTime());
    const [organisation] = await rowsOf<{ kinds_synced_at: Record<string, string> }>(
      world,
      'organisation',
      id,
    );
    for (const at of Object.values(organisation?.kinds_synced_at ?? {}))
      expect(Date.parse(at)).toBeGreaterThanOrEqual(before.getTime());
  });

  it('that was stopped goes on with the page it was at', async () => {
    const id = await connectAndImport(world, REALM_C);
    const runId = await start(id, { whole: true });
    const fault = { kind: 'throttle', path: 'from Invoice', skip: 1 } as const;
    await world.sandbox.admin.addFault(fault);
    expect(await runCheck(world.ctx, id, runId)).toMatchObject({ kind: 'later' });
    expect((await runs(id))[0]).toMatchObject({ state: 'waiting' });
    const doneBefore = (await runs(id))[0]?.progress['invoices']?.done ?? 0;
    expect(doneBefore).toBeGreaterThan(0);
    await world.sandbox.admin.clearJournal();
    expect(await start(id, { whole: true })).toBe(runId);
    expect(await runCheck(world.ctx, id, runId)).toEqual({ kind: 'done' });
    const pages = (await callsTo(world, REALM_C)).filter((call) =>
      /select \* from invoice/.test(call),
    );
    expect(pages.length).toBe(2);
  });

  it('takes the place of a smaller one that waits, which then reads nothing', async () => {
    const id = await connectAndImport(world, REALM_A);
    const small = await start(id, { whole: false });
    const whole = await start(id, { whole: true, requestedBy: 'Ana' });
    expect(whole).not.toBe(small);
    expect(await start(id, { whole: false })).toBe(whole);
    expect(await runCheck(world.ctx, id, small)).toMatchObject({ kind: 'skipped' });
    expect(await runCheck(world.ctx, id, whole)).toEqual({ kind: 'done' });
    expect(await runs(id)).toMatchObject([
      { state: 'failed', error_code: 'sync.replaced' },
      { state: 'done', requested_by: 'Ana' },
    ]);
    expect(await kindsOf(world, id)).toContain('sync.checked');
  });

  it('before the first import ended asks for the import instead', async () => {
    const { id } = await world.connect(REALM_A);
    expect(await check(id, true)).toMatchObject({ kind: 'skipped' });
    const work = await rowsOf<{ name: string }>(world, 'outbox', id, 'id, name');
    expect(work.map(({ name }) => name)).toContain('sync.import');
  });

  it('whose grant was revoked ends as failed (E58)', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.disconnect(inA);
    expect(await check(id, true)).toMatchObject({ kind: 'skipped' });
    expect(await runs(id)).toMatchObject([{ state: 'failed' }]);
  });
});

describe('the clock', () => {
  const setNext = (id: OrganisationId, next: string) =>
    world.database.query(
      `update connection set next_check_at = ${next} where organisation_id = $1`,
      [id],
    );
  const queued = async (id: OrganisationId) =>
    (await rowsOf<{ name: string }>(world, 'outbox', id, 'id, name')).filter(
      ({ name }) => name === 'sync.check',
    );

  it('chooses a night for a new connection, and checks nothing yet', async () => {
    const id = await connectAndImport(world, REALM_A);
    await setNext(id, 'null');
    expect(await queueDueChecks(world.ctx)).toBe(0);
    expect((await connectionOf(id))?.next_check_at.getTime()).toBeGreaterThan(Date.now());
    expect(await queued(id)).toEqual([]);
  });

  it('queues one check for each live connection whose night has come', async () => {
    const id = await connectAndImport(world, REALM_A);
    await setNext(id, `now() - interval '1 minute'`);
    const counts = await Promise.all([queueDueChecks(world.ctx), queueDueChecks(world.ctx)]);
    expect(counts.sort()).toEqual([0, 1]);
    expect(await queued(id)).toHaveLength(1);
    expect(await runs(id)).toMatchObject([{ whole: false }]);
  });

  it('asks for a whole one when none was for a week', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.database.query(
      `update sync_run set started_at = started_at - interval '7 days' where organisation_id = $1`,
      [id],
    );
    await setNext(id, `now() - interval '1 minute'`);
    await queueDueChecks(world.ctx);
    expect(await runs(id)).toMatchObject([{ whole: true }]);
  });

  it.each(['needs-reconnect', 'paused'])(
    'asks nothing of a connection that is %s',
    async (state) => {
      const id = await connectAndImport(world, REALM_A);
      await setNext(id, `now() - interval '1 minute', state = '${state}'`);
      await queueDueChecks(world.ctx);
      expect(await queued(id)).toEqual([]);
    },
  );
});
