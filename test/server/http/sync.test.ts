import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { z } from 'zod';
import type { SyncJson, SyncRunPage } from '../../../domain/api/organisations.ts';
import { payment, syncHour, syncRun } from '../../../server/db/schema/index.ts';
import { inOrganisation } from '../../../server/db/transaction.ts';
import { Browser } from '../../support/browser.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addInvoices } from '../../support/make-invoice.ts';
import { makeOrganisation } from '../../support/make-organisation.ts';
import { startApp, type RunningApp } from '../../support/start-app.ts';
import { startStandIn, type StandIn } from '../../support/stand-in-books.ts';

type Sync = z.output<typeof SyncJson>;
type Runs = z.output<typeof SyncRunPage>;
type RunRow = typeof syncRun.$inferInsert;

let database: TestDatabase;
let vendor: StandIn;
let app: RunningApp;
/** Owner of the organisation `own`. */
let browser: Browser;
let own: OrganisationId;

beforeAll(async () => {
  database = await openTestDatabase();
  vendor = await startStandIn();
  app = await startApp(database, { systems: [vendor.books] });
}, 90_000);
afterAll(async () => {
  await app.close();
  await vendor.close();
  await database.close();
});
beforeEach(async () => {
  browser = new Browser(app.url);
  const place = await browser.consent(vendor, { booksId: randomUUID() });
  own = (place.split('/')[2] ?? '') as OrganisationId;
  await database.query('delete from sync_run where organisation_id = $1', [own]);
  await database.query('delete from outbox where organisation_id = $1', [own]);
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const place = (done: number, total: number | null) => ({
  done,
  total,
  cursor: null,
  finished: done === total,
});
async function addRun(wanted: Partial<RunRow>, organisationId = own): Promise<string> {
  const id = randomUUID();
  await inOrganisation(app.ctx.store, organisationId, (tx) =>
    tx.insert(syncRun).values({
      organisationId,
      id,
      type: 'sweep',
      state: 'done',
      startedAt: minutesAgo(5),
      progress: {},
      problems: [],
      ...wanted,
    }),
  );
  return id;
}
const sync = async () => (await browser.json<Sync>(`/o/${own}/sync`)).body;
const runs = async (query = '') => (await browser.json<Runs>(`/o/${own}/sync/runs${query}`)).body;
const request = (body: unknown = {}) =>
  browser.json<{ queued: boolean; code?: string }>(`/o/${own}/sync`, { method: 'POST', body });
const setConnection = (set: string) =>
  database.query(`update connection set ${set} where organisation_id = $1`, [own]);
const work = async () =>
  (
    await database.query<{ name: string }>(
      `select name from outbox where organisation_id = $1 and name like 'sync.%'`,
      [own],
    )
  ).map(({ name }) => name);
const setRole = (role: string) =>
  database.query('update membership set role = $2 where organisation_id = $1', [own, role]);

describe('the state of the mirror', () => {
  it('before anything was read says so', async () => {
    expect(await sync()).toMatchObject({
      run: null,
      syncedAt: null,
      checkedAt: null,
      waiting: 0,
      hours: [],
      freshness: { stale: 'sync', staleAfterHours: 24, reconciledAt: null },
    });
  });

  it('names the run under way, its pace and what is left', async () => {
    await addRun({ startedAt: minutesAgo(1) });
    const id = await addRun({
      type: 'import',
      state: 'running',
      startedAt: minutesAgo(10),
      movedAt: minutesAgo(1),
      progress: { customers: place(100, 100), invoices: place(400, 900), payments: place(0, 500) },
    });
    const { run } = await sync();
    expect(run).toMatchObject({ id, type: 'import', state: 'running', stalled: false });
    expect(run?.progress).toEqual([
      { kind: 'customers', done: 100, total: 100 },
      { kind: 'invoices', done: 400, total: 900 },
      { kind: 'payments', done: 0, total: 500 },
    ]);
    // 500 records in ten minutes, 1,000 are left.
    expect(run?.secondsLeft).toBeGreaterThanOrEqual(1_200);
    expect(run?.secondsLeft).toBeLessThan(1_230);
  });

  it('says that a run stands still after two minutes without progress', async () => {
    await addRun({ state: 'running', startedAt: minutesAgo(9), movedAt: minutesAgo(3) });
    expect((await sync()).run).toMatchObject({ stalled: true, secondsLeft: null });
  });

  it('counts what is held, waits, changed, and when each kind was read', async () => {
    await addInvoices(app.ctx, own, [{}, {}, { state: 'deleted' }]);
    const syncedAt = new Date().toISOString();
    await database.query(
      `update organisation set synced_at = now(), kinds_synced_at = $2 where id = $1`,
      [own, JSON.stringify({ invoices: syncedAt })],
    );
    await database.query(`insert into named_record values ($1, 'invoice', '7', now(), now())`, [
      own,
    ]);
    const at = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
    await inOrganisation(app.ctx.store, own, async (tx) => {
      await tx.insert(syncHour).values({ organisationId: own, hourAt: at, changed: 3, calls: 2 });
      await tx.insert(syncHour).values({
        organisationId: own,
        hourAt: new Date(at.getTime() - 30 * 3_600_000),
        changed: 9,
        calls: 9,
      });
    });
    const seen = await sync();
    expect(seen.kinds).toContainEqual({ kind: 'invoices', syncedAt, records: 2 });
    expect(seen.kinds).toContainEqual({ kind: 'credits', syncedAt: null, records: 0 });
    expect(seen).toMatchObject({
      waiting: 1,
      hours: [{ at: at.toISOString(), changed: 3, calls: 2 }],
      freshness: { stale: 'no', since: null },
    });
  });

  it('is confirmed as reconciled by a person, by name', async () => {
    await inOrganisation(app.ctx.store, own, (tx) =>
      tx.insert(payment).values({
        organisationId: own,
        id: '1',
        booksVersion: 0,
        booksUpdatedAt: new Date(),
        customerId: null,
        receivedOn: '2026-01-15',
        currency: 'CAD',
        totalMinor: 100,
        unappliedMinor: 0,
        state: 'live',
        invoiceIds: [],
        creditIds: [],
        seenAt: new Date(),
      }),
    );
    await database.query(
      'update organisation set synced_at = now(), payments_within_days = 14 where id = $1',
      [own],
    );
    expect((await sync()).freshness).toMatchObject({
      stale: 'payments',
      lastPaymentOn: '2026-01-15',
    });
    const { body } = await browser.json<Sync>(`/o/${own}/reconciled`, { method: 'POST', body: {} });
    expect(body.freshness.stale).toBe('no');
    expect(body.freshness.reconciledAt).not.toBeNull();
    expect(body.freshness.reconciledBy).not.toBe('');
  });
});

describe('the list of readings', () => {
  it('goes page by page, newest first, each once, also those of one instant', async () => {
    const startedAt = minutesAgo(60);
    const ids = new Set<string>();
    for (let n = 0; n < 5; n += 1) ids.add(await addRun({ startedAt }));
    const newest = await addRun({ startedAt: minutesAgo(1) });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Runs = await runs(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen[0]).toBe(newest);
    expect(new Set(seen)).toEqual(new Set([...ids, newest]));
    expect(seen).toHaveLength(6);
  });

  it('is cut to one kind and one state', async () => {
    await addRun({ type: 'sweep' });
    const id = await addRun({
      type: 'check',
      state: 'failed',
      errorCode: 'quickbooks.rejected',
      problems: [{ recordId: '7', code: 'record.not-storable' }],
      unreadable: 1,
      requestedBy: 'Ana',
    });
    const { rows } = await runs('?type=check&state=failed');
    expect(rows).toMatchObject([
      {
        id,
        errorCode: 'quickbooks.rejected',
        problems: [{ recordId: '7', code: 'record.not-storable' }],
        requestedBy: 'Ana',
      },
    ]);
  });

  it('refuses a place that we did not make', async () => {
    const answer = await browser.json(`/o/${own}/sync/runs?cursor=zzz`);
    expect(answer.status).toBe(422);
  });

  it('shows nothing of another organisation', async () => {
    const other = await makeOrganisation(app.ctx);
    await addRun({ type: 'check' }, other.id);
    expect((await runs()).rows).toEqual([]);
    for (const [method, path] of [
      ['GET', 'sync'],
      ['GET', 'sync/runs'],
      ['POST', 'sync'],
      ['POST', 'reconciled'],
    ] as const) {
      const body = method === 'POST' ? {} : undefined;
      expect((await browser.json(`/o/${other.id}/${path}`, { method, body })).status).toBe(404);
    }
  });
});

describe('asking for a reading', () => {
  const imported = async () => {
    await addRun({ type: 'import' });
    await setConnection('swept_at = now()');
  };

  it('queues a sweep for "Sync now", once', async () => {
    await imported();
    expect((await request()).body).toEqual({ queued: true });
    await request({ kind: 'now' });
    expect(await work()).toEqual(['sync.sweep']);
  });

  it('queues a whole check for "Full check", in the name of who asked', async () => {
    await imported();
    expect((await request({ kind: 'check' })).body).toEqual({ queued: true });
    expect(await work()).toEqual(['sync.check']);
    const [run] = await database.query<{ whole: boolean; requested_by: string }>(
      `select whole, requested_by from sync_run where organisation_id = $1 and type = 'check'`,
      [own],
    );
    expect(run).toMatchObject({ whole: true });
    expect(run?.requested_by).not.toBe('');
  });

  it('reads the books first when they were never read to the end', async () => {
    expect((await request({ kind: 'check' })).body).toEqual({ queued: true });
    expect(await work()).toEqual(['sync.import']);
  });

  it('ends a pause for "Sync now", and not for a check', async () => {
    await imported();
    await setConnection(`state = 'paused', paused_until = now() + interval '5 days'`);
    expect((await request({ kind: 'check' })).body).toEqual({ queued: false });
    expect((await request()).body).toEqual({ queued: true });
    expect(await work()).toEqual(['sync.sweep']);
    expect(
      await database.query('select state from connection where organisation_id = $1', [own]),
    ).toEqual([{ state: 'live' }]);
  });

  it.each(['now', 'check'])('(%s) is not for viewers', async (kind) => {
    await setRole('viewer');
    expect(await request({ kind })).toMatchObject({ status: 403, body: { code: 'role.work' } });
  });

  it.each(['now', 'check'])('(%s) of books that are not connected queues nothing', async (kind) => {
    await imported();
    await setConnection(`state = 'needs-reconnect'`);
    expect((await request({ kind })).body).toEqual({ queued: false });
    expect(await work()).toEqual([]);
  });
});
