import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UpcomingQuery } from '../../../../domain/api/upcoming.ts';
import { addDays, startOfDay } from '../../../../domain/local-date.ts';
import { takeReady } from '../../../../server/db/outbox.ts';
import { createRule } from '../../../../server/services/rules/change.ts';
import { planReminders } from '../../../../server/services/decisions/plan-reminders.ts';
import { sendDelivery } from '../../../../server/services/deliveries/send.ts';
import { skipMessages } from '../../../../server/services/upcoming/choose.ts';
import { listUpcoming } from '../../../../server/services/upcoming/list.ts';
import {
  NOW,
  TODAY,
  dayBefore,
  readFromBooks,
  realmId,
  ruleFor,
  startSendingWorld,
  step,
  type SendingWorld,
} from '../deliveries/sending-world.ts';

const DAYS = 30;
const ZONE = 'America/Toronto';

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
}, 90_000);
afterAll(() => world.close());

/** A customer of its own in the books; children are billed with `parentId`. */
async function customer(name: string, parentId?: string): Promise<string> {
  const made = await world.sandbox.admin.createCustomer({
    realmId,
    name,
    ...(parentId && {
      changes: { Job: true, ParentRef: { value: parentId }, BillWithParent: true },
    }),
  });
  return String(made['Id']);
}

async function invoice(customerId: string, late: number, email: string): Promise<void> {
  const made = await world.sandbox.admin.createInvoice({
    realmId,
    customerId,
    amount: 100 + late,
    txnDate: '2026-10-01',
    dueDate: dayBefore(late),
    email,
  });
  await readFromBooks(world, String(made['Id']));
}

/** One line for each reminder that left: day, invoice, days of the step. */
async function left(): Promise<string[]> {
  const rows = await world.database.query<{ line: string }>(
    `select (sent_at at time zone $2)::date::text || ' ' || invoice_id || ' day ' || days as line
     from delivery where organisation_id = $1 and state = 'sent' order by 1`,
    [world.organisationId, ZONE],
  );
  return rows.map(({ line }) => line).sort();
}

async function foretold(): Promise<string[]> {
  const query = UpcomingQuery.parse({ days: String(DAYS), limit: '200' });
  const { rows } = await listUpcoming(world.ctx, world.owner, query);
  return rows
    .filter(({ state }) => state !== 'held')
    .flatMap(({ onDate, parts }) =>
      parts.map(({ invoiceId, days }) => `${onDate} ${invoiceId} day ${days}`),
    )
    .sort();
}

/** One day as planner and sender live it: plan at its beginning, then all work at its time. */
async function live(day: string): Promise<void> {
  const end = startOfDay(addDays(day, 1), ZONE).getTime();
  const begin = day === TODAY ? NOW : startOfDay(day, ZONE);
  world.setNow(begin);
  await planReminders(world.ctx, world.organisationId, 'due');
  for (let at = begin.getTime(); at < end; at += 30 * 60_000) {
    world.setNow(new Date(at));
    await workOffSends();
  }
}

/** What is ready, in the order of the queue; what follows from it is ready at once. */
async function workOffSends(): Promise<void> {
  for (;;) {
    const rows = await takeReady(world.ctx.store, world.ctx.now(), 100);
    if (rows.length === 0) return;
    for (const { id, name, payload } of rows) {
      const outcome =
        name === 'delivery.send'
          ? await sendDelivery(world.ctx, world.organisationId, payload['deliveryId'] as never)
          : null;
      if (name === 'reminders.plan') await planReminders(world.ctx, world.organisationId, 'due');
      if (outcome?.kind === 'later')
        await world.database.query(
          "update outbox set state = 'waiting', available_at = $2 where id = $1",
          [id, outcome.at],
        );
      else await world.database.query('delete from outbox where id = $1', [id]);
    }
  }
}

describe('thirty days over the real planner, sender, mailbox and books', () => {
  it('bring what the forecast said on the first of them', async () => {
    await world.database.query(
      `update organisation set sending = sending || '{"weekdays":[1,2,3,4,5],"sendFrom":"08:00","sendUntil":"18:00","contactGapDays":2}'::jsonb where id = $1`,
      [world.organisationId],
    );
    const [acme, oak] = [await customer('Acme'), await customer('Oak')];
    const roof = await customer('Roof', acme);
    for (const late of [9, 2, -5]) await invoice(acme, late, 'ap@acme.example');
    for (const late of [4, 0]) await invoice(roof, late, 'ap@acme.example');
    for (const late of [12, -3]) await invoice(oak, late, 'ap@oak.example');
    const email = {
      attachPdf: false,
      attachMarkedFiles: false,
      missingPdf: 'wait' as const,
      cc: [],
      bcc: [],
    };
    const both = { mode: 'only' as const, customerIds: [acme, roof, oak], includeChildren: false };
    for (const rule of [
      ruleFor(oak, { customers: both, email, steps: [step(3, 'friendly'), step(10, 'second')] }),
      ruleFor(oak, {
        customers: both,
        email,
        condition: 'coming_due',
        steps: [step(2, 'friendly')],
      }),
    ])
      await createRule(world.ctx, world.owner, { enabled: true, settings: rule });
    const [first] = (
      await listUpcoming(
        world.ctx,
        world.owner,
        UpcomingQuery.parse({ days: String(DAYS), q: 'Oak' }),
      )
    ).rows.slice(-1);
    await skipMessages(
      world.ctx,
      world.owner,
      (first?.parts ?? []).map((part) => ({ ...part, onDate: first?.onDate ?? '' })),
    );
    const [child] = await world.database.query<{ parent_id: string; bill_with_parent: boolean }>(
      'select parent_id, bill_with_parent from customer where organisation_id = $1 and id = $2',
      [world.organisationId, roof],
    );
    expect(child).toEqual({ parent_id: acme, bill_with_parent: true });
    const expected = await foretold();
    expect(expected.length).toBeGreaterThan(8);
    for (let day = TODAY; day < addDays(TODAY, DAYS); day = addDays(day, 1)) await live(day);
    expect(await left()).toEqual(expected);
  }, 240_000);

  it('bring a summary at its hour, after the reminders of the same customer', async () => {
    await world.database.query(
      `update organisation set sending = sending || '{"contactGapDays":0}'::jsonb where id = $1`,
      [world.organisationId],
    );
    const [elm, shed] = [await customer('Elm'), await customer('Shed')];
    world.setNow(NOW);
    await invoice(elm, -1, 'ap@elm.example');
    await world.sandbox.admin.editCustomer({
      realmId,
      id: shed,
      changes: { Job: true, ParentRef: { value: elm }, BillWithParent: true },
    });
    await invoice(shed, 40, 'ap@elm.example');
    const email = {
      attachPdf: false,
      attachMarkedFiles: false,
      missingPdf: 'wait' as const,
      cc: [],
      bcc: [],
    };
    for (const rule of [
      ruleFor(elm, { email, steps: [step(3, 'friendly')] }),
      ruleFor(shed, { email, type: 'summary', steps: [{ ...step(20, 'friendly'), hour: 15 }] }),
    ])
      await createRule(world.ctx, world.owner, { enabled: true, settings: rule });
    const ahead = (await foretold()).filter((line) => line <= addDays(TODAY, 7));
    expect(ahead.map((line) => line.replace(/ \d+ /, ' ')).sort()).toEqual([
      '2026-11-20 day 20',
      '2026-11-20 day 3',
    ]);
    const before = new Set(await left());
    for (let day = TODAY; day < addDays(TODAY, 7); day = addDays(day, 1)) await live(day);
    expect((await left()).filter((line) => !before.has(line))).toEqual(ahead);
  }, 120_000);
});
