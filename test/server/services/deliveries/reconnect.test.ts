import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../../server/db/people.ts';
import { connectCompany } from '../../../../server/services/connections/connect.ts';
import { planReminders } from '../../../../server/services/decisions/plan-reminders.ts';
import {
  deliveryRow,
  mailsOf,
  planOne,
  realmId,
  send,
  startSendingWorld,
  type SendingWorld,
} from './sending-world.ts';
import { workOff } from './work-off.ts';

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
}, 90_000);
afterAll(() => world.close());
beforeEach(async () => {
  // As after an import: the next reading is a sweep, which finds nothing new.
  await world.database.query('update connection set swept_at = now()');
  await world.database.query('delete from outbox');
});

async function reconnect(): Promise<void> {
  const [person] = await world.database.query<Person>('select * from person where id = $1', [
    world.owner.personId,
  ]);
  if (!person) throw new Error('the owner is gone');
  await connectCompany(world.ctx, {
    books: world.ctx.books('quickbooks'),
    person,
    access: { key: realmId, tokens: await world.books.grant(realmId), reached: [realmId] },
    booksId: realmId,
    reconnectId: world.organisationId,
  });
}

describe('a connection that was revoked (E58)', () => {
  it('stops a message at the last moment, and it goes after the owner reconnects', async () => {
    const one = await planOne(world);
    await world.sandbox.admin.disconnect({ realmId });
    expect(await send(world, one)).toMatchObject({ kind: 'skipped' });
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'planned',
      reason: 'tenant-live/not-live',
    });
    await world.database.query('delete from outbox');

    await reconnect();
    await workOff(world.ctx);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });

  it('calls planned messages off with that reason, and brings each back once after reconnecting', async () => {
    const one = await planOne(world);
    await world.sandbox.admin.disconnect({ realmId });
    await send(world, one);
    await planReminders(world.ctx, world.organisationId, 'all');
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'cancelled',
      reason: 'tenant-live/not-live',
    });
    await reconnect();
    await workOff(world.ctx);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });

  it('sends nothing for what was paid meanwhile', async () => {
    const one = await planOne(world);
    await world.sandbox.admin.disconnect({ realmId });
    await send(world, one);
    await world.sandbox.admin.payInvoice({ realmId, id: one.invoiceId });
    await reconnect();
    await workOff(world.ctx);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'cancelled',
      reason: 'document-status/paid',
    });
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
  });
});
