import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TryLater } from '../../../../domain/errors.ts';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { explainInvoice } from '../../../../server/services/decisions/explain.ts';
import { planReminders } from '../../../../server/services/decisions/plan-reminders.ts';
import { forgetAtProvider } from '../../../../server/services/evidence/forget-at-provider.ts';
import { liftAddress } from '../../../../server/services/evidence/lift-suppression.ts';
import { readInvoice } from '../../../../server/services/invoices/read.ts';
import {
  deliveryRow,
  kindsOf,
  NOW,
  planOne,
  realmId,
  readFromBooks,
  send,
  step,
  type Case,
} from '../deliveries/sending-world.ts';
import {
  evidenceKinds,
  sendOne,
  startEvidenceWorld,
  type EvidenceWorld,
} from './evidence-world.ts';

let world: EvidenceWorld;
beforeAll(async () => {
  world = await startEvidenceWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(() => {
  world.vendor.breakLists(null);
  world.setNow(NOW);
});

const hardBounce = {
  event: 'bounce',
  type: 'bounce',
  status: '5.1.1',
  bounce_classification: 'Invalid Address',
};
const plan = () => planReminders(world.ctx, world.organisationId, 'due');
const deliveriesOf = (invoiceId: string) =>
  world.database.query<{ id: string; days: number; state: string; reason: string }>(
    'select id, days, state, reason from delivery where invoice_id = $1 order by days',
    [invoiceId],
  );
const daysLater = (days: number) => world.setNow(new Date(NOW.getTime() + days * 86_400_000));
const allow = (address: string, wanted = false) =>
  liftAddress(world.ctx, world.owner, { address, wanted });
const forget = () => forgetAtProvider(world.ctx, world.organisationId);
const stoppedOf = async (one: Case) =>
  (await read(one)).deliveries.flatMap(({ suppressed }) =>
    suppressed.map(({ address }) => address),
  );
const read = (one: Case) => readInvoice(world.ctx, world.owner, one.invoiceId as InvoiceId);

/** Two invoices of one customer, the second planned by the same rule a moment later. */
async function secondInvoiceOf(one: Case, email: string | null): Promise<string> {
  const invoice = await world.sandbox.admin.createInvoice({
    realmId,
    customerId: one.customerId,
    amount: 80,
    txnDate: '2026-10-02',
    dueDate: '2026-11-11',
    ...(email === null ? {} : { email }),
  });
  await readFromBooks(world, String(invoice['Id']));
  await plan();
  return String(invoice['Id']);
}

describe('an address that failed for good', () => {
  it('gets nothing more: the next message is held, until a person lifts it, and then planned again', async () => {
    const one = await sendOne(world);
    const event = world.event(one, hardBounce);
    await world.report(event);
    const invoice = await read(one);
    const since = new Date(Number(event['timestamp']) * 1000).toISOString();
    const stopped = [{ address: one.address, reason: 'bounced', since, asked: false }];
    expect(invoice.deliveries[0]?.suppressed).toEqual(stopped);
    expect(invoice.suppressed).toEqual(stopped);

    daysLater(7);
    await plan();
    expect(await deliveriesOf(one.invoiceId)).toHaveLength(1);
    const why = await explainInvoice(world.ctx, world.owner, one.invoiceId as InvoiceId);
    const verdict = why.rules.find(({ ruleId }) => ruleId === one.ruleId);
    expect(verdict).toMatchObject({ kind: 'hold', decidedBy: 'recipient', recipients: [] });

    await allow(one.address.toUpperCase());
    await forget();
    await plan();
    expect(await deliveriesOf(one.invoiceId)).toMatchObject([
      { state: 'sent' },
      { days: 10, state: 'planned' },
    ]);
    expect((await read(one)).deliveries.flatMap(({ suppressed }) => suppressed)).toEqual([]);
    await expect(allow(one.address)).rejects.toMatchObject({
      code: 'address.not-suppressed',
    });
  });

  it.each([
    [
      'because its reader unsubscribed, until the reader wants the messages again',
      { event: 'unsubscribe' },
      [],
    ],
    ['because it failed, whatever its reader wants', hardBounce, ['kept']],
  ] as const)('is suppressed %s (E34)', async (_, event, kept) => {
    const one = await sendOne(world);
    await world.report(world.event(one, event));
    expect(await stoppedOf(one)).toEqual([one.address]);
    await world.report(world.event(one, { event: 'group_resubscribe' }));
    expect((await read(one)).deliveries[0]?.suppressed).toHaveLength(kept.length);
  });

  it('calls off what is planned for it already, also of another invoice', async () => {
    const one = await sendOne(world);
    const other = await secondInvoiceOf(one, one.address);
    expect(await deliveriesOf(other)).toMatchObject([{ state: 'planned' }]);
    await world.report(world.event(one, hardBounce));
    await plan();
    expect(await deliveriesOf(other)).toMatchObject([
      { state: 'cancelled', reason: 'recipient/suppressed' },
    ]);
  });

  it('is found by the last look when nothing was planned again in time', async () => {
    const one = await sendOne(world);
    const other = await secondInvoiceOf(one, one.address);
    const [planned] = await deliveriesOf(other);
    await world.report(world.event(one, { event: 'spamreport' }));
    const deliveryId = planned?.id as Case['deliveryId'];
    expect(await send(world, { deliveryId })).toMatchObject({ kind: 'skipped' });
    expect(await deliveryRow(world, deliveryId)).toMatchObject({ state: 'cancelled' });
  });

  it('does not keep the message from the others (E31)', async () => {
    const first = await sendOne(world);
    await world.report(world.event(first, hardBounce));
    const one = await sendOne(world, { email: `${first.address}, second@two.example` });
    const row = await deliveryRow(world, one.deliveryId);
    expect(row).toMatchObject({ state: 'sent', recipients: ['second@two.example'] });
  });

  it('is left out of CC and BCC too', async () => {
    const first = await sendOne(world);
    await world.report(world.event(first, hardBounce));
    const copies = { cc: [first.address], bcc: ['archive@boss.example'] };
    const one = await sendOne(world, {
      settings: {
        email: { attachPdf: false, attachMarkedFiles: false, missingPdf: 'wait', ...copies },
      },
    });
    const row = await deliveryRow(world, one.deliveryId);
    expect(row['recipients']).toEqual([one.address, 'archive@boss.example']);
  });

  it('stays usable when what failed was not sent to it', async () => {
    const one = await sendOne(world);
    await world.report(world.event(one, { ...hardBounce, email: 'forwarded@elsewhere.example' }));
    const rows = await world.database.query(
      'select address from suppressed_address where address like $1',
      ['forwarded%'],
    );
    expect(rows).toEqual([]);
  });

  it('stays usable when what happened before it was lifted is reported late', async () => {
    const one = await sendOne(world);
    const [early, late] = [world.event(one, hardBounce), world.event(one, hardBounce)];
    await world.report(early);
    world.setNow(new Date(NOW.getTime() + 3_600_000));
    await allow(one.address);
    await forget();
    await world.report({ ...late, event: 'spamreport' });
    expect(await stoppedOf(one)).toEqual([]);
    await world.report(world.event(one, { event: 'spamreport' }));
    expect(await stoppedOf(one)).toEqual([one.address]);
  });

  it('of a message about several invoices stands in the history of each', async () => {
    const email = `together@${Math.random().toString(36).slice(2)}.example`;
    const one = await planOne(world, {
      email,
      settings: { bundle: true, steps: [step(3, 'friendly')] },
    });
    const other = await secondInvoiceOf(one, email);
    await send(world, one);
    const [carrier] = await world.database.query<{ id: Case['deliveryId'] }>(
      'select id from delivery where invoice_id = any($1) and left_with is null',
      [[one.invoiceId, other]],
    );
    await world.report(
      world.event({ ...one, deliveryId: carrier?.id ?? one.deliveryId }, hardBounce),
    );
    expect(await kindsOf(world, one.invoiceId)).toContain('delivery.not-delivered');
    expect(await kindsOf(world, other)).toContain('delivery.not-delivered');
  });

  it('cannot be lifted by somebody who may only look', async () => {
    const viewer = { ...world.owner, role: 'viewer' as const };
    const lift = { address: 'a@b.example', wanted: true };
    await expect(liftAddress(world.ctx, viewer, lift)).rejects.toMatchObject({
      code: expect.stringMatching(/may|role|forbidden/),
    });
  });
});

const hear = async () => {
  await world.vendor.flush();
  await world.work();
};
const stopOf = async (one: Case) => (await read(one)).deliveries[0]?.suppressed[0];
const asked = () =>
  world.database.query(
    `select state from outbox where name = 'address.forget' and organisation_id = $1 and state = 'waiting'`,
    [world.organisationId],
  );

/** A message to which this happened, with the address stopped in Dunlin and on the list of the provider. */
async function stopped(mailboxName: string): Promise<Case> {
  const one = await sendOne(world, { mailboxName });
  await hear();
  world.setNow(new Date(NOW.getTime() + 3_600_000));
  return one;
}

describe('an address that a member allows again, of which the provider has lists of its own', () => {
  it('stays stopped until the provider has forgotten it, and then gets the next message (E34)', async () => {
    const one = await stopped('bounce');
    await allow(one.address);
    await allow(one.address);
    expect(await asked()).toHaveLength(1);
    expect(await stopOf(one)).toMatchObject({ reason: 'bounced', asked: true });
    expect(await forget()).toEqual({ kind: 'done' });
    expect(await stopOf(one)).toBeUndefined();
    expect(world.vendor.lists.bounces.has(one.address)).toBe(false);
    expect(await forget()).toMatchObject({ kind: 'skipped' });
    const next = await sendOne(world, { email: one.address });
    await hear();
    expect(await evidenceKinds(world, next.deliveryId)).toEqual(['processed', 'bounced']);
    const kinds = await world.database.query<{ kind: string }>(
      `select kind from activity where detail ->> 'address' = $1 and kind like 'address.%' order by id`,
      [one.address],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'address.suppressed',
      'address.lifted',
      'address.forgotten',
      'address.suppressed',
    ]);
    expect(await kindsOf(world, one.invoiceId)).toContain('address.suppressed');
  });

  it('is not lost while the provider is down or does not let us', async () => {
    const one = await stopped('bounce');
    await allow(one.address);
    world.vendor.breakLists(503);
    await expect(forget()).rejects.toBeInstanceOf(TryLater);
    world.vendor.breakLists(403);
    const at = new Date(world.ctx.now().getTime() + 15 * 60_000);
    expect(await forget()).toEqual({ kind: 'later', at, reason: 'sendgrid.lists-forbidden' });
    expect(await stopOf(one)).toMatchObject({ asked: true });
    world.vendor.breakLists(null);
    expect(await forget()).toEqual({ kind: 'done' });
    expect(await stopOf(one)).toBeUndefined();
  });

  it.each(['spam', 'unsubscribe'])(
    'whose reader had asked for no more (%s@) needs the reader’s word',
    async (mailboxName) => {
      const one = await stopped(mailboxName);
      await expect(allow(one.address)).rejects.toMatchObject({ code: 'address.unwanted' });
      expect(await stopOf(one)).toMatchObject({ asked: false });
      await allow(one.address, true);
      await forget();
      expect(await stopOf(one)).toBeUndefined();
      expect(world.vendor.lists.spam_reports.has(one.address)).toBe(false);
    },
  );

  it('stays on the list of complaints when only a bounce was lifted, and tells of the wish at the next message', async () => {
    const one = await stopped('bounce');
    world.vendor.lists.spam_reports.add(one.address);
    await allow(one.address);
    await forget();
    world.setNow(new Date(NOW.getTime() + 7_200_000));
    const next = await sendOne(world, { email: one.address });
    await hear();
    expect(await evidenceKinds(world, next.deliveryId)).toEqual(['dropped']);
    expect(await stopOf(next)).toMatchObject({ reason: 'spam-report' });
  });

  it('stays stopped when a complaint comes before the provider has forgotten it', async () => {
    const one = await stopped('bounce');
    await allow(one.address);
    await world.report(world.event(one, { event: 'spamreport' }));
    expect(await stopOf(one)).toMatchObject({ reason: 'spam-report', asked: false });
    expect(await forget()).toMatchObject({ kind: 'skipped' });
    expect(await stopOf(one)).toBeDefined();
  });
});
