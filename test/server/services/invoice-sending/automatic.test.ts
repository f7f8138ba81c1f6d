import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cancelRun } from '../../../../server/services/invoice-sending/cancel-run.ts';
import { startDueRuns } from '../../../../server/services/invoice-sending/due-runs.ts';
import { prepareRun } from '../../../../server/services/invoice-sending/prepare-run.ts';
import { sendDelivery } from '../../../../server/services/deliveries/send.ts';
import { NOW, readFromBooks, realmId } from '../deliveries/sending-world.ts';
import { startInvoiceWorld, type InvoiceWorld } from './invoice-world.ts';

let world: InvoiceWorld;
beforeAll(async () => {
  world = await startInvoiceWorld();
}, 90_000);
afterAll(() => world.close());
beforeEach(() => world.turn({ on: true }));
afterEach(async () => {
  world.setNow(NOW);
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.setKnobs({ pdf: 'ok' });
});

describe('sending by the clock (UF-6, UF-8, E42)', () => {
  const automatic = (settings: object = {}) =>
    world.turn({ on: true, mode: 'automatic', ...settings });
  const runAt = async (at: string) => {
    world.setNow(new Date(at));
    await startDueRuns(world.ctx);
    const [run] = await world.database.query<{ id: string }>(
      `select id from sending_run where organisation_id = $1 and prepared_at is null and cancelled_at is null and wanted = '"due"'`,
      [world.organisationId],
    );
    if (run) await prepareRun(world.ctx, world.organisationId, run.id);
    return run?.id ?? null;
  };

  it('sends what was there at the cut-off, the next open day what came after it, each once', async () => {
    await automatic();
    world.setNow(new Date('2026-11-17T06:00:00Z'));
    const early = await world.waiting();
    world.setNow(new Date('2026-11-17T06:30:00Z'));
    const late = await world.waiting();
    const future = await world.waiting({ txnDate: '2026-11-25' });
    expect(await runAt('2026-11-17T06:30:01Z')).not.toBeNull();
    expect(await world.mailRow(early.id)).toMatchObject({ state: 'planned' });
    expect([await world.mailRow(late.id), await world.mailRow(future.id)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await runAt('2026-11-17T09:00:00Z')).toBeNull();
    await runAt('2026-11-18T06:31:00Z');
    expect(await world.mailRow(late.id)).toMatchObject({ state: 'planned' });
    await runAt('2026-11-25T06:31:00Z');
    expect(await world.mailRow(future.id)).toMatchObject({ state: 'planned' });
    await sendDelivery(world.ctx, world.organisationId, await world.mailIdOf(early.id));
    expect(await world.markOf(early.id)).toBe('sent');
  });

  it('starts one run when two processes look at the same moment', async () => {
    await automatic();
    world.setNow(new Date('2026-11-19T06:31:00Z'));
    const started = await Promise.all([startDueRuns(world.ctx), startDueRuns(world.ctx)]);
    expect(started.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it('leaves a customer without an address to send, and sends once there is one (UF-7)', async () => {
    await automatic();
    world.setNow(new Date('2026-11-23T06:00:00Z'));
    const one = await world.waiting({ email: null });
    await runAt('2026-11-23T06:31:00Z');
    expect(await world.mailRow(one.id)).toBeUndefined();
    await world.sandbox.admin.editInvoice({
      realmId,
      id: one.id,
      changes: { BillEmail: { Address: 'new@here.example' } },
    });
    await readFromBooks(world, one.id);
    await runAt('2026-11-24T06:31:00Z');
    expect(await world.mailRow(one.id)).toMatchObject({ state: 'planned' });
  });

  it('does not take up again what the mail server refused, or what a person undid', async () => {
    await world.turn({ on: true });
    const one = await world.waiting();
    const run = await world.ask([one.id]);
    await cancelRun(world.ctx, world.owner, run.id);
    await automatic();
    await runAt('2026-11-26T06:31:00Z');
    expect(await world.mailRow(one.id)).toMatchObject({
      state: 'cancelled',
      reason: 'undone-by-person',
    });
  });
});
