import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { InvoiceId } from '../../../../domain/ids.ts';
import { readInvoice } from '../../../../server/services/invoices/read.ts';
import { createEventSigner, toBody } from '../../../support/sendgrid-posts.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import { deliveryRow, kindsOf, NOW, planOne, send } from '../deliveries/sending-world.ts';
import {
  evidenceKinds,
  evidenceOf,
  sendOne,
  startEvidenceWorld,
  type EvidenceWorld,
} from './evidence-world.ts';

let world: EvidenceWorld;
beforeAll(async () => {
  world = await startEvidenceWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(() => world.setNow(NOW));

const posts = () =>
  world.database.query('select id from webhook_post where provider = $1', ['sendgrid']);
const tasksOf = (deliveryId: string) =>
  world.database.query<{ kind: string; note: string; invoice_id: string }>(
    "select kind, note, invoice_id from task where delivery_id = $1 and state = 'open'",
    [deliveryId],
  );
const stateOf = async (id: string) => (await deliveryRow(world, id))['state'];

describe('the door for SendGrid’s events', () => {
  const secondsBefore = (seconds: number) => String(Math.floor(NOW.getTime() / 1000) - seconds);
  const body = toBody([{ event: 'delivered' }]);
  const signed = (timestamp = world.seconds(), text = body) =>
    world.signer.headersFor(text, timestamp);

  it.each([
    ['without a signature', () => ({}), 403],
    ['signed by somebody else', () => createEventSigner().headersFor(body, world.seconds()), 403],
    ['signed over another body', () => signed(undefined, `${body} `), 403],
    ['with another time than the signed one', () => ({ ...signed(), ...timestamp('1') }), 403],
    ['with garbage for a signature', () => ({ ...signed(), ...signature('%%%') }), 403],
    ['with an empty signature', () => ({ ...signed(), ...signature('') }), 403],
    ['of two days ago', () => signed(secondsBefore(48 * 3600)), 403],
    ['of 24 hours and 11 minutes ago', () => signed(secondsBefore(24 * 3600 + 660)), 403],
    ['from an hour ahead', () => signed(secondsBefore(-3600)), 403],
    ['with a time that is none', () => signed('soon'), 403],
  ])('refuses a post %s and stores nothing', async (_case, headers, status) => {
    const before = await posts();
    expect(await world.post(body, headers())).toBe(status);
    expect(await posts()).toEqual(before);
  });

  it('refuses more than two megabytes', async () => {
    const big = toBody([{ event: 'x'.repeat(2_200_000) }]);
    expect(await world.post(big)).toBe(413);
  });

  it('takes a post again that SendGrid repeats for a day, and stores it once', async () => {
    const repeated = toBody([{ event: 'delivered', sg_event_id: randomUUID() }]);
    const headers = world.signer.headersFor(repeated, secondsBefore(24 * 3600));
    const before = (await posts()).length;
    expect(await world.post(repeated, headers)).toBe(200);
    expect(await world.post(repeated, headers)).toBe(200);
    expect(await posts()).toHaveLength(before + 1);
  });

  it('takes a signed body that nobody can read, and marks it', async () => {
    expect(await world.post('{"never": "ends')).toBe(200);
    await world.work();
    const [last] = await world.database.query(
      'select state from webhook_post order by id desc limit 1',
    );
    expect(last).toEqual({ state: 'unreadable' });
  });
});

const timestamp = (value: string) => ({ 'X-Twilio-Email-Event-Webhook-Timestamp': value });
const signature = (value: string) => ({ 'X-Twilio-Email-Event-Webhook-Signature': value });

describe('what SendGrid reports', () => {
  it('is evidence of its delivery, with the words of the receiving side', async () => {
    const one = await sendOne(world);
    await world.report(
      world.event(one, { event: 'processed' }),
      world.event(one, { event: 'deferred', response: '451 try later', attempt: '1' }),
      world.event(one, { event: 'delivered', response: '250 OK' }),
    );
    expect(await evidenceOf(world, one.deliveryId)).toMatchObject([
      { kind: 'processed', raw: `${one.address}:` },
      { kind: 'deferred', raw: `${one.address}: 451 try later` },
      { kind: 'delivered', raw: `${one.address}: 250 OK` },
    ]);
    const invoice = await readInvoice(world.ctx, world.owner, one.invoiceId as InvoiceId);
    expect(invoice.deliveries[0]?.evidence.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['accepted', 'processed', 'deferred', 'delivered']),
    );
    expect(await tasksOf(one.deliveryId)).toEqual([]);
  });

  it('is stored once, in one post, in two, at once, and under a new event id', async () => {
    const one = await sendOne(world);
    const event = world.event(one);
    const again = { ...event, sg_event_id: randomUUID() };
    await world.report(event, event);
    await world.report(event, again);
    for (const padding of ['', ' ', '  ']) await world.post(toBody([event]) + padding);
    await Promise.all([world.work(), world.work(), world.work()]);
    expect(await evidenceKinds(world, one.deliveryId)).toEqual(['delivered']);
  });

  it('in any order ends the same', async () => {
    const one = await sendOne(world, { mailboxName: 'broken' });
    const processed = world.event(one, { event: 'processed' });
    const bounced = world.event(one, { event: 'bounce', type: 'blocked', reason: '554 no' });
    await world.report(bounced);
    await world.report(processed);
    expect(await stateOf(one.deliveryId)).toBe('sent');
    expect(await evidenceKinds(world, one.deliveryId)).toEqual(['processed', 'blocked']);
    expect(await tasksOf(one.deliveryId)).toHaveLength(1);
  });

  it.each(['processed', 'delivered', 'deferred', 'bounce'])(
    'settles a message whose answer was lost, when it is %s: sent, once, never again (E44)',
    async (event) => {
      const one = await sendOne(world, { mailboxName: 'broken' });
      expect(await stateOf(one.deliveryId)).toBe('unknown');
      expect(await tasksOf(one.deliveryId)).toMatchObject([{ kind: 'check-unknown' }]);
      const proof = world.event(one, { event });
      await world.report(proof);
      await world.report({ ...proof, event: 'delivered' });
      expect(await deliveryRow(world, one.deliveryId)).toMatchObject({
        state: 'sent',
        reason: '',
        provider: 'sendgrid',
        sent_at: expect.any(Date),
      });
      const open = (await tasksOf(one.deliveryId)).map(({ kind }) => kind);
      expect(open).toEqual(event === 'bounce' ? ['not-delivered'] : []);
      const history = await kindsOf(world, one.invoiceId);
      expect(history.filter((kind) => kind === 'delivery.sent')).toHaveLength(1);
      expect(await send(world, one)).toEqual({ kind: 'skipped', reason: 'already sent' });
    },
  );

  it('settles a message also when it came before the answer was known to be lost', async () => {
    const one = await planOne(world, { mailboxName: 'broken' });
    const email = {
      ...world.ctx.email,
      async send(message: Parameters<typeof world.ctx.email.send>[0]) {
        const answer = await world.ctx.email.send(message);
        await world.report(world.event(one));
        return answer;
      },
    };
    await send({ ...world, ctx: { ...world.ctx, email } }, one);
    expect(await stateOf(one.deliveryId)).toBe('sent');
    expect(await tasksOf(one.deliveryId)).toEqual([]);
  });

  it.each(['open', 'click'])('of %s is a hint that decides nothing', async (event) => {
    const one = await sendOne(world, { mailboxName: 'broken' });
    const personal = { ip: '203.0.113.9', useragent: 'Mail', url: 'https://secret.example/x' };
    await world.report(world.event(one, { event, ...personal }));
    expect(await stateOf(one.deliveryId)).toBe('unknown');
    const [hint] = await evidenceOf(world, one.deliveryId);
    expect(hint?.raw).toBe(`${one.address}:`);
    expect(await tasksOf(one.deliveryId)).toMatchObject([{ kind: 'check-unknown' }]);
  });

  it('about what is not there, was never handed over, or is no message of ours changes nothing', async () => {
    const planned = await planOne(world);
    const sent = await sendOne(world);
    await world.report(
      world.event(planned, { event: 'bounce' }),
      world.event(sent, { delivery_id: randomUUID() }),
      world.event(sent, { org: randomUUID() }),
      world.event(sent, { delivery_id: 'x', org: 'y' }),
      { event: 'account_status_change', timestamp: 1 },
      world.event(sent, { event: 'something_new' }),
      world.event(sent),
    );
    expect(await stateOf(planned.deliveryId)).toBe('planned');
    expect(await evidenceKinds(world, planned.deliveryId)).toEqual([]);
    expect(await evidenceKinds(world, sent.deliveryId)).toEqual(['delivered']);
  });

  it('about another organisation’s delivery touches neither', async () => {
    const one = await sendOne(world, { mailboxName: 'broken' });
    const other = await makeOrganisation(world.ctx);
    await world.report(world.event(one, { event: 'spamreport', org: other.id }));
    expect(await stateOf(one.deliveryId)).toBe('unknown');
    expect(await evidenceKinds(world, one.deliveryId)).toEqual([]);
    const rows = await world.database.query(
      'select address from suppressed_address where organisation_id = $1',
      [other.id],
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['bounce', { type: 'blocked' }, /refused the message for now .* still used/],
    ['bounce', { type: 'bounce', bounce_classification: 'Content' }, /refused .* still used/],
    ['bounce', { type: 'bounce', status: '5.1.1' }, /refused .* Nothing more is sent/],
    ['dropped', { reason: 'Bounced Address' }, /did not try .* Nothing more is sent/],
    ['dropped', { reason: 'Spam Content' }, /did not try .* still used/],
    ['spamreport', {}, /marked the message as spam\. Nothing more is sent/],
    ['unsubscribe', {}, /no more of these messages\. Nothing more is sent to this address/],
  ])('of %s %j is a case for a person, one per message and address', async (event, more, note) => {
    const one = await sendOne(world);
    const happened = world.event(one, { event, ...more });
    await world.report(happened, { ...happened, timestamp: 1_795_000_007 });
    const tasks = await tasksOf(one.deliveryId);
    expect(tasks).toMatchObject([{ kind: 'not-delivered', invoice_id: one.invoiceId }]);
    expect(tasks[0]?.note).toMatch(note);
    expect(tasks[0]?.note).toContain(one.address);
  });

  it('of one organisation that cannot be stored keeps no other’s, and is given up after five tries', async () => {
    await world.database.query(
      `create function refuse_poison() returns trigger language plpgsql as
         $$ begin if new.raw like '%poison%' then raise 'poison'; end if; return new; end $$;
       create trigger refuse_poison before insert on evidence for each row execute function refuse_poison()`,
    );
    const [bad, good] = [await sendOne(world), await sendOne(world)];
    await world.post(toBody([world.event(bad, { response: 'poison' })]));
    await world.post(toBody([world.event(good)]));
    for (let tried = 1; tried <= 5; tried += 1) {
      await world.work();
      await world.database.query(`update webhook_post set available_at = received_at`);
    }
    await world.database.query('drop trigger refuse_poison on evidence');
    expect(await evidenceKinds(world, good.deliveryId)).toEqual(['delivered']);
    const rows = await world.database.query(
      `select state from webhook_post where tries > 0 and provider = 'sendgrid'`,
    );
    expect(rows).toEqual([{ state: 'unreadable' }]);
  });
});
