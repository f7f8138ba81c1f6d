import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cancelRun } from '../../../../server/services/invoice-sending/cancel-run.ts';
import {
  checkRecipients,
  listRecipients,
} from '../../../../server/services/invoice-sending/check-recipients.ts';
import { markSent } from '../../../../server/services/invoice-sending/mark-sent.ts';
import { listProblems, readRun } from '../../../../server/services/invoice-sending/read-runs.ts';
import { requestRun } from '../../../../server/services/invoice-sending/request-run.ts';
import { retryRun } from '../../../../server/services/invoice-sending/retry-run.ts';
import { putBack } from '../../../../server/services/invoice-sending/send-again.ts';
import { resolveUnknown } from '../../../../server/services/deliveries/unknown.ts';
import { sendDelivery } from '../../../../server/services/deliveries/send.ts';
import { planReminders } from '../../../../server/services/decisions/plan-reminders.ts';
import { createRule } from '../../../../server/services/rules/change.ts';
import {
  ageClaim,
  mailsOf,
  NOW,
  readFromBooks,
  realmId,
  ruleFor,
} from '../deliveries/sending-world.ts';
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

describe('sending an invoice by hand (UF-10 to UF-15)', () => {
  it('mails it with its PDF to its customer and to the colleague in copy, once (UF-5, UF-15)', async () => {
    await world.turn({ on: true, copyTo: 'ana@alderbrook.example' });
    const one = await world.waiting();
    const run = await world.ask([one.id]);
    expect(run).toMatchObject({ kind: 'by-hand', total: 1, isPrepared: true });
    expect(await world.deliver(one.id)).toEqual({ kind: 'done' });
    const id = await world.mailIdOf(one.id);
    expect(await sendDelivery(world.ctx, world.organisationId, id)).toMatchObject({
      kind: 'skipped',
    });
    const [mail, ...others] = await mailsOf(world, id);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: [one.address], cc: ['ana@alderbrook.example'] });
    expect(mail?.subject).toMatch(/^Invoice \S+ from Alderbrook Field Services$/);
    expect(mail?.text).toContain('$500.00');
    expect(mail?.attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf']);
    expect(await world.markOf(one.id)).toBe('sent');
    expect(await world.kinds(one.id)).toEqual(['delivery.sent']);
    expect((await readRun(world.ctx, world.owner, run.id)).counts).toMatchObject({
      sent: 1,
      waiting: 0,
    });
  });

  it('speaks the customer’s language (E35)', async () => {
    const one = await world.waiting();
    await world.database.query(
      `insert into customer_setting (organisation_id, customer_id, language) values ($1, $2, 'fr')
       on conflict (organisation_id, customer_id) do update set language = 'fr'`,
      [world.organisationId, one.customerId],
    );
    await world.ask([one.id]);
    await world.deliver(one.id);
    const [mail] = await mailsOf(world, await world.mailIdOf(one.id));
    expect(mail?.subject).toMatch(/^Facture/);
  });

  it('leaves nothing before the time to undo is over, and nothing at all when it is undone', async () => {
    const one = await world.waiting();
    const run = await world.ask([one.id]);
    const id = await world.mailIdOf(one.id);
    expect(await sendDelivery(world.ctx, world.organisationId, id)).toMatchObject({
      kind: 'later',
    });
    const after = await cancelRun(world.ctx, world.owner, run.id);
    expect(after.counts).toMatchObject({ cancelled: 1, waiting: 0 });
    world.later(11_000);
    expect(await sendDelivery(world.ctx, world.organisationId, id)).toMatchObject({
      kind: 'skipped',
    });
    expect(await mailsOf(world, id)).toEqual([]);
    expect(await world.markOf(one.id)).toBe('to-send');
    await expect(cancelRun(world.ctx, world.owner, run.id)).rejects.toMatchObject({
      code: 'sending-run.over',
    });
    // Asked for again, it leaves.
    await world.ask([one.id]);
    world.later(30_000);
    await sendDelivery(world.ctx, world.organisationId, id);
    expect(await mailsOf(world, id)).toHaveLength(1);
  });

  it.each([
    { seconds: 0, early: 0, then: 0 },
    { seconds: 60, early: 59_000, then: 60_000 },
  ])('waits $seconds seconds when Settings say so (ux S4)', async ({ seconds, early, then }) => {
    const set = (value: number) =>
      world.database.query(
        `update organisation set sending = jsonb_set(sending, '{undoSeconds}', $1::jsonb)`,
        [String(value)],
      );
    await set(seconds);
    const one = await world.waiting();
    await world.ask([one.id]);
    await set(10);
    const id = await world.mailIdOf(one.id);
    if (early > 0) {
      world.later(early);
      const outcome = await sendDelivery(world.ctx, world.organisationId, id);
      expect(outcome).toMatchObject({ kind: 'later' });
    }
    world.later(then);
    expect(await sendDelivery(world.ctx, world.organisationId, id)).toEqual({ kind: 'done' });
    expect(await mailsOf(world, id)).toHaveLength(1);
  });

  it('asked for twice at once is one mail (E44)', async () => {
    const one = await world.waiting();
    const runs = await Promise.all([world.ask([one.id]), world.ask([one.id])]);
    expect(runs.map(({ counts }) => [counts.waiting, counts.leftOut]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    await world.deliver(one.id);
    const rows = await world.database.query('select id from delivery where invoice_id = $1', [
      one.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('shows first who gets what, and who cannot be written to (UF-13, UF-7)', async () => {
    const good = await world.waiting();
    const none = await world.waiting({ email: null });
    const gone = await world.waiting();
    await markSent(world.ctx, world.owner, { ids: [gone.id] });
    const ids = [good.id, none.id, gone.id];
    const check = await checkRecipients(world.ctx, world.owner, { ids });
    expect(check.readyRows).toMatchObject([
      { invoiceId: good.id, recipients: [good.address], source: 'invoice', language: 'en' },
    ]);
    expect(check.leftRows).toMatchObject([
      { invoiceId: none.id, customerName: none.name, reason: 'recipient/no-address' },
    ]);
    const page = (kind: 'ready' | 'left') =>
      listRecipients(world.ctx, world.owner, {
        which: { ids },
        kind,
        q: '',
        after: '',
        limit: 200,
      });
    expect(await page('ready')).toEqual({ readyRows: check.readyRows, leftRows: [], next: null });
    expect(await page('left')).toEqual({ readyRows: [], leftRows: check.leftRows, next: null });
    const run = await world.ask(ids);
    expect(run.counts).toMatchObject({ waiting: 1, leftOut: 1 });
    expect(await world.markOf(none.id)).toBe('to-send');
    const problems = await listProblems(world.ctx, world.owner, run.id, { limit: 50 });
    expect(problems.rows).toMatchObject([
      { invoiceId: none.id, state: 'left-out', reason: 'recipient/no-address' },
    ]);
  });

  it('are told who gets them page by page, and by a search in customer, number and address (UF-13)', async () => {
    const all = [await world.waiting(), await world.waiting(), await world.waiting()];
    const ids = all.map(({ id }) => id).sort();
    const page = (change: { q?: string; after?: string; limit?: number }) => {
      const asked = { q: '', after: '', limit: 2, ...change };
      return listRecipients(world.ctx, world.owner, { which: { ids }, kind: 'ready', ...asked });
    };
    const idsOf = ({ readyRows }: Awaited<ReturnType<typeof page>>) =>
      readyRows.map(({ invoiceId }) => invoiceId);
    const first = await page({});
    expect([idsOf(first), first.next]).toEqual([ids.slice(0, 2), ids[1]]);
    const second = await page({ after: first.next ?? '' });
    expect([idsOf(second), second.next]).toEqual([ids.slice(2), null]);
    for (const { id, name, address } of all)
      for (const q of [name, address.toUpperCase()]) expect(idsOf(await page({ q }))).toEqual([id]);
    expect(await page({ q: 'nobody' })).toEqual({ readyRows: [], leftRows: [], next: null });
  });

  it.each([
    ['voided in the books', (id: string) => world.sandbox.admin.voidInvoice({ realmId, id })],
    ['deleted in the books', (id: string) => world.sandbox.admin.deleteInvoice({ realmId, id })],
  ])('%s between the click and the call, it is not sent', async (_case, change) => {
    const one = await world.waiting();
    await world.ask([one.id]);
    await change(one.id);
    expect((await world.deliver(one.id)).kind).toBe('skipped');
    expect(await world.mailRow(one.id)).toMatchObject({ state: 'cancelled' });
    expect(await mailsOf(world, await world.mailIdOf(one.id))).toEqual([]);
    expect(await world.kinds(one.id)).toContain('delivery.cancelled');
  });

  it('paid meanwhile, it still goes, and says so (UF complement 48)', async () => {
    const one = await world.waiting();
    await world.ask([one.id]);
    await world.sandbox.admin.payInvoice({ realmId, id: one.id, amount: 500 });
    await world.deliver(one.id);
    const [mail] = await mailsOf(world, await world.mailIdOf(one.id));
    expect(mail?.text).toContain('It is paid, thank you');
    expect(mail?.text).not.toContain('is due on');
  });

  it('paid meanwhile, it stays when the owner wants that', async () => {
    await world.turn({ on: true, sendPaid: false });
    const one = await world.waiting();
    await world.ask([one.id]);
    await world.sandbox.admin.payInvoice({ realmId, id: one.id, amount: 500 });
    expect(await world.deliver(one.id)).toEqual({ kind: 'skipped', reason: 'invoice-mail/paid' });
  });

  it('marked as sent before it left, it does not leave (UF-14)', async () => {
    const one = await world.waiting();
    await world.ask([one.id]);
    await markSent(world.ctx, world.owner, { ids: [one.id] });
    expect(await world.deliver(one.id)).toMatchObject({ kind: 'skipped' });
    expect(await mailsOf(world, await world.mailIdOf(one.id))).toEqual([]);
  });

  it('refused by the mail server, it stays to send with a task, and goes once the address is right', async () => {
    const one = await world.waiting({ mailboxName: 'unknown' });
    const run = await world.ask([one.id]);
    await world.deliver(one.id);
    expect(await world.mailRow(one.id)).toMatchObject({ state: 'refused' });
    expect(await world.markOf(one.id)).toBe('to-send');
    const tasks = await world.database.query('select kind, note from task where invoice_id = $1', [
      one.id,
    ]);
    expect(tasks).toEqual([
      { kind: 'not-delivered', note: expect.stringContaining('stays to send') },
    ]);
    await world.sandbox.admin.editInvoice({
      realmId,
      id: one.id,
      changes: { BillEmail: { Address: 'right@now.example' } },
    });
    await readFromBooks(world, one.id);
    const again = await retryRun(world.ctx, world.owner, run.id);
    expect(again.counts.waiting).toBe(1);
    world.later(60_000);
    const id = await world.mailIdOf(one.id);
    await sendDelivery(world.ctx, world.organisationId, id);
    expect((await mailsOf(world, id)).map(({ to }) => to)).toEqual([['right@now.example']]);
    expect(await world.markOf(one.id)).toBe('sent');
  });

  it('of unknown result, it is never repeated; found to have left, it counts as sent (E44)', async () => {
    const one = await world.waiting({ mailboxName: 'drop' });
    const run = await world.ask([one.id]);
    await world.deliver(one.id);
    expect(await world.mailRow(one.id)).toMatchObject({ state: 'unknown' });
    expect((await retryRun(world.ctx, world.owner, run.id)).counts.waiting).toBe(0);
    expect((await world.ask([one.id])).counts).toMatchObject({ waiting: 0, leftOut: 1 });
    expect(await markSent(world.ctx, world.owner, { ids: [one.id] })).toEqual({
      due: 0,
      overdue: 0,
      paid: 0,
    });
    await expect(putBack(world.ctx, world.owner, one.id)).rejects.toMatchObject({
      code: 'invoice-mail.leaving',
    });
    const id = await world.mailIdOf(one.id);
    await resolveUnknown(world.ctx, world.owner, id, { hasLeft: true });
    expect(await world.markOf(one.id)).toBe('sent');
  });

  it('whose worker vanished before the call, it is claimed anew and leaves once', async () => {
    const one = await world.waiting();
    await world.ask([one.id]);
    const id = await world.mailIdOf(one.id);
    await world.database.query(
      `update delivery set state = 'claimed', fence = 1, claimed_at = now() where id = $1`,
      [id],
    );
    await ageClaim(world, id, 200);
    await world.deliver(one.id);
    expect(await mailsOf(world, id)).toHaveLength(1);
  });

  it('without a PDF just now, it waits (E24)', async () => {
    const one = await world.waiting();
    await world.ask([one.id]);
    await world.sandbox.admin.setKnobs({ pdf: 'html' });
    expect(await world.deliver(one.id)).toMatchObject({ kind: 'later' });
    await world.sandbox.admin.setKnobs({ pdf: 'ok' });
    world.later(400_000);
    await sendDelivery(world.ctx, world.organisationId, await world.mailIdOf(one.id));
    expect(await world.markOf(one.id)).toBe('sent');
  });

  it('put back by a person, it goes once more with a mail of its own', async () => {
    const one = await world.waiting();
    await world.ask([one.id]);
    await world.deliver(one.id);
    await putBack(world.ctx, world.owner, one.id);
    expect(await world.markOf(one.id)).toBe('to-send');
    await world.ask([one.id]);
    world.later(60_000);
    await sendDelivery(world.ctx, world.organisationId, await world.mailIdOf(one.id));
    const rows = await world.database.query<{ id: string; state: string }>(
      'select id, state from delivery where invoice_id = $1',
      [one.id],
    );
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
    const mails = await Promise.all(rows.map(({ id }) => mailsOf(world, id)));
    expect(mails.map((list) => list.length)).toEqual([1, 1]);
  });

  it('leaves at night and on Sunday, whatever the sending hours (UF-9)', async () => {
    const one = await world.waiting();
    world.setNow(new Date('2026-11-22T08:00:00Z'));
    await world.ask([one.id]);
    world.setNow(new Date('2026-11-22T08:00:11Z'));
    expect(
      await sendDelivery(world.ctx, world.organisationId, await world.mailIdOf(one.id)),
    ).toEqual({ kind: 'done' });
  });

  it('holds every reminder until it has left (E14)', async () => {
    const one = await world.waiting({ dueDate: '2026-11-01', txnDate: '2026-10-01' });
    await createRule(world.ctx, world.owner, { enabled: true, settings: ruleFor(one.customerId) });
    const reminders = () =>
      world.database.query(
        `select state from delivery where invoice_id = $1 and rule_id is not null`,
        [one.id],
      );
    expect(await reminders()).toEqual([]);
    await world.ask([one.id]);
    await world.deliver(one.id);
    await planReminders(world.ctx, world.organisationId, 'due');
    expect(await reminders()).toEqual([{ state: 'planned' }]);
  });
});

describe('who may', () => {
  it('is who may work, in the own organisation', async () => {
    const one = await world.waiting();
    const viewer = { ...world.owner, role: 'viewer' as const };
    for (const act of [
      () => requestRun(world.ctx, viewer, { ids: [one.id] }),
      () => putBack(world.ctx, viewer, one.id),
      () => cancelRun(world.ctx, viewer, randomUUID()),
      () => checkRecipients(world.ctx, viewer, { ids: [one.id] }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'role.work' });
    await world.turn({ on: false });
    await expect(world.ask([one.id])).rejects.toMatchObject({ code: 'invoice-mail.off' });
  });
});
