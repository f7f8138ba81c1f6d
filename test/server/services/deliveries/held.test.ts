import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { TryLater } from '../../../../domain/errors.ts';
import { createTemplate, saveTemplateTexts } from '../../../../server/services/templates/change.ts';
import {
  deliveryRow,
  historyOf,
  kindsOf,
  limiterThat,
  mailsOf,
  NOW,
  planOne,
  send,
  startSendingWorld,
  step,
  type SendingWorld,
} from './sending-world.ts';

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  world.setNow(NOW);
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.setKnobs({ pdf: 'ok' });
});

describe('a message that cannot leave yet', () => {
  it.each(['error', 'html', 'empty'] as const)(
    'for want of its PDF (%s) waits with the reason, and is sent later (E24)',
    async (pdf) => {
      const one = await planOne(world);
      await world.sandbox.admin.setKnobs({ pdf });
      const outcome = await send(world, one);
      expect(outcome).toMatchObject({ kind: 'later' });
      const held = await deliveryRow(world, one.deliveryId);
      expect(held).toMatchObject({ state: 'planned', claimed_at: null, called_at: null });
      expect(held['reason']).toMatch(/^(quickbooks\.|pdf-unavailable)/);
      await send(world, one);
      expect(await mailsOf(world, one.deliveryId)).toEqual([]);

      await world.sandbox.admin.setKnobs({ pdf: 'ok' });
      expect(await send(world, one)).toEqual({ kind: 'done' });
      expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
      expect(await kindsOf(world, one.invoiceId)).toEqual(['delivery.held', 'delivery.sent']);
    },
  );

  it('because the books do not answer waits as long as they ask', async () => {
    const one = await planOne(world);
    await world.sandbox.admin.addFault({ kind: 'throttle', path: 'from Invoice' });
    expect(await send(world, one)).toMatchObject({ kind: 'later', reason: 'quickbooks.throttled' });
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'planned',
      reason: 'quickbooks.throttled',
    });
    expect(await send(world, one)).toEqual({ kind: 'done' });
  });

  it('because its template cannot be used is held for a person, and sent once it can', async () => {
    const one = await planOne(world);
    const useTemplate = (name: string) =>
      world.database.query(
        `update rule set settings = jsonb_set(settings, '{steps,0,templateId}', to_jsonb($2::text)) where id = $1`,
        [one.ruleId, name],
      );
    await useTemplate('gone');
    expect(await send(world, one)).toMatchObject({ kind: 'skipped', reason: 'template-missing' });
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'planned',
      reason: 'template-missing',
    });
    expect((await historyOf(world, one.invoiceId)).at(-1)).toMatchObject({
      kind: 'delivery.held',
      detail: { reason: 'template-missing' },
    });
    await useTemplate('friendly');
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });

  it('not because of an own template, which leaves with the words it has by then', async () => {
    const { ctx, owner } = world;
    const name = `Ours ${randomUUID()}`;
    const own = await createTemplate(ctx, owner, { name, from: 'friendly', kind: 'reminder' });
    const one = await planOne(world, { settings: { steps: [step(3, own.id)] } });
    const changed = { subject: 'In our words: {{ invoice.number }}', body: '<p>Hello</p>' };
    await saveTemplateTexts(ctx, owner, own.id, {
      name,
      version: 1,
      texts: { en: changed, fr: changed },
    });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.subject).toMatch(/^In our words: /);
  });

  it('because of something unforeseen is put back, and the failure is the job’s', async () => {
    const one = await planOne(world);
    const ctx = {
      ...world.ctx,
      limiter: limiterThat(() => Promise.reject(new Error('the store of the limiter is down'))),
    };
    await expect(send({ ...world, ctx }, one)).rejects.toThrow('limiter');
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'planned',
      reason: 'failed',
    });
    expect(await send(world, one)).toEqual({ kind: 'done' });
  });

  it('because a refresh is slow elsewhere waits for it', async () => {
    const one = await planOne(world);
    const at = new Date(NOW.getTime() + 5_000);
    const ctx = {
      ...world.ctx,
      limiter: limiterThat(() =>
        Promise.reject(new TryLater('connection.refresh-slow', 'busy', at)),
      ),
    };
    expect(await send({ ...world, ctx }, one)).toEqual({
      kind: 'later',
      at,
      reason: 'connection.refresh-slow',
    });
  });
});
