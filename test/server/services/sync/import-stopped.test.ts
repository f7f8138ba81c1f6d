import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { REALM_A, REALM_C } from '../../../../sandbox/quickbooks/index.ts';
import { asSystem } from '../../../../server/db/transaction.ts';
import { saveGrant } from '../../../../server/services/connections/save-grant.ts';
import { runImport } from '../../../../server/services/sync/run-import.ts';
import {
  addImport,
  callsTo,
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
/** The database fails as when the worker or its connection dies, at rows that match; until revived. */
async function killAt(table: string, when: string): Promise<() => Promise<void>> {
  await world.database.query(
    `create function die() returns trigger language plpgsql as $$ begin raise 'killed' using errcode = '57P01'; end $$`,
  );
  await world.database.query(
    `create trigger die before insert or update on ${table} for each row when (${when}) execute function die()`,
  );
  return async () => {
    await world.database.query('drop function die() cascade');
  };
}

const isPage = (call: string) => call.includes('startposition');
const isOf = (call: string, entity: string) =>
  call.toLowerCase().includes(`from ${entity.toLowerCase()} `);

/** Waits until the run is stored up to this number of invoices: until then its worker may be at work. */
async function untilStored(organisationId: OrganisationId, invoices: number): Promise<void> {
  for (;;) {
    const run = await newestRun(organisationId);
    if (run?.progress['invoices']?.done === invoices) return;
  }
}

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
      expect(again.some((call) => isOf(call, 'Customer'))).toBe(false);
      expect(again.some((call) => isOf(call, 'Invoice') && call.includes('startposition 1 '))).toBe(
        false,
      );
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
    await untilStored(id, 1000);
    const second = runImport(world.ctx, id, runId);
    await other.reached;
    await untilStored(id, 2000);
    const between = await newestRun(id);
    sleeper.goOn();
    expect(await first).toMatchObject({ kind: 'later' });
    expect(await newestRun(id)).toEqual(between);
    other.goOn();
    expect(await second).toEqual({ kind: 'done' });
    expect(await count('invoice', id)).toBe(2500);
    expect(await kindsOf(world, id)).toEqual(['sync.finished']);
  });

  it.each([
    ['between two pages', 'sync_run', `new.progress->'invoices'->>'done' = '2000'`],
    ['in the middle of a page', 'invoice', `new.id = '1600'`],
  ])(
    'by its death %s goes on with the page it was at, and asks for no other again',
    async (_name, table, when) => {
      const { id } = await world.connect(REALM_C);
      const runId = await addImport(world.ctx, id);
      const revive = await killAt(table, when);
      await expect(runImport(world.ctx, id, runId)).rejects.toThrow();
      await revive();
      const kept = await count('invoice', id);
      expect(kept).toBe(1000);
      await world.sandbox.admin.clearJournal();
      expect(await runImport(world.ctx, id, runId)).toEqual({ kind: 'done' });
      expect(await count('invoice', id)).toBe(2500);
      const pages = (await callsTo(world, REALM_C)).filter(isPage);
      const invoices = pages.filter((call) => isOf(call, 'Invoice'));
      expect(invoices.map((call) => / startposition (\d+) /.exec(call)?.[1])).toEqual([
        '1001',
        '2001',
      ]);
      expect(pages.some((call) => isOf(call, 'Customer'))).toBe(false);
    },
  );

  it('by the owner in QuickBooks keeps what it has, says so, and goes on after reconnecting (E58)', async () => {
    const { id } = await world.connect(REALM_C);
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
      `update connection set state = 'live', reason = '' where organisation_id = $1`,
      [id],
    );
    await asSystem(world.ctx.store, (tx) =>
      saveGrant(tx, world.ctx.secrets, 'quickbooks', { key: REALM_C, tokens }),
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
          `update connection set state = 'disconnected', grant_id = null where organisation_id = $1`,
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
