import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { noteStale } from '../../../../server/services/freshness/note-freshness.ts';
import {
  deliveryRow,
  kindsOf,
  mailsOf,
  NOW,
  planOne,
  send,
  startSendingWorld,
  type Case,
  type SendingWorld,
} from './sending-world.ts';
import { workOff } from './work-off.ts';

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  world.setNow(NOW);
  await readAt(new Date('2028-01-01T00:00:00Z'));
});

const readAt = (at: Date) =>
  world.database.query('update organisation set synced_at = $2 where id = $1', [
    world.organisationId,
    at,
  ]);
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const forgetWork = () => world.database.query('delete from outbox');
const rowOf = async ({ deliveryId }: Case) => {
  const { state, reason } = await deliveryRow(world, deliveryId);
  return { state, reason };
};

function addOnAccount({ customerId, invoiceId }: Case, amountMinor: number): Promise<unknown> {
  return world.database.query(
    `insert into payment (organisation_id, id, books_version, books_updated_at, customer_id, received_on, currency, total_minor,
       unapplied_minor, state, invoice_ids, credit_ids, seen_at)
     select organisation_id, 'on-account-' || id, 0, now(), $3, '2026-11-16', currency, $4, $4, 'live', '[]', '[]', now()
     from invoice where organisation_id = $1 and id = $2`,
    [world.organisationId, invoiceId, customerId, amountMinor],
  );
}

describe('the last look (product.md 4, ideas 1, 8, 9)', () => {
  it('stops a message when money on account came in a moment ago (E4)', async () => {
    const one = await planOne(world, { amount: 500 });
    await addOnAccount(one, 50_000);
    expect(await send(world, one)).toMatchObject({ kind: 'skipped' });
    expect(await rowOf(one)).toEqual({ state: 'cancelled', reason: 'net-position/covered' });
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
  });

  it('stops a message about an invoice that the owner left alone since (E21)', async () => {
    const one = await planOne(world);
    await world.database.query(
      `insert into invoice_quarantine (organisation_id, invoice_id, choice, set_at, set_by) values ($1, $2, 'skip', now(), 'Ana')`,
      [world.organisationId, one.invoiceId],
    );
    expect(await send(world, one)).toMatchObject({ kind: 'skipped' });
    expect(await rowOf(one)).toEqual({ state: 'cancelled', reason: 'first-sync/left-alone' });
  });

  it('stops a message when the books are too old, and it leaves once when they were read', async () => {
    const one = await planOne(world);
    await readAt(hoursAgo(25));
    expect(await send(world, one)).toMatchObject({ kind: 'skipped' });
    expect(await rowOf(one)).toEqual({ state: 'cancelled', reason: 'books-fresh/sync-stale' });
    await workOff(world.ctx);
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);

    await readAt(NOW);
    await noteStale(world.ctx);
    await workOff(world.ctx);
    expect(await rowOf(one)).toMatchObject({ state: 'sent' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });

  it('loses no message that was claimed while the connection was paused (E58)', async () => {
    const one = await planOne(world);
    await forgetWork();
    const setState = (state: string, reason: string) =>
      world.database.query(
        `update connection set state = $2, reason = $3 where organisation_id = $1`,
        [world.organisationId, state, reason],
      );
    await setState('paused', 'allowance');
    await send(world, one);
    await workOff(world.ctx);
    expect((await rowOf(one)).state).not.toBe('claimed');
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);

    await setState('live', '');
    await world.database.query(
      `insert into outbox (organisation_id, name, key, payload, available_at)
       values ($1::uuid, 'reminders.plan', 'all', jsonb_build_object('organisationId', $1::uuid, 'scope', 'all'), $2) on conflict do nothing`,
      [world.organisationId, NOW],
    );
    await workOff(world.ctx);
    expect(await rowOf(one)).toMatchObject({ state: 'sent' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
    expect(
      (await kindsOf(world, one.invoiceId)).filter((kind) => kind === 'delivery.sent'),
    ).toEqual(['delivery.sent']);
  });
});
