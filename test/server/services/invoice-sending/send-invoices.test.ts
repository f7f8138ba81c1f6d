import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asId, type DeliveryId, type InvoiceId } from '../../../../domain/ids.ts';
import { cancelRun } from '../../../../server/services/invoice-sending/cancel-run.ts';
import { checkRecipients } from '../../../../server/services/invoice-sending/check-recipients.ts';
import { startDueRuns } from '../../../../server/services/invoice-sending/due-runs.ts';
import { markSent } from '../../../../server/services/invoice-sending/mark-sent.ts';
import { prepareRun } from '../../../../server/services/invoice-sending/prepare-run.ts';
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
  startSendingWorld,
  type SendingWorld,
} from '../deliveries/sending-world.ts';

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
}, 90_000);
afterAll(() => world.close());
beforeEach(() => turn({ on: true }));
afterEach(async () => {
  world.setNow(NOW);
  await world.sandbox.admin.clearFaults({});
  await world.sandbox.admin.setKnobs({ pdf: 'ok' });
});

const later = (ms: number) => world.setNow(new Date(NOW.getTime() + ms));
const turn = (settings: object) =>
  world.database.query(
    `update organisation set invoice_sending = $2, invoice_sending_since = '2020-01-01', invoice_run_on = null where id = $1`,
    [world.organisationId, settings],
  );

interface Wanted {
  mailboxName?: string;
  email?: string | null;
  dueDate?: string;
  txnDate?: string;
}

/** A customer with a new invoice in the books, read into the mirror: it waits to be sent. */
async function waiting({ mailboxName = 'accounts', email, ...dates }: Wanted = {}) {
  const name = `Customer ${randomUUID().slice(0, 8)}`;
  const customer = await world.sandbox.admin.createCustomer({ realmId, name });
  const customerId = String(customer['Id']);
  const address =
    email === undefined ? `${mailboxName}@${randomUUID().slice(0, 8)}.example` : email;
  const invoice = await world.sandbox.admin.createInvoice({
    realmId,
    customerId,
    amount: 500,
    txnDate: '2026-11-16',
    dueDate: '2026-12-16',
    ...dates,
    ...(address === null ? {} : { email: address }),
  });
  const id = asId<InvoiceId>(String(invoice['Id']));
  await readFromBooks(world, id);
  return { id, customerId, name, address: address ?? '' };
}

const ask = (ids: string[]) => requestRun(world.ctx, world.owner, { ids });
const mailRow = async (id: InvoiceId) => {
  const [row] = await world.database.query<{ id: DeliveryId; state: string; reason: string }>(
    `select id, state, reason from delivery where invoice_id = $1 and reminder_class = 'invoice' order by planned_at desc, key desc`,
    [id],
  );
  return row;
};
/** What the worker does once the time to undo is over. */
const deliver = async (id: InvoiceId) => {
  later(11_000);
  return sendDelivery(world.ctx, world.organisationId, (await mailRow(id))!.id);
};
const markOf = async (id: InvoiceId) => {
  const [row] = await world.database.query<{ state: string }>(
    'select state from invoice_sending where organisation_id = $1 and invoice_id = $2',
    [world.organisationId, id],
  );
  return row?.state ?? null;
};
const kinds = async (id: InvoiceId) =>
  (
    await world.database.query<{ kind: string }>(
      `select kind from activity where invoice_id = $1 and kind like 'delivery.%' order by id`,
      [id],
    )
  ).map(({ kind }) => kind);

describe('sending an invoice by hand (UF-10 to UF-15)', () => {
  it('mails it with its PDF to its customer and to the colleague in copy, once (UF-5, UF-15)', async () => {
    await turn({ on: true, copyTo: 'ana@alderbrook.example' });
    const one = await waiting();
    const run = await ask([one.id]);
    expect(run).toMatchObject({ kind: 'by-hand', total: 1, isPrepared: true });
    expect(await deliver(one.id)).toEqual({ kind: 'done' });
    const { id } = (await mailRow(one.id))!;
    expect(await sendDelivery(world.ctx, world.organisationId, id)).toMatchObject({
      kind: 'skipped',
    });
    const [mail, ...others] = await mailsOf(world, id);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: [one.address], cc: ['ana@alderbrook.example'] });
    expect(mail?.subject).toMatch(/^Invoice \S+ from Alderbrook Field Services$/);
    expect(mail?.text).toContain('$500.00');
    expect(mail?.attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf']);
    expect(await markOf(one.id)).toBe('sent');
    expect(await kinds(one.id)).toEqual(['delivery.sent']);
    expect((await readRun(world.ctx, world.owner, run.id)).counts).toMatchObject({
      sent: 1,
      waiting: 0,
    });
  });

  it('speaks the customer’s language (E35)', async () => {
    const one = await waiting();
    await world.database.query(
      `insert into customer_setting (organisation_id, customer_id, language) values ($1, $2, 'fr')
       on conflict (organisation_id, customer_id) do update set language = 'fr'`,
      [world.organisationId, one.customerId],
    );
    await ask([one.id]);
    await deliver(one.id);
    const [mail] = await mailsOf(world, (await mailRow(one.id))!.id);
    expect(mail?.subject).toMatch(/^Facture/);
  });

  it('leaves nothing before the time to undo is over, and nothing at all when it is undone', async () => {
    const one = await waiting();
    const run = await ask([one.id]);
    const { id } = (await mailRow(one.id))!;
    expect(await sendDelivery(world.ctx, world.organisationId, id)).toMatchObject({
      kind: 'later',
    });
    const after = await cancelRun(world.ctx, world.owner, run.id);
    expect(after.counts).toMatchObject({ cancelled: 1, waiting: 0 });
    later(11_000);
    expect(await sendDelivery(world.ctx, world.organisationId, id)).toMatchObject({
      kind: 'skipped',
    });
    expect(await mailsOf(world, id)).toEqual([]);
    expect(await markOf(one.id)).toBe('to-send');
    await expect(cancelRun(world.ctx, world.owner, run.id)).rejects.toMatchObject({
      code: 'sending-run.over',
    });
    // Asked for again, it leaves.
    await ask([one.id]);
    later(30_000);
    await sendDelivery(world.ctx, world.organisationId, id);
    expect(await mailsOf(world, id)).toHaveLength(1);
  });

  it('asked for twice at once is one mail (E44)', async () => {
    const one = await waiting();
    const runs = await Promise.all([ask([one.id]), ask([one.id])]);
    expect(runs.map(({ counts }) => [counts.waiting, counts.leftOut]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    await deliver(one.id);
    const rows = await world.database.query('select id from delivery where invoice_id = $1', [
      one.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('shows first who gets what, and who cannot be written to (UF-13, UF-7)', async () => {
    const good = await waiting();
    const none = await waiting({ email: null });
    const gone = await waiting();
    await markSent(world.ctx, world.owner, { ids: [gone.id] });
    const ids = [good.id, none.id, gone.id];
    const check = await checkRecipients(world.ctx, world.owner, { ids });
    expect(check.readyRows).toMatchObject([
      { invoiceId: good.id, recipients: [good.address], source: 'invoice', language: 'en' },
    ]);
    expect(check.leftRows).toMatchObject([
      { invoiceId: none.id, customerName: none.name, reason: 'recipient/no-address' },
    ]);
    const run = await ask(ids);
    expect(run.counts).toMatchObject({ waiting: 1, leftOut: 1 });
    expect(await markOf(none.id)).toBe('to-send');
    const problems = await listProblems(world.ctx, world.owner, run.id, { limit: 50 });
    expect(problems.rows).toMatchObject([
      { invoiceId: none.id, state: 'left-out', reason: 'recipient/no-address' },
    ]);
  });

  it.each([
    ['voided in the books', (id: string) => world.sandbox.admin.voidInvoice({ realmId, id })],
    ['deleted in the books', (id: string) => world.sandbox.admin.deleteInvoice({ realmId, id })],
  ])('%s between the click and the call, it is not sent', async (_case, change) => {
    const one = await waiting();
    await ask([one.id]);
    await change(one.id);
    expect((await deliver(one.id)).kind).toBe('skipped');
    expect(await mailRow(one.id)).toMatchObject({ state: 'cancelled' });
    expect(await mailsOf(world, (await mailRow(one.id))!.id)).toEqual([]);
    expect(await kinds(one.id)).toContain('delivery.cancelled');
  });

  it('paid meanwhile, it still goes, and says so (UF complement 48)', async () => {
    const one = await waiting();
    await ask([one.id]);
    await world.sandbox.admin.payInvoice({ realmId, id: one.id, amount: 500 });
    await deliver(one.id);
    const [mail] = await mailsOf(world, (await mailRow(one.id))!.id);
    expect(mail?.text).toContain('It is paid, thank you');
    expect(mail?.text).not.toContain('is due on');
  });

  it('paid meanwhile, it stays when the owner wants that', async () => {
    await turn({ on: true, sendPaid: false });
    const one = await waiting();
    await ask([one.id]);
    await world.sandbox.admin.payInvoice({ realmId, id: one.id, amount: 500 });
    expect(await deliver(one.id)).toEqual({ kind: 'skipped', reason: 'invoice-mail/paid' });
  });

  it('marked as sent before it left, it does not leave (UF-14)', async () => {
    const one = await waiting();
    await ask([one.id]);
    await markSent(world.ctx, world.owner, { ids: [one.id] });
    expect(await deliver(one.id)).toMatchObject({ kind: 'skipped' });
    expect(await mailsOf(world, (await mailRow(one.id))!.id)).toEqual([]);
  });

  it('refused by the mail server, it stays to send with a task, and goes once the address is right', async () => {
    const one = await waiting({ mailboxName: 'unknown' });
    const run = await ask([one.id]);
    await deliver(one.id);
    expect(await mailRow(one.id)).toMatchObject({ state: 'refused' });
    expect(await markOf(one.id)).toBe('to-send');
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
    later(60_000);
    const { id } = (await mailRow(one.id))!;
    await sendDelivery(world.ctx, world.organisationId, id);
    expect((await mailsOf(world, id)).map(({ to }) => to)).toEqual([['right@now.example']]);
    expect(await markOf(one.id)).toBe('sent');
  });

  it('of unknown result, it is never repeated; found to have left, it counts as sent (E44)', async () => {
    const one = await waiting({ mailboxName: 'drop' });
    const run = await ask([one.id]);
    await deliver(one.id);
    expect(await mailRow(one.id)).toMatchObject({ state: 'unknown' });
    expect((await retryRun(world.ctx, world.owner, run.id)).counts.waiting).toBe(0);
    expect((await ask([one.id])).counts).toMatchObject({ waiting: 0, leftOut: 1 });
    expect(await markSent(world.ctx, world.owner, { ids: [one.id] })).toEqual({
      due: 0,
      overdue: 0,
      paid: 0,
    });
    await expect(putBack(world.ctx, world.owner, one.id)).rejects.toMatchObject({
      code: 'invoice-mail.leaving',
    });
    const { id } = (await mailRow(one.id))!;
    await resolveUnknown(world.ctx, world.owner, id, { hasLeft: true });
    expect(await markOf(one.id)).toBe('sent');
  });

  it('whose worker vanished before the call, it is claimed anew and leaves once', async () => {
    const one = await waiting();
    await ask([one.id]);
    const { id } = (await mailRow(one.id))!;
    await world.database.query(
      `update delivery set state = 'claimed', fence = 1, claimed_at = now() where id = $1`,
      [id],
    );
    await ageClaim(world, id, 200);
    await deliver(one.id);
    expect(await mailsOf(world, id)).toHaveLength(1);
  });

  it('without a PDF just now, it waits (E24)', async () => {
    const one = await waiting();
    await ask([one.id]);
    await world.sandbox.admin.setKnobs({ pdf: 'html' });
    expect(await deliver(one.id)).toMatchObject({ kind: 'later' });
    await world.sandbox.admin.setKnobs({ pdf: 'ok' });
    later(400_000);
    await sendDelivery(world.ctx, world.organisationId, (await mailRow(one.id))!.id);
    expect(await markOf(one.id)).toBe('sent');
  });

  it('put back by a person, it goes once more with a mail of its own', async () => {
    const one = await waiting();
    await ask([one.id]);
    await deliver(one.id);
    await putBack(world.ctx, world.owner, one.id);
    expect(await markOf(one.id)).toBe('to-send');
    await ask([one.id]);
    later(60_000);
    await sendDelivery(world.ctx, world.organisationId, (await mailRow(one.id))!.id);
    const rows = await world.database.query<{ id: string; state: string }>(
      'select id, state from delivery where invoice_id = $1',
      [one.id],
    );
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent']);
    const mails = await Promise.all(rows.map(({ id }) => mailsOf(world, id)));
    expect(mails.map((list) => list.length)).toEqual([1, 1]);
  });

  it('leaves at night and on Sunday, whatever the sending hours (UF-9)', async () => {
    const one = await waiting();
    world.setNow(new Date('2026-11-22T08:00:00Z'));
    await ask([one.id]);
    world.setNow(new Date('2026-11-22T08:00:11Z'));
    expect(
      await sendDelivery(world.ctx, world.organisationId, (await mailRow(one.id))!.id),
    ).toEqual({ kind: 'done' });
  });

  it('holds every reminder until it has left (E14)', async () => {
    const one = await waiting({ dueDate: '2026-11-01', txnDate: '2026-10-01' });
    await createRule(world.ctx, world.owner, { enabled: true, settings: ruleFor(one.customerId) });
    const reminders = () =>
      world.database.query(
        `select state from delivery where invoice_id = $1 and rule_id is not null`,
        [one.id],
      );
    expect(await reminders()).toEqual([]);
    await ask([one.id]);
    await deliver(one.id);
    await planReminders(world.ctx, world.organisationId, 'due');
    expect(await reminders()).toEqual([{ state: 'planned' }]);
  });
});

describe('sending by the clock (UF-6, UF-8, E42)', () => {
  const automatic = (settings: object = {}) => turn({ on: true, mode: 'automatic', ...settings });
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
    const early = await waiting();
    world.setNow(new Date('2026-11-17T06:30:00Z'));
    const late = await waiting();
    const future = await waiting({ txnDate: '2026-11-25' });
    expect(await runAt('2026-11-17T06:30:01Z')).not.toBeNull();
    expect(await mailRow(early.id)).toMatchObject({ state: 'planned' });
    expect([await mailRow(late.id), await mailRow(future.id)]).toEqual([undefined, undefined]);
    expect(await runAt('2026-11-17T09:00:00Z')).toBeNull();
    await runAt('2026-11-18T06:31:00Z');
    expect(await mailRow(late.id)).toMatchObject({ state: 'planned' });
    await runAt('2026-11-25T06:31:00Z');
    expect(await mailRow(future.id)).toMatchObject({ state: 'planned' });
    await sendDelivery(world.ctx, world.organisationId, (await mailRow(early.id))!.id);
    expect(await markOf(early.id)).toBe('sent');
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
    const one = await waiting({ email: null });
    await runAt('2026-11-23T06:31:00Z');
    expect(await mailRow(one.id)).toBeUndefined();
    await world.sandbox.admin.editInvoice({
      realmId,
      id: one.id,
      changes: { BillEmail: { Address: 'new@here.example' } },
    });
    await readFromBooks(world, one.id);
    await runAt('2026-11-24T06:31:00Z');
    expect(await mailRow(one.id)).toMatchObject({ state: 'planned' });
  });

  it('does not take up again what the mail server refused, or what a person undid', async () => {
    await turn({ on: true });
    const one = await waiting();
    const run = await ask([one.id]);
    await cancelRun(world.ctx, world.owner, run.id);
    await automatic();
    await runAt('2026-11-26T06:31:00Z');
    expect(await mailRow(one.id)).toMatchObject({ state: 'cancelled', reason: 'undone-by-person' });
  });
});

describe('who may', () => {
  it('is who may work, in the own organisation', async () => {
    const one = await waiting();
    const viewer = { ...world.owner, role: 'viewer' as const };
    for (const act of [
      () => requestRun(world.ctx, viewer, { ids: [one.id] }),
      () => putBack(world.ctx, viewer, one.id),
      () => cancelRun(world.ctx, viewer, randomUUID()),
      () => checkRecipients(world.ctx, viewer, { ids: [one.id] }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'role.work' });
    await turn({ on: false });
    await expect(ask([one.id])).rejects.toMatchObject({ code: 'invoice-mail.off' });
  });
});
