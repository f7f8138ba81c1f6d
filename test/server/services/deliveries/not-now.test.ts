import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { planReminders } from '../../../../server/services/decisions/plan-reminders.ts';
import { sendNow } from '../../../../server/services/upcoming/choose.ts';
import {
  deliveryRow,
  mailsOf,
  NOW,
  planOne,
  send,
  startSendingWorld,
  type Case,
  type SendingWorld,
} from './sending-world.ts';

let world: SendingWorld;
let before: unknown;
beforeAll(async () => {
  world = await startSendingWorld();
  [before] = await world.database.query('select sending, time_zone from organisation');
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  world.setNow(NOW);
  const { sending, time_zone } = before as { sending: unknown; time_zone: string };
  await world.database.query('update organisation set sending = $1, time_zone = $2', [
    JSON.stringify(sending),
    time_zone,
  ]);
  await world.database.query("update delivery set state = 'cancelled' where state = 'planned'");
});

const set = (sending: Record<string, unknown>) =>
  world.database.query('update organisation set sending = sending || $1::jsonb', [
    JSON.stringify(sending),
  ]);

/** As many messages as an hour or a day brings, none sent by the cases before. */
async function nothingLeftYet(): Promise<void> {
  await world.database.query(
    "update delivery set called_at = '2020-01-01T00:00:00Z' where called_at is not null",
  );
}

async function leftOf(cases: Case[]): Promise<number> {
  const mails = await Promise.all(cases.map(({ deliveryId }) => mailsOf(world, deliveryId)));
  return mails.filter((sent) => sent.length > 0).length;
}

describe('the caps of an organisation (E57)', () => {
  it.each(['capPerHour', 'capPerDay'])(
    'let no more leave than %s says, whoever sends at once, and the rest when there is room again',
    async (cap) => {
      await nothingLeftYet();
      const cases = [];
      for (let count = 0; count < 4; count += 1) cases.push(await planOne(world));
      await set({ [cap]: 2 });
      const outcomes = await Promise.all(cases.map((one) => send(world, one)));
      const waiting = outcomes.flatMap((one) => (one.kind === 'later' ? [one] : []));
      expect(waiting).toHaveLength(2);
      expect(await leftOf(cases)).toBe(2);
      for (const { at } of waiting) expect(at.getTime()).toBeGreaterThan(NOW.getTime());

      const rest = cases.filter((_, index) => outcomes[index]?.kind === 'later');
      for (const one of rest)
        expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'planned' });
      await nothingLeftYet();
      world.setNow(new Date(NOW.getTime() + 26 * 3_600_000));
      for (const one of rest) await send(world, one);
      expect(await leftOf(cases)).toBe(4);
    },
  );

  it('put a message of a full day off to the hours of the next', async () => {
    await nothingLeftYet();
    const [first, second] = [await planOne(world), await planOne(world)];
    await set({ capPerDay: 1, sendFrom: '09:00', sendUntil: '17:00' });
    await world.database.query(`update organisation set time_zone = 'Europe/Paris'`);
    world.setNow(new Date('2026-11-16T12:00:00Z'));
    await world.database.query('update delivery set leaves_at = $1', ['2026-11-16T10:00:00Z']);
    expect(await send(world, first)).toEqual({ kind: 'done' });
    expect(await send(world, second)).toMatchObject({
      kind: 'later',
      reason: 'cap-per-day',
      at: new Date('2026-11-17T08:00:00Z'),
    });
    const row = await deliveryRow(world, second.deliveryId);
    expect(row['leaves_at']).toEqual(new Date('2026-11-17T08:00:00Z'));
  });
});

describe('a message whose hours are over because nobody sent it (E43)', () => {
  const hours = async () => {
    await set({ sendFrom: '09:00', sendUntil: '17:00' });
    await world.database.query(`update organisation set time_zone = 'Europe/Paris'`);
  };

  it('waits for the next hours, and leaves then', async () => {
    const one = await planOne(world);
    await hours();
    world.setNow(new Date('2026-11-16T21:30:00Z'));
    expect(await send(world, one)).toMatchObject({
      kind: 'later',
      reason: 'outside-hours',
      at: new Date('2026-11-17T08:00:00Z'),
    });
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
    world.setNow(new Date('2026-11-17T08:00:00Z'));
    expect(await send(world, one)).toEqual({ kind: 'done' });
  });

  it('leaves all the same when a person sends it now', async () => {
    const one = await planOne(world);
    await hours();
    world.setNow(new Date('2026-11-16T21:30:00Z'));
    const { undoSeconds } = await sendNow(world.ctx, world.owner, [one.deliveryId]);
    expect(await send(world, one)).toMatchObject({
      kind: 'later',
      at: new Date('2026-11-16T21:30:10Z'),
    });
    world.setNow(new Date(world.ctx.now().getTime() + undoSeconds * 1_000));
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });

  it('waits again once it was called off and planned anew, whoever sent it now before', async () => {
    const one = await planOne(world);
    await hours();
    await sendNow(world.ctx, world.owner, [one.deliveryId]);
    await world.database.query("update delivery set state = 'cancelled' where id = $1", [
      one.deliveryId,
    ]);
    world.setNow(new Date('2026-11-16T12:00:00Z'));
    await planReminders(world.ctx, world.organisationId, 'all');
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'planned' });
    world.setNow(new Date('2026-11-16T21:30:00Z'));
    expect(await send(world, one)).toMatchObject({ kind: 'later', reason: 'outside-hours' });
  });
});
