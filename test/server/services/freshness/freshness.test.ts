import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { confirmReconciled } from '../../../../server/services/freshness/confirm-reconciled.ts';
import { noteStale } from '../../../../server/services/freshness/note-freshness.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { NOON, startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
let id: InvoiceId;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await world.addRule();
  id = await world.addInvoice({ dueOn: '2026-11-12' });
  await world.plan();
  await database.query('delete from outbox where organisation_id = $1', [world.organisationId]);
});

const HOUR_MS = 3_600_000;
const set = (column: string, value: unknown) =>
  database.query(`update organisation set ${column} = $2 where id = $1`, [
    world.organisationId,
    value,
  ]);
const readHoursAgo = (hours: number) =>
  set('synced_at', new Date(NOON.getTime() - hours * HOUR_MS));
const staleSince = async () =>
  (
    await database.query<{ at: Date | null }>(
      'select stale_since as at from organisation where id = $1',
      [world.organisationId],
    )
  )[0]?.at;
const told = async () =>
  (
    await database.query<{ kind: string }>(
      `select kind from activity where organisation_id = $1 and kind like 'books.%' order by id`,
      [world.organisationId],
    )
  ).map(({ kind }) => kind);
/** What the worker does with the work that was noted. */
async function workOff(): Promise<void> {
  const wanted = await database.query<{ scope: 'all' | 'due' }>(
    `delete from outbox where organisation_id = $1 and name = 'reminders.plan' returning payload->>'scope' as scope`,
    [world.organisationId],
  );
  for (const { scope } of wanted) await world.plan(scope);
}

describe('books that are too old (product.md 4, idea 8)', () => {
  it('call off what was planned, and bring it back once they were read', async () => {
    await readHoursAgo(25);
    await noteStale(world.ctx);
    await noteStale(world.ctx);
    await workOff();
    expect(await world.messages(id)).toEqual(['10 cancelled books-fresh/sync-stale']);
    expect(await staleSince()).toEqual(NOON);

    await readHoursAgo(0);
    await noteStale(world.ctx);
    await workOff();
    expect(await world.messages(id)).toEqual(['10 planned']);
    expect(await told()).toEqual(['books.stale', 'books.fresh']);
    expect(await staleSince()).toBeNull();
  });

  it('are noted by whoever decides by them first, so that nothing that was held is forgotten', async () => {
    await readHoursAgo(25);
    await world.changeInvoice(id, { open_minor: 500 });
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled books-fresh/sync-stale']);
    await readHoursAgo(0);
    await noteStale(world.ctx);
    await workOff();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it('are not those read within the limit, nor those that no reading has ended for', async () => {
    await readHoursAgo(24);
    await noteStale(world.ctx);
    await set('synced_at', null);
    await noteStale(world.ctx);
    expect(await told()).toEqual([]);
    await world.plan('all');
    expect(await world.messages(id)).toEqual(['10 cancelled books-fresh/never-read']);
  });

  it('count as too old without a recent payment, until one is recorded', async () => {
    await set('payments_within_days', 14);
    await noteStale(world.ctx);
    await workOff();
    expect(await world.messages(id)).toEqual(['10 cancelled books-fresh/no-payments']);
    await addPayment('p-void', '2026-11-20', 'void');
    await addPayment('p-ahead', '2026-12-24', 'live');
    await addPayment('p-old', '2026-11-07', 'live');
    await noteStale(world.ctx);
    expect(await told()).toEqual(['books.stale']);

    await addPayment('p-new', '2026-11-08', 'live');
    await noteStale(world.ctx);
    await workOff();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it('count as recent once somebody says that they are reconciled', async () => {
    await set('payments_within_days', 14);
    await noteStale(world.ctx);
    await workOff();
    await confirmReconciled(world.ctx, world.owner);
    await workOff();
    expect(await world.messages(id)).toEqual(['10 planned']);
    expect(await told()).toEqual(['books.stale', 'books.reconciled', 'books.fresh']);
  });

  it('are confirmed by people who may work, not by those who only look', async () => {
    const viewer = { ...world.owner, role: 'viewer' as const };
    await expect(confirmReconciled(world.ctx, viewer)).rejects.toMatchObject({ code: 'role.work' });
    expect(await told()).toEqual([]);
  });
});

function addPayment(paymentId: string, receivedOn: string, state: string): Promise<unknown> {
  return database.query(
    `insert into payment (organisation_id, id, books_version, books_updated_at, customer_id, received_on, currency, total_minor,
       unapplied_minor, state, invoice_ids, credit_ids, seen_at)
     values ($1, $2, 0, now(), null, $3, 'CAD', 100, 0, $4, '[]', '[]', now())`,
    [world.organisationId, paymentId, receivedOn, state],
  );
}
