import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolveUnknown } from '../../../../server/services/deliveries/unknown.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import {
  deliveryRow,
  kindsOf,
  mailsOf,
  planOne,
  send,
  startSendingWorld,
  type Case,
  type SendingWorld,
} from './sending-world.ts';

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
}, 90_000);
afterAll(() => world.close());

/** The mail server takes the message, and its answer never comes. */
async function sendWithoutAnswer(): Promise<Case> {
  const one = await planOne(world, { mailboxName: 'drop' });
  await send(world, one);
  return one;
}

const tasksOf = ({ deliveryId }: Case) =>
  world.database.query<{ kind: string; state: string; done_by: string | null }>(
    'select kind, state, done_by from task where delivery_id = $1',
    [deliveryId],
  );

const evidenceOf = async ({ deliveryId }: Case) => {
  const rows = await world.database.query<{ kind: string }>(
    'select kind from evidence where delivery_id = $1 order by id',
    [deliveryId],
  );
  return rows.map(({ kind }) => kind);
};

describe('a message of unknown result (E44)', () => {
  it('becomes a task for a person', async () => {
    const one = await sendWithoutAnswer();
    expect(await tasksOf(one)).toEqual([{ kind: 'check-unknown', state: 'open', done_by: null }]);
  });

  it.each([
    { hasLeft: true, state: 'sent', evidence: 'confirmed', told: 'delivery.confirmed' },
    { hasLeft: false, state: 'refused', evidence: 'denied', told: 'delivery.denied' },
  ])(
    'is $state once a person says so, and is never sent again',
    async ({ hasLeft, state, evidence, told }) => {
      const one = await sendWithoutAnswer();
      await resolveUnknown(world.ctx, world.owner, one.deliveryId, { hasLeft });
      const row = await deliveryRow(world, one.deliveryId);
      expect(row).toMatchObject({ state, reason: hasLeft ? '' : 'person-denied' });
      expect(row['sent_at']).toEqual(hasLeft ? row['called_at'] : null);
      expect(await evidenceOf(one)).toEqual(['unknown', evidence]);
      expect(await kindsOf(world, one.invoiceId)).toEqual(['delivery.unknown', told]);
      expect(await tasksOf(one)).toEqual([
        { kind: 'check-unknown', state: 'done', done_by: world.owner.name },
      ]);
      expect(await send(world, one)).toMatchObject({ kind: 'skipped' });
      expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
    },
  );

  it('is settled once: who comes second is told that the result is known', async () => {
    const one = await sendWithoutAnswer();
    await resolveUnknown(world.ctx, world.owner, one.deliveryId, { hasLeft: true });
    await expect(
      resolveUnknown(world.ctx, world.owner, one.deliveryId, { hasLeft: false }),
    ).rejects.toThrow('the result is known by now');
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent' });
  });

  it('is settled by no viewer, and by nobody of another organisation', async () => {
    const one = await sendWithoutAnswer();
    const viewer = { ...world.owner, role: 'viewer' as const };
    const answer = { hasLeft: true };
    await expect(resolveUnknown(world.ctx, viewer, one.deliveryId, answer)).rejects.toThrow(
      'may not work',
    );
    const other = await makeOrganisation(world.ctx);
    await expect(resolveUnknown(world.ctx, other.owner, one.deliveryId, answer)).rejects.toThrow(
      'no such delivery',
    );
    await expect(resolveUnknown(world.ctx, world.owner, 'nonsense', answer)).rejects.toThrow(
      'no such delivery',
    );
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'unknown' });
  });
});
