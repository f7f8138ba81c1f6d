import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { asId, type CustomerId } from '../../../../domain/ids.ts';
import { setCustomerLanguage } from '../../../../server/services/customers/set-language.ts';
import {
  ageClaim,
  deliveryRow,
  historyOf,
  kindsOf,
  limiterThat,
  mailsOf,
  NOW,
  planOne,
  readFromBooks,
  realmId,
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

describe('a planned message', () => {
  it('is sent once, with the PDF, the marked files, CC, BCC and its evidence (BJ-17)', async () => {
    const one = await planOne(world, {
      settings: {
        email: {
          attachPdf: true,
          attachMarkedFiles: true,
          missingPdf: 'wait',
          cc: ['cc@boss.example'],
          bcc: ['bcc@archive.example'],
        },
      },
      before: async (id) => {
        const place = { realmId, id };
        await world.sandbox.admin.attachFile({
          ...place,
          fileName: 'hours.txt',
          includeOnSend: true,
        });
        await world.sandbox.admin.attachFile({
          ...place,
          fileName: 'internal.txt',
          includeOnSend: false,
        });
      },
    });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await send(world, one)).toEqual({ kind: 'skipped', reason: 'already sent' });

    const mails = await mailsOf(world, one.deliveryId);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: [one.address], cc: ['cc@boss.example'] });
    expect(mails[0]?.envelope.to.sort()).toEqual(
      [one.address, 'bcc@archive.example', 'cc@boss.example'].sort(),
    );
    expect(mails[0]?.headers).not.toHaveProperty('bcc');
    const files = mails[0]?.attachments.map(({ fileName, contentType }) => [fileName, contentType]);
    expect(files).toEqual([
      [expect.stringMatching(/^invoice-.+\.pdf$/), 'application/pdf'],
      ['hours.txt', expect.any(String)],
    ]);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'sent',
      reason: '',
      provider: 'smtp',
      provider_id: mails[0]?.id,
      message_id: mails[0]?.messageId,
      sent_at: NOW,
    });
    const evidence = await world.database.query(
      'select kind, source from evidence where delivery_id = $1',
      [one.deliveryId],
    );
    expect(evidence).toEqual([{ kind: 'accepted', source: 'smtp' }]);
    const [kept] = await world.database.query<{ subject: string; attachments: unknown[] }>(
      'select subject, attachments from delivery_message where delivery_id = $1',
      [one.deliveryId],
    );
    expect(kept?.subject).toBe(mails[0]?.subject);
    expect(kept?.attachments).toHaveLength(2);
    expect(await kindsOf(world, one.invoiceId)).toEqual(['delivery.sent']);
  });

  it.each([
    ['the step’s own', { step: 'fr' as const, customer: 'en' as const }, 'fr'],
    ['else the customer’s', { step: 'customer' as const, customer: 'fr' as const }, 'fr'],
    ['else the organisation’s', { step: 'customer' as const, customer: null }, 'en'],
  ])('speaks %s language (E35)', async (_name, speaks, expected) => {
    const one = await planOne(world, { settings: { steps: [step(3, 'friendly', speaks.step)] } });
    await setCustomerLanguage(world.ctx, world.owner, asId<CustomerId>(one.customerId), {
      language: speaks.customer,
    });
    await send(world, one);
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.html).toContain(`lang="${expected}"`);
    expect(mail?.text).toMatch(expected === 'fr' ? /Bonjour/ : /Hello|Dear/);
  });

  it('has what follows planned with all others of the organisation that leave in these seconds', async () => {
    const both = [await planOne(world), await planOne(world)];
    await world.database.query(`delete from outbox where name = 'reminders.plan'`);
    for (const one of both) await send(world, one);
    const plans = await world.database.query<{ state: string; available_at: Date }>(
      `select state, available_at from outbox where name = 'reminders.plan'`,
    );
    expect(plans).toEqual([{ state: 'waiting', available_at: new Date(NOW.getTime() + 2_000) }]);
  });

  it('goes to each of several addresses in one field, once (E31)', async () => {
    const one = await planOne(world, { email: 'a@two.example; B@two.example, a@TWO.example' });
    await send(world, one);
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.envelope.to).toHaveLength(2);
  });

  it('asks for what is still open after a part payment, and says so (E1)', async () => {
    const one = await planOne(world, { amount: 500 });
    await world.sandbox.admin.payInvoice({ realmId, id: one.invoiceId, amount: 200 });
    await send(world, one);
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.text).toContain('300.00');
    expect(mail?.text).toContain('200.00');
  });

  it('says where the invoice is seen and paid online, when the organisation wants that', async () => {
    const online = async (wanted: boolean, changes: Record<string, boolean>) => {
      const one = await planOne(world, {
        before: async (id) =>
          void (await world.sandbox.admin.editInvoice({ realmId, id, changes })),
      });
      await world.database.query(`update organisation set sending = sending || $2 where id = $1`, [
        world.organisationId,
        JSON.stringify({ onlineLinks: wanted }),
      ]);
      await send(world, one);
      const [mail] = await mailsOf(world, one.deliveryId);
      return [
        /<a href="https:\/\/connect\.intuit\.com/.test(mail?.html ?? ''),
        mail?.text.includes('See and pay online, invoice'),
      ];
    };
    const payable = { AllowOnlineCreditCardPayment: true };
    expect(await online(true, payable)).toEqual([true, true]);
    expect(await online(true, {})).toEqual([false, false]);
    expect(await online(false, payable)).toEqual([false, false]);
  });

  it('leaves without files that do not fit, and links to them (E24)', async () => {
    const one = await planOne(world, {
      settings: {
        email: { attachPdf: true, attachMarkedFiles: true, missingPdf: 'wait', cc: [], bcc: [] },
      },
      before: async (id) => {
        const place = { realmId, id, includeOnSend: true };
        await world.sandbox.admin.attachFile({ ...place, fileName: 'film.bin', size: 8_000_000 });
        await world.sandbox.admin.attachFile({ ...place, fileName: 'small.txt', size: 1_000 });
      },
    });
    await send(world, one);
    const [mail] = await mailsOf(world, one.deliveryId);
    expect(mail?.attachments.map(({ fileName }) => fileName)).toEqual([
      expect.stringMatching(/\.pdf$/),
      'small.txt',
    ]);
    expect(mail?.text).toMatch(/Too large to attach: film\.bin .*\/f\//);
  });
});

describe('the mail server’s answer', () => {
  it('of an unknown address is kept as refused, and nothing tries again', async () => {
    const one = await planOne(world, { mailboxName: 'unknown' });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await send(world, one)).toEqual({ kind: 'skipped', reason: 'already refused' });
    const row = await deliveryRow(world, one.deliveryId);
    expect(row).toMatchObject({ state: 'refused', sent_at: null });
    expect(row['reason']).toMatch(/^smtp\./);
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
    expect(await kindsOf(world, one.invoiceId)).toEqual(['delivery.refused']);
  });

  it('of a greylist puts the message off, and the second try sends it once', async () => {
    const one = await planOne(world, { mailboxName: 'grey' });
    const put = await send(world, one);
    expect(put).toMatchObject({ kind: 'later' });
    expect(put.kind === 'later' && put.at.getTime()).toBeGreaterThan(NOW.getTime());
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'planned',
      claimed_at: null,
      called_at: null,
    });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
    expect(await kindsOf(world, one.invoiceId)).toEqual(['delivery.held', 'delivery.sent']);
  });

  it('that never came leaves it unknown, and nothing ever sends it again (E44)', async () => {
    const one = await planOne(world, { mailboxName: 'drop' });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'unknown' });
    expect(await send(world, one)).toEqual({ kind: 'skipped', reason: 'already unknown' });
    await readFromBooks(world, one.invoiceId);
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });
});

describe('the last look', () => {
  it.each([
    ['paid', 'payInvoice', 'document-status/paid'],
    ['voided (E11)', 'voidInvoice', 'document-status/void'],
    ['deleted (E12)', 'deleteInvoice', 'document-status/deleted'],
  ] as const)(
    'stops a message whose invoice was %s a moment before (E2)',
    async (_name, act, reason) => {
      const one = await planOne(world);
      await world.sandbox.admin[act]({ realmId, id: one.invoiceId });
      expect(await send(world, one)).toEqual({ kind: 'skipped', reason });
      expect(await mailsOf(world, one.deliveryId)).toEqual([]);
      expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
        state: 'cancelled',
        reason,
      });
      const history = await historyOf(world, one.invoiceId);
      expect(history.at(-1)).toMatchObject({ kind: 'delivery.cancelled', detail: { reason } });
      const looks = await world.database.query(
        `select verdict, decided_by from decision where invoice_id = $1 and phase = 'send'`,
        [one.invoiceId],
      );
      expect(looks).toEqual([{ verdict: 'skip', decided_by: 'document-status' }]);
    },
  );

  it.each([
    ['rule', `update rule set enabled = false where id = $1`, 'rule-enabled/off'],
    ['rule, which was deleted', `update rule set deleted_at = now() where id = $1`, 'rule-deleted'],
    [
      'customer list, which the customer is no longer on',
      `update rule set settings = jsonb_set(settings, '{customers,customerIds}', '["0"]') where id = $1`,
      'customers/not-listed',
    ],
  ])('goes by the %s as it is now (E46)', async (_name, change, reason) => {
    const one = await planOne(world);
    await world.database.query(change, [one.ruleId]);
    expect(await send(world, one)).toEqual({ kind: 'skipped', reason });
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'cancelled', reason });
  });

  it('stops everything while the master switch is off (BJ-20)', async () => {
    const one = await planOne(world);
    const turn = (on: boolean) =>
      world.database.query('update organisation set reminders_on = $2 where id = $1', [
        world.organisationId,
        on,
      ]);
    await turn(false);
    expect(await send(world, one)).toEqual({ kind: 'skipped', reason: 'reminders-on/off' });
    await turn(true);
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
  });

  it('sends nothing when the due date moved and another step is due now (E16)', async () => {
    const one = await planOne(world, { daysLate: 12 });
    await world.sandbox.admin.editInvoice({
      realmId,
      id: one.invoiceId,
      changes: { DueDate: '2026-11-12' },
    });
    expect(await send(world, one)).toEqual({ kind: 'skipped', reason: 'newer-step' });
  });

  it('sees an address that was taken out of the books (E30)', async () => {
    const one = await planOne(world);
    await world.sandbox.admin.editInvoice({
      realmId,
      id: one.invoiceId,
      changes: { BillEmail: null },
    });
    expect(await send(world, one)).toMatchObject({ kind: 'skipped' });
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
      state: 'cancelled',
      reason: 'recipient/no-address',
    });
  });
});

describe('two workers', () => {
  it('on one message at once send it once', async () => {
    const one = await planOne(world);
    const outcomes = await Promise.all([send(world, one), send(world, one), send(world, one)]);
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'later')).toHaveLength(2);
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });

  it('never call once the lease is over, and the message is not lost by that', async () => {
    const one = await planOne(world);
    const paused = {
      ...world,
      ctx: {
        ...world.ctx,
        // The first turn comes right after the claim: as if the process had slept there.
        limiter: limiterThat(() => ageClaim(world, one.deliveryId, 121)),
      },
    };
    const outcome = await send(paused, one);
    expect(await mailsOf(world, one.deliveryId)).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'later' });
    expect(await send(world, one)).toEqual({ kind: 'done' });
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
  });

  it('write nothing late: the fence of a claim taken over holds the first one off', async () => {
    const one = await planOne(world);
    let turns = 0;
    const slow = {
      ...world,
      ctx: {
        ...world.ctx,
        limiter: limiterThat(async () => {
          turns += 1;
          if (turns !== 1) return;
          await ageClaim(world, one.deliveryId, 121);
          expect(await send(world, one)).toEqual({ kind: 'done' });
        }),
      },
    };
    await send(slow, one);
    expect(await mailsOf(world, one.deliveryId)).toHaveLength(1);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent', fence: 2 });
  });
});
