import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Member } from '../../../../server/services/context.ts';
import { readOrganisation } from '../../../../server/services/organisations/read.ts';
import { resumeSending } from '../../../../server/services/organisations/resume-sending.ts';
import { sendNow } from '../../../../server/services/upcoming/choose.ts';
import {
  deliveryRow,
  mailsOf,
  NOW,
  planOne,
  send,
  type Case,
} from '../deliveries/sending-world.ts';
import { sendOne, startEvidenceWorld, type EvidenceWorld } from './evidence-world.ts';

let world: EvidenceWorld;
beforeAll(async () => {
  world = await startEvidenceWorld();
}, 90_000);
afterAll(() => world.close());
beforeEach(async () => {
  await world.database.query(
    "update delivery set called_at = '2020-01-01T00:00:00Z' where called_at is not null",
  );
  await world.database.query("delete from activity where kind like 'sending.%'");
  await world.database.query("delete from task where key like 'mass-bounce:%'");
  await world.database.query(
    `update organisation set sending = sending - 'stopOnBounces', sending_stopped_at = null,
       sending_stopped_reason = null, sending_resumed_at = null`,
  );
});
afterEach(() => world.setNow(NOW));

const minutes = (count: number) => world.setNow(new Date(NOW.getTime() + count * 60_000));
const stopOf = async () => (await readOrganisation(world.ctx, world.owner)).sendingStopped;
const told = async () => [
  ...(await world.database.query(
    "select kind from activity where kind like 'sending.%' order by id",
  )),
  ...(await world.database.query("select kind from task where key like 'mass-bounce:%'")),
];

/** So many more messages like this one, of `daysAgo`; the first `failed` of them bounced when they left. */
async function like(one: Case, count: number, failed: number, daysAgo = 0): Promise<void> {
  const calledAt = new Date(world.ctx.now().getTime() - daysAgo * 86_400_000);
  await world.database.query(
    `with copies as (
       insert into delivery select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
         'key', gen_random_uuid(), 'called_at', $4::timestamptz))).*
       from delivery d, generate_series(1, $2) where d.id = $1 returning organisation_id, id, called_at)
     insert into evidence (organisation_id, delivery_id, source, raw_key, kind, at, raw)
     select organisation_id, id, 'sendgrid', id::text, 'bounced', called_at, '' from copies limit $3`,
    [one.deliveryId, count, failed, calledAt.toISOString()],
  );
}
const bounce = (one: Case) =>
  world.report(world.event(one, { event: 'bounce', type: 'bounce', response: '550 no' }));

describe('a mass bounce (E57)', () => {
  it('stops all sending at half of a hundred messages, once, and tells people', async () => {
    const [one, other] = [await sendOne(world), await sendOne(world)];
    await like(one, 98, 48);
    await bounce(one);
    expect(await stopOf()).toBeNull();
    await bounce(other);
    expect(await stopOf()).toEqual({ at: NOW.toISOString(), reason: 'mass-bounce' });
    expect(await told()).toEqual([{ kind: 'sending.stopped' }, { kind: 'other' }]);
    await bounce(one);
    expect(await told()).toHaveLength(2);
  });

  it.each([
    ['fewer than a hundred messages', 98, 98, 0, {}],
    ['messages of more than a week ago', 120, 120, 8, {}],
    ['an organisation that does not want it', 120, 120, 0, { stopOnBounces: false }],
  ])('does not stop for %s', async (_case, count, failed, daysAgo, sending) => {
    await world.database.query('update organisation set sending = sending || $1::jsonb', [
      JSON.stringify(sending),
    ]);
    const one = await sendOne(world);
    await like(one, count, failed, daysAgo);
    await bounce(one);
    expect(await stopOf()).toBeNull();
    expect(await told()).toEqual([]);
  });

  it('lets nothing leave, whoever sends it now, until a person resumes', async () => {
    const one = await sendOne(world);
    await like(one, 99, 99);
    await bounce(one);
    const waiting = await planOne(world);
    await sendNow(world.ctx, world.owner, [waiting.deliveryId]);
    minutes(1);
    expect(await send(world, waiting)).toMatchObject({ kind: 'later', reason: 'mass-bounce' });
    expect(await mailsOf(world, waiting.deliveryId)).toEqual([]);
    expect(await deliveryRow(world, waiting.deliveryId)).toMatchObject({ state: 'planned' });

    await resumeSending(world.ctx, world.owner);
    await resumeSending(world.ctx, world.owner);
    expect(await stopOf()).toBeNull();
    expect((await told()).slice(0, 2)).toEqual([
      { kind: 'sending.stopped' },
      { kind: 'sending.resumed' },
    ]);
    expect(await told()).toHaveLength(3);
    minutes(7);
    expect(await send(world, waiting)).toEqual({ kind: 'done' });
  });

  it('counts only failures of after a person resumed', async () => {
    const one = await sendOne(world);
    await like(one, 99, 99);
    await bounce(one);
    minutes(10);
    await resumeSending(world.ctx, world.owner);
    minutes(20);
    const later = await sendOne(world);
    await bounce(later);
    expect(await stopOf()).toBeNull();
    await like(later, 110, 110);
    await bounce(await sendOne(world));
    expect(await stopOf()).not.toBeNull();
  });

  it.each(['member', 'viewer'] as const)('is not resumed by a %s', async (role) => {
    const member: Member = { ...world.owner, role };
    await expect(resumeSending(world.ctx, member)).rejects.toMatchObject({ code: 'role.run' });
  });
});
