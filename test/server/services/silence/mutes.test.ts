import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { MutePost } from '../../../../domain/api/silence.ts';
import type { DeliveryId, InvoiceId } from '../../../../domain/ids.ts';
import { claimDeliveries } from '../../../../server/db/deliveries.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { lastLook } from '../../../../server/services/deliveries/last-look.ts';
import { listSilencePage, readInvoiceSilence } from '../../../../server/services/silence/list.ts';
import { endMute, extendMute, muteReminders } from '../../../../server/services/silence/mute.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { addCustomer } from '../../../support/make-invoice.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
/** Ten days late on the day the tests begin: day 10 of the rule is due. */
let id: InvoiceId;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
beforeEach(async () => {
  world = await startPlanningWorld(database);
  await world.addRule();
  id = await world.addInvoice({ number: 'INV-1', dueOn: '2026-11-12', openMinor: 10_000 });
  await world.plan();
  expect(await world.messages(id)).toEqual(['10 planned']);
});

type Wanted = Partial<z.output<typeof MutePost>>;
const mute = (wanted: Wanted = {}) =>
  muteReminders(world.ctx, world.owner, {
    level: 'invoice',
    subjectId: id,
    untilOn: null,
    reason: '',
    ...wanted,
  });
const levels = (): [string, Wanted][] => [
  ['the invoice', {}],
  ['its customer', { level: 'customer', subjectId: world.customerId }],
  ['everything', { level: 'organisation', subjectId: '' }],
];
/** The planning that a change asked for, which for the whole organisation is another job. */
async function work(): Promise<void> {
  const waiting = await database.query<{ scope: 'due' | 'all' }>(
    `select payload->>'scope' as scope from outbox where organisation_id = $1 and name = 'reminders.plan' and state = 'waiting'`,
    [world.organisationId],
  );
  for (const { scope } of waiting) await world.plan(scope);
}

describe('a mute (product 4, idea 15)', () => {
  it.each([0, 1, 2])(
    'calls off what is planned, and lets it leave on the day after its last (level %s)',
    async (level) => {
      await mute({ ...levels()[level]?.[1], untilOn: '2026-11-24' });
      await work();
      expect(await world.messages(id)).toEqual(['10 cancelled snooze/muted']);
      expect(await world.invoice(id)).toMatchObject({
        next_plan_on: '2026-11-25',
        next_contact_on: '2026-11-25',
      });
      world.daysLater(2);
      await world.plan();
      expect(await world.messages(id)).toEqual(['10 cancelled snooze/muted']);
      world.daysLater(1);
      await world.plan();
      expect(await world.messages(id)).toEqual(['10 planned']);
    },
  );

  it.each([0, 1, 2])('without an end holds until somebody ends it (level %s)', async (level) => {
    const set = await mute(levels()[level]?.[1]);
    await work();
    expect(await world.invoice(id)).toMatchObject({ next_plan_on: null, next_contact_on: null });
    world.daysLater(30);
    await world.plan();
    expect(await world.messages(id)).toEqual(['10 cancelled snooze/muted']);
    await endMute(world.ctx, world.owner, set.id, set.version);
    await work();
    expect(await world.messages(id)).toEqual(['10 cancelled snooze/muted', '20 planned']);
  });

  it('of a parent silences who is billed with it, however deep, and nobody else (E28)', async () => {
    const { ctx, organisationId, owner } = world;
    const under = (parentId: string, billWithParent: boolean) =>
      addCustomer(ctx, organisationId, { parentId, billWithParent });
    const child = await under(world.customerId, true);
    const grandchild = await under(child.id, true);
    const apart = await under(world.customerId, false);
    const invoices = await Promise.all(
      [child, grandchild, apart].map(({ id: customerId }) =>
        world.addInvoice({ dueOn: '2026-11-12', openMinor: 500, customerId }),
      ),
    );
    await world.plan();
    const set = await mute({ level: 'customer', subjectId: world.customerId });
    await work();
    const messages = await Promise.all([id, ...invoices].map((one) => world.messages(one)));
    const off = ['10 cancelled snooze/muted'];
    expect(messages).toEqual([off, off, off, ['10 planned']]);
    expect(set.amounts).toEqual([{ minor: 11_000, currency: 'CAD' }]);
    const [, deep = id, other = id] = invoices;
    expect((await readInvoiceSilence(ctx, owner, deep)).rows).toHaveLength(1);
    expect((await readInvoiceSilence(ctx, owner, other)).rows).toEqual([]);
  });

  it('stops a message that a worker has already taken, at its last look', async () => {
    const { ctx, organisationId } = world;
    const [row] = await database.query<{ id: DeliveryId }>(
      'select id from delivery where organisation_id = $1',
      [organisationId],
    );
    const claimed = await inOrganisation(ctx.store, organisationId, (tx) =>
      claimDeliveries(tx, organisationId, row?.id ?? ('' as DeliveryId), ctx.now()),
    );
    await mute();
    expect(claimed).toHaveLength(1);
    expect(await lastLook(ctx, organisationId, claimed)).toEqual({
      kind: 'stopped',
      reason: 'snooze/muted',
    });
  });

  it('gives way to a longer one: ending one of two lets nothing through', async () => {
    const short = await mute({ untilOn: '2026-11-24' });
    await mute({ level: 'customer', subjectId: world.customerId, untilOn: '2026-11-30' });
    await endMute(world.ctx, world.owner, short.id, short.version);
    await work();
    expect(await world.messages(id)).toEqual(['10 cancelled snooze/muted']);
    expect(await world.invoice(id)).toMatchObject({ next_plan_on: '2026-12-01' });
  });

  it('is extended, and the new last day counts', async () => {
    const set = await mute({ untilOn: '2026-11-24' });
    const longer = { untilOn: '2026-11-27', version: set.version };
    const extended = await extendMute(world.ctx, world.owner, set.id, longer);
    expect(extended).toMatchObject({ untilOn: '2026-11-27', version: set.version + 1 });
    await work();
    expect(await world.invoice(id)).toMatchObject({ next_plan_on: '2026-11-28' });
  });

  it('tells its story with level, last day and reason', async () => {
    const set = await mute({ untilOn: '2026-11-24', reason: 'new owner' });
    await endMute(world.ctx, world.owner, set.id, set.version);
    const rows = await database.query(
      `select kind, detail from activity where organisation_id = $1 and kind like 'mute.%' order by id`,
      [world.organisationId],
    );
    const detail = { level: 'invoice', until: '2026-11-24', end: 'day', why: 'new owner' };
    expect(rows).toEqual([
      { kind: 'mute.set', detail },
      { kind: 'mute.ended', detail },
    ]);
  });
});

describe('a change of a mute', () => {
  it('is refused when somebody was faster, and leaves no trace (ux 6.3)', async () => {
    const set = await mute({ untilOn: '2026-11-24' });
    await extendMute(world.ctx, world.owner, set.id, { untilOn: null, version: set.version });
    await expect(endMute(world.ctx, world.owner, set.id, set.version)).rejects.toMatchObject({
      code: 'silence.changed-meanwhile',
    });
    const page = await listSilencePage(world.ctx, world.owner, { limit: 10 });
    expect(page.rows).toMatchObject([{ id: set.id, untilOn: null }]);
  });

  it.each<[string, Wanted, string]>([
    ['a day that has gone by', { untilOn: '2026-11-21' }, 'silence.day-past'],
    ['a day that does not exist', { untilOn: '2026-11-31' }, 'silence.day-past'],
    ['an unknown invoice', { subjectId: 'nobody' }, 'invoice.unknown'],
    ['an unknown customer', { level: 'customer', subjectId: 'nobody' }, 'customer.unknown'],
  ])('is refused for %s', async (_case, wanted, code) => {
    await expect(mute(wanted)).rejects.toMatchObject({ code });
    await work();
    expect(await world.messages(id)).toEqual(['10 planned']);
  });

  it('allows today as the last day', async () => {
    await mute({ untilOn: '2026-11-22' });
    await work();
    expect(await world.invoice(id)).toMatchObject({ next_plan_on: '2026-11-23' });
  });

  it('is not for viewers', async () => {
    const viewer = { ...world.owner, role: 'viewer' as const };
    await expect(
      muteReminders(world.ctx, viewer, {
        level: 'organisation',
        subjectId: '',
        untilOn: null,
        reason: '',
      }),
    ).rejects.toMatchObject({ code: 'role.work' });
  });

  it('reaches nobody else’s: ids of another organisation are unknown', async () => {
    const set = await mute();
    const other = await startPlanningWorld(database);
    const end = endMute(other.ctx, other.owner, set.id, set.version);
    await expect(end).rejects.toMatchObject({ code: 'mute.unknown' });
    for (const odd of ['no-uuid', randomUUID()])
      await expect(endMute(other.ctx, other.owner, odd, 1)).rejects.toMatchObject({
        code: 'mute.unknown',
      });
    expect((await listSilencePage(other.ctx, other.owner, { limit: 10 })).rows).toEqual([]);
  });
});
