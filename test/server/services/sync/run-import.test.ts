import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { importKinds } from '../../../../integrations/books.ts';
import { REALM_A, REALM_B, REALM_C } from '../../../../sandbox/quickbooks/index.ts';
import { runCheck } from '../../../../server/services/sync/run-check.ts';
import { runImport } from '../../../../server/services/sync/run-import.ts';
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
  changed: number;
  moved_at: Date | null;
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
  world.database.query<{ key: string; payload: Record<string, unknown> }>(
    `select key, payload from outbox where organisation_id = $1 and name = $2`,
    [organisationId, name],
  );

const money = [
  ['credit', 'CreditMemo'],
  ['payment', 'Payment'],
  ['attachment', 'Attachable'],
] as const;
const isPage = (call: string) => call.includes('startposition');
const isOf = (call: string, entity: string) =>
  call.toLowerCase().includes(`from ${entity.toLowerCase()} `);

describe('the first import', () => {
  it('brings the sample company into the mirror with no more calls than pages + 3', async () => {
    const { id } = await world.connect(REALM_A);
    expect(await runImport(world.ctx, id, await addImport(world.ctx, id))).toEqual({
      kind: 'done',
    });
    const calls = await callsTo(world, REALM_A);
    const pages = calls.filter((call) => call.includes('startposition'));
    expect(pages).toHaveLength(6);
    expect(calls.length).toBeLessThanOrEqual(pages.length + 3);
    expect(await count('invoice', id)).toBe(20);
    expect(await count('customer', id)).toBe(13);
    expect(await count('term', id)).toBe(8);
    for (const [table, entity] of money) {
      const { entities } = await world.sandbox.admin.list({ realmId: REALM_A, entity });
      expect(entities.length).toBeGreaterThan(0);
      expect(await count(table, id)).toBe(entities.length);
    }
  });

  it('asks for no page of a kind of which the books hold nothing, and for none after the last', async () => {
    const { id } = await world.connect(REALM_C);
    await runImport(world.ctx, id, await addImport(world.ctx, id));
    const calls = await callsTo(world, REALM_C);
    const entities = [
      'Term',
      'Customer',
      'Invoice',
      'CreditMemo',
      'Payment',
      'Attachable',
    ] as const;
    for (const entity of entities) {
      const held = (await world.sandbox.admin.list({ realmId: REALM_C, entity })).entities.length;
      const pages = calls.filter((call) => isPage(call) && isOf(call, entity));
      expect([entity, pages.length]).toEqual([entity, Math.ceil(held / 1000)]);
    }
    expect(calls.length - calls.filter(isPage).length).toBeLessThanOrEqual(3);
  });

  it('tells of each kind since when it is complete, and counts nothing as changed', async () => {
    const id = await connectAndImport(world, REALM_C);
    const [organisation] = await rowsOf<{ kinds_synced_at: Record<string, string> }>(
      world,
      'organisation',
      id,
    );
    const run = await newestRun(id);
    expect(run).toMatchObject({ changed: 0 });
    expect(run?.moved_at).not.toBeNull();
    const at = run?.started_at.toISOString();
    expect(organisation?.kinds_synced_at).toEqual(
      Object.fromEntries(importKinds.map((kind) => [kind, at])),
    );
  });

  it('has the next page on its way while it stores one, and never a second', async () => {
    const { id } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    const stored: number[] = [];
    world.beforeCall(async () => {
      stored.push(await count('invoice', id));
    });
    await runImport(world.ctx, id, runId);
    // Calls for the three pages of invoices; the one for the third cannot begin before the first page is stored.
    const [, , , , , first, second, third] = stored;
    expect([first, second]).toEqual([0, 0]);
    expect(third).toBeGreaterThanOrEqual(1000);
  });

  it('gives every open invoice a plan that nobody looks at before the import has ended', async () => {
    const { id } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    const marked: unknown[] = [];
    world.beforeCall(async () => {
      marked.push(
        ...(await world.database.query(
          'select 1 from invoice_plan where organisation_id = $1 and next_plan_on is not null',
          [id],
        )),
      );
    });
    await runImport(world.ctx, id, runId);
    expect(marked).toEqual([]);
    const [{ open, planned } = { open: 0, planned: 0 }] = await world.database.query<{
      open: number;
      planned: number;
    }>(
      `select count(*)::int as open, count(n.invoice_id)::int as planned from invoice i
       left join invoice_plan n on n.organisation_id = i.organisation_id and n.invoice_id = i.id
       where i.organisation_id = $1 and i.state = 'open'`,
      [id],
    );
    expect(open).toBeGreaterThan(1000);
    expect(planned).toBe(open);
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

  it('that shift while they are read leave nothing out: a check follows (facts: QuickBooks 4.1)', async () => {
    const { admin } = world.sandbox;
    const { id } = await world.connect(REALM_C);
    const runId = await addImport(world.ctx, id);
    const { entities } = await admin.list({ realmId: REALM_C, entity: 'Invoice' });
    const ids = entities.map((one) => String(one['Id'])).sort((a, b) => Number(a) - Number(b));
    const deleted = ids.slice(0, 40);
    const paid = ids[1500] ?? '';
    world.beforeCall(async (call) => {
      if (call !== 7) return;
      for (const one of deleted) await admin.deleteInvoice({ realmId: REALM_C, id: one });
      await admin.editInvoice({ realmId: REALM_C, id: paid, changes: { PrivateNote: 'edited' } });
    });
    await runImport(world.ctx, id, runId);
    world.beforeCall(() => undefined);
    expect(await count('invoice', id)).toBeLessThan(ids.length);
    const [check] = await workOf(id, 'sync.check');
    await runCheck(world.ctx, id, String(check?.payload['runId']));
    const rows = await rowsOf<{ id: string; state: string; memo_on_statement: string }>(
      world,
      'invoice',
      id,
    );
    expect(rows.filter((row) => row.state !== 'deleted')).toHaveLength(ids.length - deleted.length);
    expect(rows.find((row) => row.id === paid)?.memo_on_statement).toBe('edited');
    expect(rows.find((row) => row.id === deleted[0])?.state ?? 'deleted').toBe('deleted');
  });

  it('and complete ask for no check', async () => {
    const { id } = await world.connect(REALM_A);
    await runImport(world.ctx, id, await addImport(world.ctx, id));
    expect(await workOf(id, 'sync.check')).toEqual([]);
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

  it('finds deleted payments, credits and files as well, and counts what was not as the mirror had it', async () => {
    const { admin } = world.sandbox;
    const id = await connectAndImport(world, REALM_A);
    await admin.deletePayment({ realmId: REALM_A, id: '203' });
    const [credit] = (await admin.list({ realmId: REALM_A, entity: 'CreditMemo' })).entities;
    await admin.deletePayment({ realmId: REALM_A, id: '204' });
    await admin.deleteCreditMemo({ realmId: REALM_A, id: String(credit?.['Id']) });
    const [file] = (await admin.list({ realmId: REALM_A, entity: 'Attachable' })).entities;
    await admin.deleteAttachable({ realmId: REALM_A, id: String(file?.['Id']) });
    await runImport(world.ctx, id, await addImport(world.ctx, id));
    for (const [table, entity] of money) {
      const { entities } = await admin.list({ realmId: REALM_A, entity });
      const rows = await rowsOf<{ id: string; state: string }>(world, table, id, 'id, state');
      const live = rows.filter((row) => row.state !== 'deleted').map((row) => row.id);
      expect(live).toEqual(entities.map((one) => String(one['Id'])).sort());
    }
    expect((await newestRun(id))?.changed).toBeGreaterThanOrEqual(4);
  });
});
