import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { REALM_A, REALM_C } from '../../../../sandbox/quickbooks/index.ts';
import { queueDueSweeps } from '../../../../server/services/sync/due-sweeps.ts';
import { requestSync } from '../../../../server/services/sync/request-sync.ts';
import { readNamed } from '../../../../server/services/sync/read-records.ts';
import { runCheck } from '../../../../server/services/sync/run-check.ts';
import { runImport } from '../../../../server/services/sync/run-import.ts';
import { runSweep } from '../../../../server/services/sync/run-sweep.ts';
import {
  addImport,
  callsTo,
  connectAndImport,
  kindsOf,
  rowsOf,
  startBooksWorld,
  type BooksWorld,
} from './books-world.ts';

let world: BooksWorld;
beforeAll(async () => {
  world = await startBooksWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.reset({});
});

const invoices = async (organisationId: OrganisationId) => {
  const rows = await rowsOf<{ id: string; state: string; open_minor: string; customer_id: string }>(
    world,
    'invoice',
    organisationId,
  );
  return new Map(rows.map((row) => [row.id, row]));
};
const sweptAt = async (organisationId: OrganisationId): Promise<Date | undefined> =>
  (await rowsOf<{ swept_at: Date }>(world, 'connection', organisationId))[0]?.swept_at;
const runs = (organisationId: OrganisationId, type: string) =>
  world.database.query<{ state: string; error_code: string; id: string; changed: number }>(
    'select * from sync_run where organisation_id = $1 and type = $2 order by started_at',
    [organisationId, type],
  );
const work = (organisationId: OrganisationId, name: string) =>
  world.database.query<{ key: string; payload: Record<string, unknown> }>(
    'select key, payload from outbox where organisation_id = $1 and name = $2',
    [organisationId, name],
  );
const setConnection = (organisationId: OrganisationId, set: string) =>
  world.database.query(`update connection set ${set} where organisation_id = $1`, [organisationId]);

const runWaitingCheck = async (organisationId: OrganisationId) => {
  const [request] = await work(organisationId, 'sync.check');
  expect(await runCheck(world.ctx, organisationId, String(request?.payload['runId']))).toEqual({
    kind: 'done',
  });
};
const organisationOf = async (id: OrganisationId) =>
  (await rowsOf<{ kinds_synced_at: Record<string, string> }>(world, 'organisation', id))[0];
const moneyOf = async (table: 'payment' | 'credit', id: OrganisationId) =>
  new Map((await rowsOf<{ id: string }>(world, table, id)).map((row) => [row.id, row]));

describe('a sweep', () => {
  it('brings payments, edits, deletions, new invoices, customers and terms without a webhook', async () => {
    const { admin } = world.sandbox;
    const id = await connectAndImport(world, REALM_A);
    await admin.payInvoice({ realmId: REALM_A, id: '101' });
    await admin.voidInvoice({ realmId: REALM_A, id: '103' });
    await admin.deleteInvoice({ realmId: REALM_A, id: '104' });
    const { Id: customerId } = await admin.createCustomer({ realmId: REALM_A, name: 'New Leaf' });
    await admin.createInvoice({ realmId: REALM_A, customerId: String(customerId), amount: 12.5 });
    await admin.createTerm({ realmId: REALM_A, name: 'Net 7', changes: { DueDays: 7 } });
    const before = await sweptAt(id);

    expect(await runSweep(world.ctx, id)).toEqual({ kind: 'done' });
    const mirror = await invoices(id);
    expect(mirror.get('101')).toMatchObject({ state: 'paid', open_minor: '0' });
    expect(mirror.get('103')).toMatchObject({ state: 'void' });
    expect(mirror.get('104')).toMatchObject({ state: 'deleted' });
    expect([...mirror.values()].filter((row) => row.open_minor === '1250')).toHaveLength(1);
    expect((await rowsOf(world, 'customer', id)).map((row) => row['name'])).toContain('New Leaf');
    expect((await rowsOf(world, 'term', id)).map((row) => row['name'])).toContain('Net 7');
    expect((await sweptAt(id))?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
    expect((await kindsOf(world, id)).slice(1).sort()).toEqual([
      'invoice.deleted',
      'invoice.imported',
      'invoice.paid',
      'invoice.voided',
    ]);
    expect(await work(id, 'reminders.plan')).toEqual([
      { key: 'due', payload: { organisationId: id, scope: 'due' } },
    ]);
    expect(await runs(id, 'sweep')).toMatchObject([{ state: 'done', error_code: '' }]);
  });

  it('of quiet books is one call and changes nothing', async () => {
    const id = await connectAndImport(world, REALM_A);
    await runSweep(world.ctx, id);
    expect(await callsTo(world, REALM_A)).toHaveLength(1);
    expect(await kindsOf(world, id)).toEqual(['sync.finished']);
  });

  it('done twice tells nothing twice, although the windows overlap', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.payInvoice({ realmId: REALM_A, id: '101' });
    await runSweep(world.ctx, id);
    await runSweep(world.ctx, id);
    expect(await kindsOf(world, id)).toEqual(['sync.finished', 'invoice.paid']);
  });

  it('that is told to wait keeps its mark, waits in its own line, and goes on', async () => {
    const id = await connectAndImport(world, REALM_A);
    const before = await sweptAt(id);
    await world.sandbox.admin.payInvoice({ realmId: REALM_A, id: '101' });
    await world.sandbox.admin.addFault({ kind: 'throttle', path: '/cdc' });
    expect(await runSweep(world.ctx, id)).toMatchObject({ kind: 'later' });
    expect(await runs(id, 'sweep')).toMatchObject([
      { state: 'waiting', error_code: 'quickbooks.throttled' },
    ]);
    expect(await sweptAt(id)).toEqual(before);
    await runSweep(world.ctx, id);
    expect(await runs(id, 'sweep')).toMatchObject([{ state: 'done', error_code: '' }]);
    expect((await invoices(id)).get('101')?.state).toBe('paid');
  });

  it('whose grant was revoked ends as failed, with the mark where it was (E58)', async () => {
    const id = await connectAndImport(world, REALM_A);
    const before = await sweptAt(id);
    await world.sandbox.admin.disconnect({ realmId: REALM_A });
    expect(await runSweep(world.ctx, id)).toMatchObject({ kind: 'skipped' });
    const [run] = await runs(id, 'sweep');
    expect(run?.state).toBe('failed');
    expect(run?.error_code).toMatch(/^quickbooks\./);
    expect(await sweptAt(id)).toEqual(before);
  });

  it('that finds more than the vendor tells at once keeps its mark until a check has read everything', async () => {
    const id = await connectAndImport(world, REALM_C);
    const before = await sweptAt(id);
    const { entities } = await world.sandbox.admin.list({ realmId: REALM_C, entity: 'Invoice' });
    const ids = entities.map((one) => String(one['Id']));
    await world.sandbox.admin.touchInvoices({ realmId: REALM_C, ids: ids.slice(0, 1_100) });
    expect(await runSweep(world.ctx, id)).toEqual({ kind: 'done' });
    expect(await sweptAt(id)).toEqual(before);
    expect(await runs(id, 'check')).toMatchObject([{ state: 'running', whole: true }]);
    await runWaitingCheck(id);
    expect((await sweptAt(id))?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
  });

  it('after 40 days without books finds a deletion that the books no longer tell (E12)', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.deleteInvoice({ realmId: REALM_A, id: '104' });
    await setConnection(id, `swept_at = now() - interval '40 days'`);
    await world.sandbox.admin.advanceClock({ days: 31 });
    await world.sandbox.admin.expireAccessTokens({});
    try {
      await runSweep(world.ctx, id);
      await runWaitingCheck(id);
    } finally {
      await world.sandbox.admin.advanceClock({ days: -31 });
    }
    expect((await invoices(id)).get('104')?.state).toBe('deleted');
  });

  it('before the first import ended asks for the import instead', async () => {
    const { id } = await world.connect(REALM_A);
    expect(await runSweep(world.ctx, id)).toMatchObject({ kind: 'skipped' });
    expect(await work(id, 'sync.import')).toHaveLength(1);
  });
});

describe('money that a sweep finds', () => {
  it('brings payments, money on account, credit memos and files', async () => {
    const { admin } = world.sandbox;
    const id = await connectAndImport(world, REALM_A);
    const paid = await admin.createPayment({ realmId: REALM_A, customerId: '6', amount: 40 });
    const memo = await admin.createCreditMemo({ realmId: REALM_A, customerId: '6', amount: 25 });
    await admin.attachFile({ realmId: REALM_A, id: '105', fileName: 'late.pdf' });
    const files = (await rowsOf(world, 'attachment', id)).length;
    expect(await runSweep(world.ctx, id)).toEqual({ kind: 'done' });
    expect((await moneyOf('payment', id)).get(String(paid['Id']))).toMatchObject({
      customer_id: '6',
      total_minor: '4000',
      unapplied_minor: '4000',
      state: 'live',
    });
    expect((await moneyOf('credit', id)).get(String(memo['Id']))).toMatchObject({
      remaining_minor: '2500',
    });
    expect(await rowsOf(world, 'attachment', id)).toHaveLength(files + 1);
    expect(await runs(id, 'sweep')).toMatchObject([{ state: 'done', changed: 3 }]);
    expect(Object.keys((await organisationOf(id))?.kinds_synced_at ?? {}).sort()).toEqual([
      'attachments',
      'credits',
      'customers',
      'invoices',
      'payments',
      'terms',
    ]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'deleted',
      () => world.sandbox.admin.deletePayment({ realmId: REALM_A, id: '202' }),
      'deleted',
    ],
    ['voided', () => world.sandbox.admin.voidPayment({ realmId: REALM_A, id: '202' }), 'void'],
  ])('reopens the invoice of a payment that was %s', async (_name, act, state) => {
    const id = await connectAndImport(world, REALM_A);
    expect((await invoices(id)).get('109')).toMatchObject({ state: 'paid' });
    await act();
    await runSweep(world.ctx, id);
    expect((await moneyOf('payment', id)).get('202')).toMatchObject({ state });
    expect((await invoices(id)).get('109')).toMatchObject({ state: 'open', open_minor: '30000' });
    expect(await work(id, 'reminders.plan')).toHaveLength(1);
  });

  /** The mirror says that payment 202 settled invoice 105, too, and holds 105 wrong; its own change is not told. */
  const entangle = async (id: OrganisationId) => {
    await world.database.query(
      `update payment set invoice_ids = '["109", "105"]' where organisation_id = $1 and id = '202'`,
      [id],
    );
    await world.database.query(
      `update invoice set open_minor = 1, books_version = 0 where organisation_id = $1 and id = '105'`,
      [id],
    );
    await world.sandbox.admin.deletePayment({ realmId: REALM_A, id: '202' });
  };

  it('reads invoices that a changed payment settled and that do not tell of it, by two calls in all', async () => {
    const id = await connectAndImport(world, REALM_A);
    await entangle(id);
    await runSweep(world.ctx, id);
    expect((await invoices(id)).get('105')).toMatchObject({ open_minor: '150000' });
    expect(await callsTo(world, REALM_A)).toHaveLength(2);
    expect(await world.database.query('select 1 from named_record')).toEqual([]);
    await world.sandbox.admin.clearJournal();
    await runSweep(world.ctx, id);
    expect(await callsTo(world, REALM_A)).toHaveLength(1);
  });

  it('are not forgotten when the worker dies after the payment is stored', async () => {
    const id = await connectAndImport(world, REALM_A);
    await entangle(id);
    await world.sandbox.admin.addFault({ kind: 'drop', path: 'from Invoice', times: 9 });
    expect(await runSweep(world.ctx, id)).toMatchObject({ kind: 'later' });
    await world.sandbox.admin.clearFaults({});
    await runSweep(world.ctx, id);
    expect(await work(id, 'records.sync')).toHaveLength(1);
    await readNamed(world.ctx, id);
    expect((await invoices(id)).get('105')).toMatchObject({ open_minor: '150000' });
  });

  it('frees the credit whose application was deleted', async () => {
    const id = await connectAndImport(world, REALM_A);
    const before = (await moneyOf('credit', id)).get('301');
    await world.sandbox.admin.deletePayment({ realmId: REALM_A, id: '204' });
    await runSweep(world.ctx, id);
    const after = (await moneyOf('credit', id)).get('301') as Record<string, unknown> | undefined;
    expect(Number(after?.['remaining_minor'])).toBe(
      Number((before as Record<string, unknown> | undefined)?.['remaining_minor']) + 10_000,
    );
  });

  it('keeps the memo of an invoice that was voided (E11)', async () => {
    const { admin } = world.sandbox;
    const { Id } = await admin.createInvoice({
      realmId: REALM_A,
      customerId: '6',
      amount: 10,
      note: '#noremind',
    });
    const id = await connectAndImport(world, REALM_A);
    await admin.voidInvoice({ realmId: REALM_A, id: String(Id) });
    await runSweep(world.ctx, id);
    expect((await invoices(id)).get(String(Id))).toMatchObject({
      state: 'void',
      memo_on_statement: '#noremind',
    });
  });

  it('reads the documents of a customer that was closed (E26, E27)', async () => {
    const id = await connectAndImport(world, REALM_A);
    const theirs = [...(await invoices(id)).values()].filter((row) => row.customer_id === '6');
    await world.sandbox.admin.deactivateCustomer({ realmId: REALM_A, id: '6' });
    await runSweep(world.ctx, id);
    const asked = (await callsTo(world, REALM_A)).find((call) => /from invoice/i.test(call));
    for (const one of theirs) expect(asked).toContain(`'${one.id}'`);
    await world.sandbox.admin.clearJournal();
    await runSweep(world.ctx, id);
    expect(await callsTo(world, REALM_A)).toHaveLength(1);
  });
});

describe('the clock', () => {
  it('queues one sweep for each live connection whose hour has come', async () => {
    const id = await connectAndImport(world, REALM_A);
    expect(await queueDueSweeps(world.ctx)).toBe(0);
    await setConnection(id, `next_sweep_at = now() - interval '1 minute'`);
    const queued = await Promise.all([queueDueSweeps(world.ctx), queueDueSweeps(world.ctx)]);
    expect(queued.sort()).toEqual([0, 1]);
    expect(await work(id, 'sync.sweep')).toEqual([
      { key: 'sweep', payload: { organisationId: id } },
    ]);
  });

  it.each(['needs-reconnect', 'paused', 'disconnected'])(
    'asks nothing of a connection that is %s',
    async (state) => {
      const id = await connectAndImport(world, REALM_A);
      await setConnection(id, `next_sweep_at = now() - interval '1 minute', state = '${state}'`);
      await queueDueSweeps(world.ctx);
      expect(await work(id, 'sync.sweep')).toEqual([]);
    },
  );
});

describe('"Sync now"', () => {
  const by = async (organisationId: OrganisationId, role: 'member' | 'viewer') => {
    const [row] = await rowsOf<{ person_id: string }>(
      world,
      'membership',
      organisationId,
      'person_id, person_id as id',
    );
    const personId = (row?.person_id ?? randomUUID()) as never;
    return { organisationId, personId, name: 'Ana', role };
  };

  it('asks for one sweep, however often it is pressed', async () => {
    const id = await connectAndImport(world, REALM_A);
    const member = await by(id, 'member');
    expect(await requestSync(world.ctx, member, { kind: 'now' })).toEqual({ queued: true });
    expect(await requestSync(world.ctx, member, { kind: 'now' })).toEqual({ queued: true });
    expect(await work(id, 'sync.sweep')).toHaveLength(1);
  });

  it('goes on with an import that failed, at its place', async () => {
    const { id } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 400,
      body: '{}',
      path: 'from Invoice',
      skip: 1,
    });
    await runImport(world.ctx, id, runId);
    expect(await runs(id, 'import')).toMatchObject([
      { state: 'failed', error_code: 'quickbooks.rejected' },
    ]);
    await world.database.query('delete from outbox where organisation_id = $1', [id]);
    await requestSync(world.ctx, await by(id, 'member'), { kind: 'now' });
    expect(await work(id, 'sync.import')).toMatchObject([{ payload: { runId } }]);
    expect(await runs(id, 'import')).toMatchObject([{ state: 'running', error_code: '' }]);
    expect(await runImport(world.ctx, id, runId)).toEqual({ kind: 'done' });
    expect((await invoices(id)).size).toBe(2500);
  });

  it('is not for viewers, and not for books that are not connected', async () => {
    const id = await connectAndImport(world, REALM_A);
    await expect(
      requestSync(world.ctx, await by(id, 'viewer'), { kind: 'now' }),
    ).rejects.toMatchObject({
      code: 'role.work',
    });
    await setConnection(id, `state = 'needs-reconnect'`);
    expect(await requestSync(world.ctx, await by(id, 'member'), { kind: 'now' })).toEqual({
      queued: false,
    });
  });
});
