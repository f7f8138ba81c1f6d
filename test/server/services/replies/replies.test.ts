import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { addReplyAddress, findReplyAddresses } from '../../../../server/db/replies.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import { explainInvoice } from '../../../../server/services/decisions/explain.ts';
import { forwardReply } from '../../../../server/services/replies/forward.ts';
import { endMute } from '../../../../server/services/silence/mute.ts';
import { makeMail, makeReport } from '../../../support/make-mail.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { deliveryRow, kindsOf, NOW } from '../deliveries/sending-world.ts';
import { workOff } from '../deliveries/work-off.ts';
import {
  REPLY_HOST,
  sendOne,
  startRepliesWorld,
  type RepliesWorld,
  type SentCase,
} from './replies-world.ts';

let world: RepliesWorld;
beforeAll(async () => {
  world = await startRepliesWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(() => {
  world.vendor.setKnobs({ signature: 'right' });
  world.setNow(NOW);
});

const mutes = (customerId: string) =>
  world.database.query<{ id: string; version: number; until_on: string; replied_on: string }>(
    `select id, version, until_on::text, replied_on::text from mute where subject_id = $1 and ended_at is null`,
    [customerId],
  );
const replies = (deliveryId: string) =>
  world.database.query<{ id: string; forward: string }>(
    'select id, forward from reply where delivery_id = $1',
    [deliveryId],
  );
const tasks = (invoiceId: string) =>
  world.database.query<{ kind: string; note: string }>(
    'select kind, note from task where invoice_id = $1',
    [invoiceId],
  );
const evidence = (deliveryId: string) =>
  world.database.query<{ kind: string; raw: string; address: string }>(
    `select kind, raw, address from evidence where delivery_id = $1 and kind <> 'accepted'`,
    [deliveryId],
  );
const forwards = async (id: string) =>
  (await world.mailbox.messages()).filter(({ messageId }) => messageId.includes(id));
const thread = ({ invoiceId }: SentCase, org: string = world.organisationId) =>
  `<thread.inv.${org}.${invoiceId}@mail.dunlin.example>`;

describe('a message that leaves', () => {
  it('asks for replies at an address of its own, without anything about anybody (facts 3.6)', async () => {
    const [one, two] = [await sendOne(world), await sendOne(world)];
    expect(one.replyTo).toMatch(new RegExp(`^r\\+[0-9a-f]{32}@${REPLY_HOST}$`));
    expect(two.replyTo).not.toBe(one.replyTo);
  });
});

describe('a person’s reply (E37)', () => {
  it('holds the chase, says why, tells the history and makes a task', async () => {
    const one = await sendOne(world);
    await world.receive(one.replyTo, { text: 'We pay on <Friday>.\r\n\r\n> quoted' });
    expect(await mutes(one.customerId)).toMatchObject([
      { until_on: '2026-11-23', replied_on: '2026-11-16' },
    ]);
    expect(await kindsOf(world, one.invoiceId)).toContain('customer.replied');
    expect(await tasks(one.invoiceId)).toEqual([
      { kind: 'customer-replied', note: 'We pay on <Friday>.' },
    ]);
    const { rules } = await explainInvoice(world.ctx, world.owner, one.invoiceId as InvoiceId);
    const gate = rules.flatMap(({ gates }) => gates).find(({ reason }) => reason === 'replied');
    expect(gate).toMatchObject({
      gate: 'snooze',
      verdict: 'hold',
      saw: { repliedOn: '2026-11-16', untilOn: '2026-11-23' },
      untilOn: '2026-11-24',
    });
  });

  it('is ended by a person, and held for as many days as the organisation chose', async () => {
    const one = await sendOne(world);
    await world.receive(one.replyTo);
    const [mute] = await mutes(one.customerId);
    await endMute(world.ctx, world.owner, mute?.id ?? '', mute?.version ?? 0);
    expect(await mutes(one.customerId)).toEqual([]);
    await withPause(2);
    await world.receive(one.replyTo);
    expect(await mutes(one.customerId)).toMatchObject([{ until_on: '2026-11-18' }]);
    await withPause(0);
    const other = await sendOne(world);
    await world.receive(other.replyTo);
    expect(await mutes(other.customerId)).toEqual([]);
    expect(await tasks(other.invoiceId)).toHaveLength(1);
    await withPause(7);
  });

  it('a second one makes the hold longer, not double', async () => {
    const one = await sendOne(world);
    await world.receive(one.replyTo);
    world.setNow(new Date(NOW.getTime() + 3 * 86_400_000));
    await world.receive(one.replyTo);
    expect(await mutes(one.customerId)).toMatchObject([{ until_on: '2026-11-26' }]);
    expect(await replies(one.deliveryId)).toHaveLength(2);
  });

  it('that is posted again, wrapped otherwise, counts once', async () => {
    const one = await sendOne(world);
    const mime = makeMail({ messageId: `<${randomUUID()}@rose.example>` });
    for (const from of ['ap@rose.example', 'other@rose.example'])
      expect(await world.post({ to: [one.replyTo], from, mime })).toBe(200);
    expect(await world.work()).toBe(1);
    expect(await world.work()).toBe(0);
    await world.database.query(`update webhook_post set state = 'received' where provider = $1`, [
      'sendgrid.inbound',
    ]);
    await world.work();
    expect(await replies(one.deliveryId)).toHaveLength(1);
    expect(await tasks(one.invoiceId)).toHaveLength(1);
  });
});

async function withPause(days: number): Promise<void> {
  await world.database.query(
    `update organisation set sending = jsonb_set(sending, '{replyPauseDays}', $1::text::jsonb) where id = $2`,
    [days, world.organisationId],
  );
}

describe('which message a mail answers', () => {
  it.each<[string, (one: SentCase) => [string, Parameters<typeof makeMail>[0]], boolean]>([
    ['the token', ({ replyTo }) => [replyTo, {}], true],
    ['the token in capitals', ({ replyTo }) => [replyTo.toUpperCase(), {}], true],
    [
      'the id of the message, in a thread of ours',
      (one) => [
        `x@${REPLY_HOST}`,
        {
          headers: {
            'In-Reply-To': `<${one.deliveryId}@mail.dunlin.example>`,
            References: thread(one),
          },
        },
      ],
      true,
    ],
    [
      'the thread alone, from a recipient',
      (one) => [`x@${REPLY_HOST}`, { from: one.address, headers: { References: thread(one) } }],
      true,
    ],
    [
      'the thread alone, from somebody else, who may have guessed it',
      (one) => [`x@${REPLY_HOST}`, { headers: { References: thread(one) } }],
      false,
    ],
    ['its sender alone', (one) => [`x@${REPLY_HOST}`, { from: one.address }], false],
    ['a token that nobody has', () => [`r+${'0'.repeat(32)}@${REPLY_HOST}`, {}], false],
    [
      'the token at another host',
      ({ replyTo }) => [replyTo.replace(REPLY_HOST, 'other.example'), {}],
      false,
    ],
    [
      'the thread under another organisation',
      (one) => [
        `x@${REPLY_HOST}`,
        { from: one.address, headers: { References: thread(one, randomUUID()) } },
      ],
      false,
    ],
  ])('is told by %s', async (_name, mailFor, isFound) => {
    const one = await sendOne(world);
    const [to, parts] = mailFor(one);
    await world.receive(to, parts);
    expect((await replies(one.deliveryId)).length).toBe(isFound ? 1 : 0);
    expect((await mutes(one.customerId)).length).toBe(isFound ? 1 : 0);
  });

  it('stays inside the organisation whose token it is, whatever thread it claims', async () => {
    const [one, two] = [await sendOne(world), await sendOne(world)];
    const headers = { 'In-Reply-To': `<${two.deliveryId}@x.example>`, References: thread(two) };
    await world.receive(one.replyTo, { headers });
    expect(await replies(one.deliveryId)).toHaveLength(1);
    expect(await replies(two.deliveryId)).toHaveLength(0);
  });
});

describe('an address for replies', () => {
  it('can lead to no message of another organisation', async () => {
    const one = await sendOne(world);
    const other = await makeOrganisation(world.ctx);
    const row = { token: 'f'.repeat(32), organisationId: other.id, deliveryId: one.deliveryId };
    const added = inOrganisation(world.ctx.store, other.id, (tx) => addReplyAddress(tx, row));
    await expect(added).rejects.toThrow();
    const asOther = inOrganisation(world.ctx.store, other.id, (tx) =>
      findReplyAddresses(tx, [one.replyTo.slice(2, 34)]),
    );
    expect(await asOther).toEqual([]);
  });
});

describe('a mail that no person wrote', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an absence note', { 'Auto-Submitted': 'auto-replied' }, 'ap@rose.example'],
    ['one of a list', { Precedence: 'bulk' }, 'ap@rose.example'],
    ['one with an empty envelope sender', {}, ''],
  ])('holds nothing: %s', async (_name, headers, from) => {
    const one = await sendOne(world);
    await world.receive(one.replyTo, { headers }, from);
    expect(await replies(one.deliveryId)).toEqual([]);
    expect(await mutes(one.customerId)).toEqual([]);
    expect(await tasks(one.invoiceId)).toEqual([]);
  });
});

describe('a report of a mail server', () => {
  it.each([
    ['failed', '5.1.1', 'bounced', true],
    ['failed', '5.7.1', 'bounced', false],
    ['delayed', '4.2.2', 'deferred', false],
    ['delivered', '2.0.0', 'delivered', false],
  ])('%s with %s becomes the evidence %s', async (action, status, kind, isStopped) => {
    const one = await sendOne(world);
    const mime = makeReport({ address: one.address, action, status });
    await world.post({ to: [one.replyTo], from: '', mime });
    await world.work();
    expect(await evidence(one.deliveryId)).toEqual([
      { kind, address: one.address, raw: `${one.address}: ${status} said the server` },
    ]);
    expect(await mutes(one.customerId)).toEqual([]);
    const stopped = await world.database.query(
      'select from suppressed_address where address = $1',
      [one.address],
    );
    expect(stopped.length).toBe(isStopped ? 1 : 0);
  });

  it('that came to the sender’s address is matched by the mail it returns', async () => {
    const one = await sendOne(world);
    const returned = [
      `Message-ID: <${one.deliveryId}@mail.dunlin.example>`,
      `References: ${thread(one)}`,
    ];
    const mime = makeReport({ address: one.address, action: 'failed', status: '5.1.1', returned });
    await world.post({ to: [`bounces@${REPLY_HOST}`], from: '', mime });
    await world.work();
    expect((await evidence(one.deliveryId)).map(({ kind }) => kind)).toEqual(['bounced']);
    expect(await deliveryRow(world, one.deliveryId)).toMatchObject({ state: 'sent' });
  });
});

describe('the door for mail', () => {
  it('is not there without the secret part, and takes nothing that is not rightly signed', async () => {
    const mail = { to: [`x@${REPLY_HOST}`], mime: makeMail() };
    expect(await world.post(mail, 'another-part-that-is-long')).toBe(404);
    for (const signature of ['wrong', 'none'] as const) {
      world.vendor.setKnobs({ signature });
      expect(await world.post(mail)).toBe(403);
    }
    expect(await world.work()).toBe(0);
  });

  it('answers 413 to more than any mail may have', async () => {
    const mime = Buffer.alloc(33 * 1024 * 1024, 'x');
    expect(await world.post({ to: [`x@${REPLY_HOST}`], mime })).toBe(413);
    expect(await world.work()).toBe(0);
  });
});

describe('the way of a reply on to the organisation', () => {
  it('is one mail, with what was written, the mail itself, and answers to the customer', async () => {
    const one = await sendOne(world);
    await workOff(world.ctx);
    await world.receive(one.replyTo, { text: 'Pay <b>Friday</b>' });
    await workOff(world.ctx);
    await workOff(world.ctx);
    const [reply] = await replies(one.deliveryId);
    expect(reply?.forward).toBe('sent');
    const sent = await forwards(reply?.id ?? '');
    expect(sent).toHaveLength(1);
    const detail = await world.mailbox.message(sent[0]?.id ?? '');
    expect(detail).toMatchObject({
      envelope: { to: ['ar@alderbrook.example'] },
      headers: { 'reply-to': 'ap@rose.example' },
      text: expect.stringContaining('> Pay <b>Friday</b>'),
      html: expect.stringContaining('&gt; Pay &lt;b&gt;Friday&lt;/b&gt;'),
    });
    // The reader of the sandbox opens the mail that is attached and shows its text below ours.
    expect(detail?.text).toMatch(/^Pay <b>Friday<\/b>$/m);
  });

  it('is never gone twice when the answer is lost (E44)', async () => {
    const one = await sendOne(world);
    await companyEmail('drop@alderbrook.example');
    await world.receive(one.replyTo);
    await workOff(world.ctx);
    const [reply] = await replies(one.deliveryId);
    expect(reply?.forward).toBe('unknown');
    expect(await forwardReply(world.ctx, world.organisationId, reply?.id ?? '')).toMatchObject({
      kind: 'skipped',
    });
    expect(await forwards(reply?.id ?? '')).toHaveLength(1);
    await companyEmail('ar@alderbrook.example');
  });

  it('is not gone again after its worker was killed in the call (E44)', async () => {
    const one = await sendOne(world);
    await world.receive(one.replyTo);
    const [reply] = await replies(one.deliveryId);
    // What such a worker leaves behind: it committed this right before the call.
    await world.database.query(
      `update reply set forward = 'called', called_at = $1 where id = $2`,
      [NOW, reply?.id],
    );
    const again = () => forwardReply(world.ctx, world.organisationId, reply?.id ?? '');
    expect(await again()).toMatchObject({ kind: 'later' });
    world.setNow(new Date(NOW.getTime() + 6 * 60_000));
    expect(await again()).toMatchObject({ kind: 'done' });
    expect(await replies(one.deliveryId)).toMatchObject([{ forward: 'unknown' }]);
    expect(await forwards(reply?.id ?? '')).toHaveLength(0);
  });

  it('waits while the mail server asks for it, and is one mail then', async () => {
    const one = await sendOne(world);
    await companyEmail('grey@alderbrook.example');
    await world.receive(one.replyTo);
    await workOff(world.ctx);
    const [reply] = await replies(one.deliveryId);
    expect(reply?.forward).toBe('waiting');
    world.setNow(new Date(NOW.getTime() + 3_600_000));
    await workOff(world.ctx);
    expect(await replies(one.deliveryId)).toMatchObject([{ forward: 'sent' }]);
    expect(await forwards(reply?.id ?? '')).toHaveLength(1);
    await companyEmail('ar@alderbrook.example');
  });

  it('is none where the organisation has no address', async () => {
    const one = await sendOne(world);
    await companyEmail(null);
    await world.receive(one.replyTo);
    expect(await replies(one.deliveryId)).toMatchObject([{ forward: 'none' }]);
    await companyEmail('ar@alderbrook.example');
  });
});

async function companyEmail(address: string | null): Promise<void> {
  await world.database.query('update organisation set company_email = $1 where id = $2', [
    address,
    world.organisationId,
  ]);
}
