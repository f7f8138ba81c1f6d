import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { REALM_A, REALM_B, REALM_C } from '../../../../sandbox/quickbooks/index.ts';
import { tokenColumns } from '../../../../server/services/connections/sealed-tokens.ts';
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

interface Run extends Record<string, unknown> {
  id: string;
  state: string;
  error_code: string;
  waiting_until: Date | null;
  unreadable: number;
  problems: { recordId: string; code: string }[];
  progress: Record<string, { done: number; total: number; finished: boolean }>;
  started_at: Date;
}

let world: BooksWorld;
beforeAll(async () => {
  world = await startBooksWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.reset({});
});

const newestRun = async (organisationId: OrganisationId): Promise<Run | undefined> =>
  (
    await world.database.query<Run>(
      'select * from sync_run where organisation_id = $1 order by started_at desc limit 1',
      [organisationId],
    )
  )[0];
const count = async (table: string, organisationId: OrganisationId): Promise<number> =>
  (await rowsOf(world, table, organisationId, 'id')).length;
const workOf = (organisationId: OrganisationId, name: string) =>
  world.database.query(`select key, payload from outbox where organisation_id = $1 and name = $2`, [
    organisationId,
    name,
  ]);

/** A place in the run, by the number of the call, at which its worker stops until it is let go. */
function pauseAt(number: number) {
  let arrive: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const released = new Promise<void>((resolve) => (goOn = resolve));
  const pause = async (call: number): Promise<void> => {
    if (call !== number) return;
    arrive();
    await released;
  };
  return { reached, goOn: () => goOn(), pause };
}

describe('the first import', () => {
  it('brings the sample company into the mirror with no more calls than pages + 3', async () => {
    const { id } = await world.connect(REALM_A);
    expect(await runImport(world.ctx, id, await addImport(world.ctx, id))).toEqual({
      kind: 'done',
    });
    const calls = await callsTo(world, REALM_A);
    const pages = calls.filter((call) => call.includes('startposition')).length;
    expect(calls.length).toBeLessThanOrEqual(pages + 3);
    expect(pages).toBe(3);
    expect(await count('invoice', id)).toBe(20);
    expect(await count('customer', id)).toBe(13);
    expect(await count('term', id)).toBe(8);
  });

  it('keeps states, amounts and what the books leave out', async () => {
    const id = await connectAndImport(world, REALM_A);
    const rows = await rowsOf<{ id: string } & Record<string, unknown>>(world, 'invoice', id);
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get('105')).toMatchObject({
      state: 'open',
      open_minor: '150000',
      total_minor: '240000',
      customer_id: '6',
    });
    expect(byId.get('109')).toMatchObject({ state: 'paid', open_minor: '0' });
    expect(byId.get('110')).toMatchObject({ state: 'void' });
    expect(byId.get('108')).toMatchObject({ currency: 'EUR' });
    expect(byId.get('103')).toMatchObject({ email: null });
    expect(byId.get('115')).toMatchObject({ term_id: null });
    expect(byId.get('116')).toMatchObject({ number: null });
    expect(byId.get('102')?.['email']).toBe(
      'office@copper.example, kim@copper.example,till@copper.example',
    );
  });

  it('takes over what the books say about the business', async () => {
    const id = await connectAndImport(world, REALM_A);
    const [organisation] = await rowsOf(world, 'organisation', id);
    expect(organisation).toMatchObject({
      name: 'Alderbrook Field Services LLC',
      time_zone: 'America/Los_Angeles',
      time_zone_confirmed: true,
      home_currency: 'USD',
      country: 'US',
      custom_fields: [
        { id: '1', name: 'Crew #' },
        { id: '2', name: 'PO' },
        { id: '3', name: 'Site' },
      ],
    });
    const [connection] = await rowsOf(world, 'connection', id);
    expect(connection).toMatchObject({ company_name: 'Alderbrook Field Services LLC' });
  });

  it('guesses the zone of a country that has one, and leaves it to be confirmed', async () => {
    const id = await connectAndImport(world, REALM_B);
    const [organisation] = await rowsOf(world, 'organisation', id);
    expect(organisation).toMatchObject({ time_zone: 'Europe/London', time_zone_confirmed: false });
  });

  it('leaves a zone alone that a person confirmed', async () => {
    const { id } = await world.connect(REALM_A);
    await world.database.query(
      `update organisation set time_zone = 'Asia/Tokyo', time_zone_confirmed = true where id = $1`,
      [id],
    );
    await runImport(world.ctx, id, await addImport(world.ctx, id));
    expect((await rowsOf(world, 'organisation', id))[0]).toMatchObject({ time_zone: 'Asia/Tokyo' });
  });

  it('ends ready: run done, sweeps from its start, next local day planned, one line of history', async () => {
    const { id } = await world.connect(REALM_A);
    await runImport(world.ctx, id, await addImport(world.ctx, id));
    const run = await newestRun(id);
    expect(run).toMatchObject({ state: 'done', unreadable: 0, error_code: '' });
    expect(run?.progress['invoices']).toMatchObject({ done: 20, total: 20, finished: true });
    const [connection] = await rowsOf<{ swept_at: Date; next_sweep_at: Date }>(
      world,
      'connection',
      id,
    );
    expect(connection?.swept_at).toEqual(run?.started_at);
    expect(connection?.next_sweep_at.getTime()).toBe((run?.started_at.getTime() ?? 0) + 3_600_000);
    const [organisation] = await rowsOf<{ next_plan_at: Date; synced_at: Date }>(
      world,
      'organisation',
      id,
    );
    expect(organisation?.synced_at).not.toBeNull();
    expect(organisation?.next_plan_at.getTime()).toBeGreaterThan(Date.now());
    expect(await workOf(id, 'reminders.plan')).toEqual([
      { key: 'all', payload: { organisationId: id, scope: 'all' } },
    ]);
    expect(await kindsOf(world, id)).toEqual(['sync.finished']);
  });

  it('done twice is done once', async () => {
    const { id } = await world.connect(REALM_A);
    const runId = await addImport(world.ctx, id);
    await runImport(world.ctx, id, runId);
    expect(await runImport(world.ctx, id, runId)).toMatchObject({ kind: 'skipped' });
    expect(await kindsOf(world, id)).toEqual(['sync.finished']);
  });
});

describe('an import that is stopped', () => {
  it.each([
    ['429', { kind: 'throttle' as const }, 'quickbooks.throttled'],
    ['503 in HTML', { kind: 'html' as const, times: 3 }, 'quickbooks.unavailable'],
    ['500', { kind: 'status' as const, status: 500, times: 3 }, 'quickbooks.unavailable'],
    ['a truncated page', { kind: 'truncate' as const, times: 3 }, 'quickbooks.garbled'],
    ['a lost connection', { kind: 'drop' as const, times: 3 }, 'quickbooks.unavailable'],
  ])(
    'by %s says until when it waits, and goes on with the page it was at',
    async (_name, fault, code) => {
      const { id } = await world.connect(REALM_C);
      await world.sandbox.admin.addFault({ ...fault, path: 'from Invoice', skip: 2 });
      const runId = await addImport(world.ctx, id);
      expect(await runImport(world.ctx, id, runId)).toMatchObject({ kind: 'later', reason: code });
      const waiting = await newestRun(id);
      expect(waiting).toMatchObject({ state: 'waiting', error_code: code });
      expect(waiting?.waiting_until).not.toBeNull();
      expect(await count('invoice', id)).toBeGreaterThan(900);
      await world.sandbox.admin.clearJournal();

      expect(await runImport(world.ctx, id, runId)).toEqual({ kind: 'done' });
      const again = await callsTo(world, REALM_C);
      expect(again.some((call) => call.includes('from Customer'))).toBe(false);
      expect(
        again.some((call) => call.includes('from Invoice') && call.includes('startposition 1 ')),
      ).toBe(false);
      expect(await count('invoice', id)).toBe(2500);
      expect(await newestRun(id)).toMatchObject({
        state: 'done',
        error_code: '',
        waiting_until: null,
      });
    },
  );

  it('by a process that fell asleep is carried on by another, and the sleeper, waking late, changes nothing', async () => {
    const { id } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    const sleeper = pauseAt(7);
    const other = pauseAt(9);
    world.beforeCall(async (call) => {
      await sleeper.pause(call);
      await other.pause(call);
    });
    const first = runImport(world.ctx, id, runId);
    await sleeper.reached;
    const second = runImport(world.ctx, id, runId);
    await other.reached;
    const between = await newestRun(id);
    sleeper.goOn();
    expect(await first).toMatchObject({ kind: 'later' });
    expect(await newestRun(id)).toEqual(between);
    other.goOn();
    expect(await second).toEqual({ kind: 'done' });
    expect(await count('invoice', id)).toBe(2500);
    expect(await kindsOf(world, id)).toEqual(['sync.finished']);
  });

  it('by the owner in QuickBooks keeps what it has, says so, and goes on after reconnecting (E58)', async () => {
    const { id, connectionId } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    world.beforeCall(async (call) => {
      if (call === 7) await world.sandbox.admin.disconnect({ realmId: REALM_C });
    });
    expect(await runImport(world.ctx, id, runId)).toMatchObject({ kind: 'skipped' });
    const failed = await newestRun(id);
    expect(failed).toMatchObject({ state: 'failed' });
    expect(failed?.error_code).toMatch(/^quickbooks\./);
    const kept = await count('invoice', id);
    expect(kept).toBeGreaterThan(900);
    expect(await kindsOf(world, id)).toEqual(['connection.lost', 'sync.failed']);

    const tokens = await world.grant(REALM_C);
    await world.database.query(
      `update connection set state = 'live', reason = '', tokens_sealed = $2 where organisation_id = $1`,
      [id, tokenColumns(world.ctx.secrets, connectionId ?? '', tokens).tokensSealed],
    );
    expect(await addImport(world.ctx, id)).toBe(runId);
    expect(await runImport(world.ctx, id, runId)).toEqual({ kind: 'done' });
    expect(await count('invoice', id)).toBe(2500);
  });

  it('by the owner in Dunlin ends as failed with the reason', async () => {
    const { id } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    world.beforeCall(async (call) => {
      if (call === 6)
        await world.database.query(
          `update connection set state = 'disconnected', tokens_sealed = null where organisation_id = $1`,
          [id],
        );
    });
    expect(await runImport(world.ctx, id, runId)).toMatchObject({ kind: 'skipped' });
    expect(await newestRun(id)).toMatchObject({
      state: 'failed',
      error_code: 'connection.disconnected',
    });
  });

  it('by a subscription that ended says so before anything is read', async () => {
    const { id } = await world.connect(REALM_A);
    await world.sandbox.admin.setSubscription({ realmId: REALM_A, active: false });
    await runImport(world.ctx, id, await addImport(world.ctx, id));
    expect(await newestRun(id)).toMatchObject({
      state: 'failed',
      error_code: 'quickbooks.subscription-ended',
    });
  });
});

describe('pages that are not what they seem', () => {
  it('names records that cannot be read and brings in all others', async () => {
    const { id } = await world.connect(REALM_A);
    const { entity: plain } = await world.sandbox.admin.read({
      realmId: REALM_A,
      entity: 'Invoice',
      id: '101',
    });
    const bare: Record<string, unknown> = { ...plain, Id: '901' };
    for (const field of ['CustomerRef', 'DueDate', 'CurrencyRef', 'BillEmail', 'SalesTermRef'])
      delete bare[field];
    const broken = { ...plain, Id: '902', TotalAmt: 'a lot' };
    const huge = { ...plain, Id: '903', CustomerMemo: { value: 'nul \u0000 inside' } };
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 200,
      contentType: 'application/json',
      path: 'from Invoice',
      body: JSON.stringify({ QueryResponse: { Invoice: [plain, bare, broken, huge] } }),
    });
    expect(await runImport(world.ctx, id, await addImport(world.ctx, id))).toEqual({
      kind: 'done',
    });
    const rows = await rowsOf<{ id: string }>(world, 'invoice', id);
    expect(rows.find((row) => row.id === '901')).toMatchObject({
      customer_id: null,
      due_on: null,
      currency: null,
      email: null,
    });
    expect(rows.some((row) => row.id === '902')).toBe(false);
    const run = await newestRun(id);
    expect(run?.problems.map((problem) => problem.recordId)).toContain('902');
    expect(run?.unreadable).toBe(run?.problems.length);
  });

  it('that shift while they are read leave nothing out (facts: QuickBooks 4.1)', async () => {
    const { id } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    const { entities } = await world.sandbox.admin.list({ realmId: REALM_C, entity: 'Invoice' });
    const ids = entities.map((one) => String(one['Id'])).sort((a, b) => Number(a) - Number(b));
    const deleted = ids.slice(0, 40);
    const paid = ids[1500] ?? '';
    world.beforeCall(async (call) => {
      if (call !== 7) return;
      for (const one of deleted)
        await world.sandbox.admin.deleteInvoice({ realmId: REALM_C, id: one });
      await world.sandbox.admin.editInvoice({
        realmId: REALM_C,
        id: paid,
        changes: { PrivateNote: 'edited' },
      });
    });
    await runImport(world.ctx, id, runId);
    world.beforeCall(() => undefined);
    await runSweep(world.ctx, id);
    const rows = await rowsOf<{ id: string; state: string; memo_on_statement: string }>(
      world,
      'invoice',
      id,
    );
    expect(rows.filter((row) => row.state !== 'deleted')).toHaveLength(ids.length - deleted.length);
    expect(rows.find((row) => row.id === paid)?.memo_on_statement).toBe('edited');
    expect(rows.find((row) => row.id === deleted[0])?.state ?? 'deleted').toBe('deleted');
  });
});

describe('a later import', () => {
  it('finds what was deleted while nobody listened, and tells what changed (E12)', async () => {
    const id = await connectAndImport(world, REALM_A);
    await world.sandbox.admin.deleteInvoice({ realmId: REALM_A, id: '104' });
    await world.sandbox.admin.payInvoice({ realmId: REALM_A, id: '101' });
    await runImport(world.ctx, id, await addImport(world.ctx, id));
    const rows = await rowsOf<{ id: string; state: string }>(world, 'invoice', id, 'id, state');
    expect(rows.find((row) => row.id === '104')?.state).toBe('deleted');
    expect(rows.find((row) => row.id === '101')?.state).toBe('paid');
    expect(await kindsOf(world, id)).toEqual([
      'sync.finished',
      'invoice.paid',
      'invoice.deleted',
      'sync.finished',
    ]);
  });
});
