import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UpcomingQuery, type UpcomingTarget } from '../../../../domain/api/upcoming.ts';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { explainInvoice } from '../../../../server/services/decisions/explain.ts';
import {
  moveMessages,
  sendNow,
  undoSendNow,
  skipMessages,
  takeBack,
} from '../../../../server/services/upcoming/choose.ts';
import { listUpcoming } from '../../../../server/services/upcoming/list.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startPlanningWorld, type PlanningWorld } from '../decisions/planning-world.ts';

let database: TestDatabase;
let world: PlanningWorld;
let invoice: InvoiceId;
beforeAll(async () => {
  database = await openTestDatabase();
}, 90_000);
afterAll(() => database.close());
/** Day 10 is planned for today, 22 November; day 20 follows on 2 December. */
beforeEach(async () => {
  world = await startPlanningWorld(database);
  invoice = await world.addInvoice({ dueOn: '2026-11-12', number: '7' });
  await world.addRule();
  await world.plan();
});

const upcoming = () => listUpcoming(world.ctx, world.owner, UpcomingQuery.parse({ days: '30' }));
const words = async () =>
  (await upcoming()).rows.map(({ onDate, parts }) => `${onDate} day ${parts[0]?.days}`);
const targets = async (): Promise<UpcomingTarget[]> =>
  (await upcoming()).rows.flatMap(({ onDate, parts }) =>
    parts.map(({ invoiceId, ruleId, stepId, occurrenceOn }) => ({
      invoiceId,
      ruleId,
      stepId,
      occurrenceOn,
      onDate,
    })),
  );
const first = async () => (await targets()).slice(0, 1);
const second = async () => (await targets()).slice(1, 2);
const skip = (messages: UpcomingTarget[]) => skipMessages(world.ctx, world.owner, messages);

describe('a message that a person leaves out', () => {
  it('is called off, does not come back, and the next step leaves as usual', async () => {
    expect(await skip(await first())).toEqual({ changed: 1, tooLate: 0 });
    await world.plan('all');
    expect(await world.messages(invoice)).toEqual(['10 cancelled skipped-by-person']);
    expect(await words()).toEqual(['2026-12-02 day 20']);
    expect(await world.invoice(invoice)).toMatchObject({ next_contact_on: '2026-12-02' });
    expect(await world.history(invoice)).toContain('delivery.skipped');
    world.daysLater(10);
    await world.plan();
    expect(await world.messages(invoice)).toEqual(['10 cancelled skipped-by-person', '20 planned']);
  });

  it('may be one that is not planned yet, and leaves the steps before it alone', async () => {
    await skip(await second());
    expect(await words()).toEqual(['2026-11-22 day 10']);
    await world.plan('all');
    expect(await world.messages(invoice)).toEqual(['10 planned', '20 cancelled skipped-by-person']);
    await world.markSent(invoice);
    world.daysLater(30);
    await world.plan();
    expect(await world.messages(invoice)).toEqual(['10 sent', '20 cancelled skipped-by-person']);
    const { rules } = await explainInvoice(world.ctx, world.owner, invoice);
    expect(rules[0]?.gates.find(({ gate }) => gate === 'already-sent')?.reason).toBe('left-out');
  });

  it('is listed, may be taken back, and is planned again', async () => {
    const chosen = await first();
    await skip(chosen);
    expect((await upcoming()).choices).toMatchObject([
      { invoiceNumber: '7', days: 10, kind: 'skipped', onDate: '2026-11-22' },
    ]);
    expect(await takeBack(world.ctx, world.owner, chosen)).toEqual({ changed: 1, tooLate: 0 });
    expect(await takeBack(world.ctx, world.owner, chosen)).toEqual({ changed: 0, tooLate: 1 });
    await world.plan();
    expect(await world.messages(invoice)).toEqual(['10 planned']);
    expect((await upcoming()).choices).toEqual([]);
  });

  it('is left alone when it has left', async () => {
    const chosen = await first();
    await world.markSent(invoice);
    expect(await skip(chosen)).toEqual({ changed: 0, tooLate: 1 });
    expect(await world.messages(invoice)).toEqual(['10 sent']);
  });

  it('counts once, however often it is named; what does not exist is too late', async () => {
    const [one] = await first();
    if (!one) throw new Error('nothing is planned');
    expect(await skip([one, one, { ...one, invoiceId: 'nobody' }])).toEqual({
      changed: 1,
      tooLate: 2,
    });
  });
});

describe('a message that a person moves', () => {
  const move = async (toOn: string) =>
    moveMessages(world.ctx, world.owner, { messages: await first(), toOn });

  it('leaves on that day and not before, and the next step on its own', async () => {
    await move('2026-11-26');
    expect(await words()).toEqual(['2026-11-26 day 10', '2026-12-02 day 20']);
    world.daysLater(3);
    await world.plan('all');
    expect(await world.messages(invoice)).toEqual(['10 cancelled moved-by-person']);
    world.daysLater(1);
    await world.plan();
    expect(await world.messages(invoice)).toEqual(['10 planned']);
  });

  it('gives way to the next step when it is moved beyond it (E41)', async () => {
    await move('2026-12-05');
    expect(await words()).toEqual(['2026-12-02 day 20']);
  });

  it.each(['2026-11-21', '2027-12-01'])('is not moved to %s', async (day) => {
    await expect(move(day)).rejects.toMatchObject({ code: 'upcoming.move-day' });
  });

  it('goes back to its own day', async () => {
    const chosen = await first();
    await move('2026-11-26');
    await takeBack(world.ctx, world.owner, chosen);
    await world.plan();
    expect(await world.messages(invoice)).toEqual(['10 planned']);
  });
});

describe('a message that is to leave now', () => {
  it('is woken at once, whatever its time', async () => {
    await database.query(
      "update delivery set leaves_at = '2026-11-23T13:00:00Z' where organisation_id = $1",
      [world.organisationId],
    );
    const id = await theFirst();
    const soon = new Date(world.ctx.now().getTime() + 10_000);
    expect(await sendNow(world.ctx, world.owner, [id])).toEqual({
      changed: 1,
      tooLate: 0,
      undoSeconds: 10,
    });
    const woken = await database.query<{ available_at: Date }>(
      `select available_at from outbox where organisation_id = $1 and name = 'delivery.send' and payload->>'deliveryId' = $2
       order by available_at`,
      [world.organisationId, id],
    );
    expect(woken).toContainEqual({ available_at: soon });
    expect(await leavesAt(id)).toEqual(soon);
  });

  it('leaves at its ordinary time when that is undone, even if it was sent now twice', async () => {
    const id = await theFirst();
    const ordinary = await leavesAt(id);
    await sendNow(world.ctx, world.owner, [id]);
    await sendNow(world.ctx, world.owner, [id]);
    expect(await leavesAt(id)).not.toEqual(ordinary);
    expect(await undoSendNow(world.ctx, world.owner, [id])).toEqual({ changed: 1, tooLate: 0 });
    expect(await leavesAt(id)).toEqual(ordinary);
    expect(await undoSendNow(world.ctx, world.owner, [id])).toEqual({ changed: 0, tooLate: 1 });
  });

  it('cannot be called back once a worker holds it', async () => {
    const id = await theFirst();
    await sendNow(world.ctx, world.owner, [id]);
    await database.query(
      "update delivery set state = 'claimed', claimed_at = now() where id = $1",
      [id],
    );
    expect(await undoSendNow(world.ctx, world.owner, [id])).toEqual({ changed: 0, tooLate: 1 });
  });

  const theFirst = async () => (await upcoming()).rows[0]?.parts[0]?.deliveryId ?? '';
  const leavesAt = async (id: string) => {
    const [row] = await database.query<{ leaves_at: Date }>(
      'select leaves_at from delivery where id = $1',
      [id],
    );
    return row?.leaves_at;
  };
});

describe('somebody who may only read', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['leaves nothing out', async () => skipMessages(world.ctx, viewer(), await first())],
    ['takes nothing back', async () => takeBack(world.ctx, viewer(), await first())],
    ['sends nothing', () => sendNow(world.ctx, viewer(), [])],
    ['calls nothing back', () => undoSendNow(world.ctx, viewer(), [])],
    [
      'moves nothing',
      async () =>
        moveMessages(world.ctx, viewer(), { messages: await first(), toOn: '2026-11-26' }),
    ],
  ])('%s', async (_name, act) => {
    await expect(act()).rejects.toMatchObject({ code: 'role.work' });
    expect(await world.messages(invoice)).toEqual(['10 planned']);
  });

  const viewer = () => ({ ...world.owner, role: 'viewer' as const });
});
