import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TryLater } from '../../../../domain/errors.ts';
import type { OrganisationId } from '../../../../domain/ids.ts';
import { openCompany } from '../../../../server/services/connections/open-company.ts';
import {
  nextMonth,
  resumeDuePauses,
  resumePaused,
} from '../../../../server/services/connections/pause.ts';
import { watchCalls } from '../../../../server/services/connections/watch-calls.ts';
import { findConnection } from '../../../../server/db/connections.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { DAY_MS, HOUR_MS, startConnectionWorld, type ConnectionWorld } from './connection-world.ts';

let world: ConnectionWorld;
beforeAll(async () => {
  world = await startConnectionWorld({ startAt: '2026-11-22T10:00:00Z' });
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  await world.sandbox.admin.setKnobs({ monthlyBlock: false });
  world.holds.length = 0;
});

const block = () => world.sandbox.admin.setKnobs({ monthlyBlock: true });

/** Blocked for an hour, with the call that finds it out. */
async function paused(): Promise<OrganisationId> {
  const { id } = await world.connect();
  await block();
  await world.read(id);
  await world.advance(HOUR_MS);
  await world.read(id);
  expect(await world.row(id)).toMatchObject({ state: 'paused' });
  return id;
}

const resume = (id: OrganisationId) =>
  inOrganisation(world.ctx.store, id, async (tx) => {
    const connection = await findConnection(tx, id);
    return connection ? resumePaused(tx, connection, world.ctx.now()) : false;
  });

describe('a throttled call', () => {
  it('makes everybody rest for a minute, and is remembered until a call succeeds', async () => {
    const { id } = await world.connect();
    await block();
    const error = await world.read(id);
    expect(error).toBeInstanceOf(TryLater);
    const restMs = (world.holds[0]?.getTime() ?? 0) - world.ctx.now().getTime();
    expect(restMs).toBeGreaterThan(50_000);
    expect(restMs).toBeLessThanOrEqual(60_000);
    expect(await world.row(id)).toMatchObject({
      state: 'live',
      throttled_since: expect.any(Date),
      calls_this_month: 0,
    });
    await world.sandbox.admin.setKnobs({ monthlyBlock: false });
    expect(await world.read(id)).toBeNull();
    expect(await world.row(id)).toMatchObject({ throttled_since: null });
  });

  it('pauses nothing an hour later when a call succeeded meanwhile, also in another worker', async () => {
    const { id } = await world.connect();
    const { company } = await openCompany(world.ctx, id);
    await block();
    await world.read(id);
    await world.sandbox.admin.setKnobs({ monthlyBlock: false });
    await world.advance(HOUR_MS);
    // Opened before anybody was throttled; its success is written with its lot.
    await company.readTerms();
    await block();
    await expect(company.readTerms()).rejects.toThrow(TryLater);
    expect(await world.row(id)).toMatchObject({ state: 'live' });
  });
});

describe('a vendor that meters no month', () => {
  it('pauses nothing however long it throttles: each refusal is followed by a rest', async () => {
    const { id } = await world.connect();
    const known = world.ctx.books('quickbooks');
    const books = { ...known, limits: { ...known.limits, monthly: null } };
    const ctx = { ...world.ctx, books: () => books };
    await block();
    for (let hour = 0; hour < 3; hour += 1) {
      const { company } = await openCompany(ctx, id);
      await expect(company.readTerms()).rejects.toThrow(TryLater);
      await world.advance(HOUR_MS);
    }
    expect(await world.row(id)).toMatchObject({ state: 'live', paused_until: null });
    expect(world.holds).toHaveLength(3);
  });
});

describe('an allowance that is used up (facts: QuickBooks 6.2)', () => {
  it('pauses the connection until the next month, says so once, and calls off what is planned (E58)', async () => {
    const id = await paused();
    const pausedUntil = new Date('2026-12-01T00:05:00Z');
    expect(await world.row(id)).toMatchObject({
      reason: 'connection.allowance-used',
      paused_until: pausedUntil,
    });
    expect(await world.kinds(id)).toEqual(['connection.paused']);
    expect(await world.work(id)).toEqual(['reminders.plan all']);
    expect(await world.read(id)).toMatchObject({
      code: 'connection.allowance-used',
      at: pausedUntil,
    });
  });

  it('pauses at once, until the instant that the vendor names, when it says what is used up', async () => {
    const { id } = await world.connect();
    const { connection } = await openCompany(world.ctx, id);
    const usedUpUntil = new Date(world.ctx.now().getTime() + 5 * HOUR_MS);
    const watch = watchCalls(world.ctx, connection);
    const call = { metered: true, items: 1, status: 429, traceId: undefined };
    watch.onCall({ ...call, retryAt: usedUpUntil, usedUpUntil });
    await watch.settled();
    expect(await world.row(id)).toMatchObject({ state: 'paused', paused_until: usedUpUntil });
  });

  it('lets everybody rest after the last call that is allowed, without a word of throttling', async () => {
    const { id } = await world.connect();
    const { connection } = await openCompany(world.ctx, id);
    const retryAt = new Date(world.ctx.now().getTime() + 5_000);
    const watch = watchCalls(world.ctx, connection);
    watch.onCall({ metered: true, items: 1, status: 200, traceId: undefined, retryAt });
    await watch.settled();
    expect(world.holds).toEqual([retryAt]);
    expect(await world.row(id)).toMatchObject({ state: 'live', throttled_since: null });
  });

  it('reads again when a person asks for it, with everything that waited for the end', async () => {
    const id = await paused();
    await world.database.query(
      `insert into outbox (organisation_id, name, key, payload, available_at) values
       ($1, 'records.sync', 'waited', '{}', '2026-12-01T00:05:00Z'), ($1, 'delivery.send', 'planned', '{}', '2026-12-02T00:00:00Z')`,
      [id],
    );
    await world.database.query(
      'update connection set swept_at = now() where organisation_id = $1',
      [id],
    );
    expect(await resume(id)).toBe(true);
    expect(await world.row(id)).toMatchObject({ state: 'live', reason: '', paused_until: null });
    expect(await world.work(id)).toContain('sync.sweep sweep');
    const due = await world.database.query(
      `select key from outbox where organisation_id = $1 and available_at <= $2 order by key`,
      [id, world.ctx.now()],
    );
    expect(due).toEqual([{ key: 'all' }, { key: 'sweep' }, { key: 'waited' }]);
    expect(await resume(id)).toBe(false);
  });

  it('pauses again at the first refusal after that', async () => {
    const id = await paused();
    await resume(id);
    await world.read(id);
    expect(await world.row(id)).toMatchObject({ state: 'paused' });
  });

  it('goes on by itself in the next month, where throttling counts anew', async () => {
    const id = await paused();
    expect(await resumeDuePauses(world.ctx)).toBe(0);
    await world.advance(9 * DAY_MS);
    expect(await resumeDuePauses(world.ctx)).toBe(1);
    expect(await world.row(id)).toMatchObject({ state: 'live', throttled_since: null });
    expect(await world.kinds(id)).toEqual(['connection.paused', 'connection.resumed']);
    await world.read(id);
    expect(await world.row(id)).toMatchObject({ state: 'live' });
  });

  it.each([
    ['2026-12-31T23:59:59Z', '2027-01-01T00:05:00.000Z'],
    ['2026-11-01T00:00:00Z', '2026-12-01T00:05:00.000Z'],
  ])('lasts, when found at %s, until %s', (now, until) => {
    expect(nextMonth(new Date(now)).toISOString()).toBe(until);
  });
});
