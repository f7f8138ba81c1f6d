import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RuleSettings, type MissingPdf } from '../../../../domain/rules/rule.ts';
import { planReminders } from '../../../../server/services/decisions/plan-reminders.ts';
import {
  dayBefore,
  deliveryRow,
  historyOf,
  kindsOf,
  mailsOf,
  NOW,
  planOne,
  readFromBooks,
  realmId,
  send,
  startSendingWorld,
  step,
  type Case,
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

const email = (missingPdf: MissingPdf, attachMarkedFiles = false) => ({
  attachPdf: true,
  attachMarkedFiles,
  missingPdf,
  cc: [],
  bcc: [],
});
const tasksOf = ({ invoiceId }: Case) =>
  world.database.query<{ kind: string; state: string; note: string }>(
    `select kind, state, note from task where invoice_id = $1 and kind = 'file-missing' order by key`,
    [invoiceId],
  );
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

describe('a rule saved before there was a choice', () => {
  it('waits (E24)', () => {
    const { email: read } = RuleSettings.parse({
      name: 'Old',
      type: 'due',
      steps: [step(3, 'friendly')],
      customers: { mode: 'except', customerIds: [] },
      memo: { mode: 'off', token: '' },
      createdBefore: { on: null },
      terms: { off: [], known: [] },
      email: { attachPdf: true, attachMarkedFiles: false, cc: [], bcc: [] },
    });
    expect(read.missingPdf).toBe('wait');
  });
});

describe('without its PDF, a message that is to wait', () => {
  it('tells a person after 24 hours, once, and the task ends when it leaves (E24)', async () => {
    const one = await planOne(world);
    await world.sandbox.admin.setKnobs({ pdf: 'error' });
    expect(await send(world, one)).toMatchObject({ kind: 'later', reason: 'pdf-unavailable' });
    world.setNow(hours(23));
    await send(world, one);
    expect(await tasksOf(one)).toEqual([]);
    for (const passed of [25, 26]) {
      world.setNow(hours(passed));
      await send(world, one);
    }
    expect(await tasksOf(one)).toMatchObject([{ state: 'open' }]);
    expect((await tasksOf(one))[0]?.note).toMatch(/still waits/);

    await world.sandbox.admin.setKnobs({ pdf: 'ok' });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await tasksOf(one)).toMatchObject([{ state: 'done' }]);
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });
});

describe('without its PDF, a message that is to leave all the same', () => {
  it.each(['error', 'html', 'empty'] as const)('leaves at once (%s)', async (pdf) => {
    const one = await planOne(world, { settings: { email: email('send-without') } });
    await world.sandbox.admin.setKnobs({ pdf });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.attachments).toEqual([]);
    expect(await kindsOf(world, one.invoiceId)).toEqual(['delivery.sent', 'delivery.without-file']);
    expect(await tasksOf(one)).toEqual([]);
  });

  it.each([
    ['ok', 'Here is our invoice', /attached as a PDF/],
    ['error', 'Here is our invoice', /^(?!.*attached)/s],
  ] as const)('never speaks of a file that is not there (PDF %s)', async (pdf, says, about) => {
    const one = await planOne(world, {
      settings: { steps: [step(3, 'new-invoice')], email: email('send-without') },
    });
    await world.sandbox.admin.setKnobs({ pdf });
    await send(world, one);
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.text).toContain(says);
    expect(mail?.text).toMatch(about);
  });

  it('keeps the marked files that can be had, and leaves without those that cannot', async () => {
    const one = await planOne(world, {
      settings: { email: email('send-without', true) },
      before: (id) =>
        world.sandbox.admin.attachFile({ realmId, id, fileName: 'a.txt', includeOnSend: true }),
    });
    await world.sandbox.admin.setKnobs({ pdf: 'error' });
    await send(world, one);
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.attachments.map(({ fileName }) => fileName)).toEqual(['a.txt']);

    const other = await planOne(world, { settings: { email: email('send-without', true) } });
    await world.sandbox.admin.setKnobs({ pdf: 'ok' });
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 503,
      times: 3,
      path: 'from Attachable',
    });
    expect(await send(world, other)).toEqual({ kind: 'done' });
    expect((await mailsOf(world, other.deliveryId))[0]?.attachments).toHaveLength(1);
    expect(await kindsOf(world, other.invoiceId)).toContain('delivery.without-file');
  });

  it('waits all the same while the books only ask for a pause', async () => {
    const one = await planOne(world, { settings: { email: email('send-without') } });
    await world.sandbox.admin.addFault({ kind: 'throttle', path: '/pdf' });
    expect(await send(world, one)).toMatchObject({ kind: 'later', reason: 'quickbooks.throttled' });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect((await mailsOf(world, one.deliveryId))[0]?.attachments).toHaveLength(1);
  });
});

describe('without its PDF, a message that is to stop', () => {
  it('is called off for good with its reason and a task (E24)', async () => {
    const one = await planOne(world, { settings: { email: email('stop') } });
    await world.sandbox.admin.setKnobs({ pdf: 'error' });
    expect(await send(world, one)).toEqual({ kind: 'skipped', reason: 'stopped-without-file' });
    await world.sandbox.admin.setKnobs({ pdf: 'ok' });
    await planReminders(world.ctx, world.organisationId, 'all');
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'cancelled',
      reason: 'stopped-without-file',
    });
    expect((await historyOf(world, one.invoiceId)).at(-1)).toMatchObject({
      kind: 'delivery.cancelled',
      detail: { reason: 'stopped-without-file' },
    });
    expect(await tasksOf(one)).toMatchObject([{ state: 'open' }]);
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
  });

  it('takes only its own invoice out of a message about several', async () => {
    const one = await planOne(world, { settings: { email: email('stop', true) } });
    const { customerId } = one;
    const other = await world.sandbox.admin.createInvoice({
      realmId,
      customerId,
      amount: 70,
      txnDate: '2026-10-01',
      dueDate: dayBefore(4),
      email: one.address,
    });
    const otherId = String(other['Id']);
    await readFromBooks(world, otherId);
    await world.sandbox.admin.addFault({
      kind: 'status',
      status: 503,
      times: 3,
      path: `/invoice/${otherId}/pdf`,
    });
    expect(await send(world, one)).toMatchObject({ kind: 'later' });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.attachments).toHaveLength(1);
    const [row] = await world.database.query<{ state: string; reason: string }>(
      'select state, reason from delivery where invoice_id = $1',
      [otherId],
    );
    expect(row).toEqual({ state: 'cancelled', reason: 'stopped-without-file' });
  });
});
