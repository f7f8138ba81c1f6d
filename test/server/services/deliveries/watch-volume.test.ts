import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readOrganisation } from '../../../../server/services/organisations/read.ts';
import { resumeSending } from '../../../../server/services/organisations/resume-sending.ts';
import {
  mailsOf,
  NOW,
  planOne,
  send,
  startSendingWorld,
  type Case,
  type SendingWorld,
} from './sending-world.ts';

const DAY_MS = 86_400_000;
let world: SendingWorld;
let other: Case;
beforeAll(async () => {
  world = await startSendingWorld();
  other = await planOne(world);
}, 90_000);
afterAll(() => world.close());
beforeEach(async () => {
  world.setNow(NOW);
  await world.database.query(
    `update delivery set state = 'sent', called_at = '2020-01-01T00:00:00Z'`,
  );
  await world.database.query("delete from activity where kind like 'sending.%'");
  await world.database.query("delete from task where key like 'unusual-volume:%'");
  await world.database.query(
    `update organisation set sending = sending - 'stopAtTimesUsual', sending_stopped_at = null,
       sending_stopped_reason = null, sending_resumed_at = null, volume_looked_at = null`,
  );
});

/** So many reminders of another customer: of today and waiting, or sent `daysAgo`. */
function others(count: number, daysAgo: number | null = null) {
  const calledAt = daysAgo === null ? null : new Date(NOW.getTime() - daysAgo * DAY_MS);
  return world.database.query(
    `insert into delivery select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'key', gen_random_uuid(),
       'bundle', null, 'called_at', $3::timestamptz, 'state', case when $3 is null then 'planned' else 'sent' end))).*
     from delivery d, generate_series(1, $2::int) where d.id = $1`,
    [other.deliveryId, count, calledAt?.toISOString() ?? null],
  );
}
const usually = async (count: number, days = 5) => {
  for (let day = 1; day <= days; day += 1) await others(count, day);
};
const stopOf = async () => (await readOrganisation(world.ctx, world.owner)).sendingStopped;
const told = async () => [
  ...(await world.database.query(
    "select kind, detail from activity where kind like 'sending.%' order by id",
  )),
  ...(await world.database.query("select kind from task where key like 'unusual-volume:%'")),
];

describe('far more reminders than usual on one day (E57)', () => {
  it('stop all sending before the first one leaves, and people are told once', async () => {
    const one = await planOne(world);
    await usually(20);
    await others(59);
    expect(await send(world, one)).toMatchObject({ kind: 'later', reason: 'unusual-volume' });
    world.setNow(new Date(NOW.getTime() + 5 * 60_000));
    expect(await send(world, one)).toMatchObject({ kind: 'later', reason: 'unusual-volume' });
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
    expect(await stopOf()).toEqual({ at: NOW.toISOString(), reason: 'unusual-volume' });
    expect(await told()).toEqual([
      { kind: 'sending.stopped-volume', detail: { today: 60, busiest: 20 } },
      { kind: 'other' },
    ]);
  });

  it('leave once a person resumed, and that day nobody is asked again', async () => {
    const one = await planOne(world);
    await usually(20);
    await others(80);
    await send(world, one);
    world.setNow(new Date(NOW.getTime() + 5 * 60_000));
    await resumeSending(world.ctx, world.owner);
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await stopOf()).toBeNull();
  });

  it.each([
    ['fewer than three times the busiest day', 58, 20, 5, {}],
    ['a new organisation, of which nobody knows what is usual', 500, 20, 4, {}],
    ['an organisation that does not want it', 500, 20, 5, { stopAtTimesUsual: null }],
    ['an organisation that allows more', 59, 20, 5, { stopAtTimesUsual: 4 }],
  ])('are none for %s', async (_case, more, aDay, days, sending) => {
    const one = await planOne(world);
    await world.database.query('update organisation set sending = sending || $1::jsonb', [
      JSON.stringify(sending),
    ]);
    await usually(aDay, days);
    await others(more);
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await stopOf()).toBeNull();
    expect(await told()).toEqual([]);
  });
});
