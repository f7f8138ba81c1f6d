import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { asId, type DeliveryId } from '../../../../domain/ids.ts';
import { unsubscribeToken } from '../../../../server/services/unsubscribe/token.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import {
  mailsOf,
  NOW,
  planOne,
  send,
  step,
  type Case,
} from '../../services/deliveries/sending-world.ts';
import { postForm, startPublicWorld, type PublicWorld } from './public-world.ts';

let world: PublicWorld;
beforeAll(async () => {
  world = await startPublicWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(() => world.setNow(NOW));

const oneClick = { 'List-Unsubscribe': 'One-Click' };

/** A reminder that has left, with the link in its header. */
async function sendOne(wanted: Parameters<typeof planOne>[1] = {}) {
  const one = await planOne(world, wanted);
  await send(world, one);
  const [mail] = await mailsOf(world, one.deliveryId);
  const header = String(mail?.headers['list-unsubscribe'] ?? '');
  return { ...one, mail, header, link: header.replace(/^<|>$/g, '') };
}
const suppressed = (one: Case) =>
  world.database.query<{ address: string; reason: string; lifted: boolean }>(
    'select address, reason, lifted_at is not null as lifted from suppressed_address where delivery_id = $1 order by 1',
    [one.deliveryId],
  );
const countOf = async (table: 'activity' | 'evidence' | 'task') => {
  const [row] = await world.database.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(row?.count);
};

describe('a reminder', () => {
  it('carries one header with one address, the one-click header, and a line in both parts', async () => {
    const { mail, header, link } = await sendOne();
    expect(header).toMatch(/^<http:\/\/127\.0\.0\.1:\d+\/u\/[\w-]{86}>$/);
    expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(mail?.text).toContain(`No more reminders to this address: ${link}`);
    expect(mail?.html).toContain(`<a href="${link}">No more reminders to this address</a>`);
  });

  it('does not when it is about a new invoice: that is no reminder', async () => {
    const planned = await planOne(world);
    await world.database.query(`update delivery set reminder_class = 'new_invoice' where id = $1`, [
      planned.deliveryId,
    ]);
    await send(world, planned);
    const [mail] = await mailsOf(world, planned.deliveryId);
    expect(mail?.headers).not.toHaveProperty('list-unsubscribe');
    expect(mail?.text).not.toContain('/u/');
  });

  it('says it in the language of the message', async () => {
    const { mail, link } = await sendOne({
      settings: { steps: [step(3, 'friendly', 'fr')] },
    });
    expect(mail?.text).toContain(`Ne plus recevoir de rappels à cette adresse\u00a0: ${link}`);
    expect(await (await fetch(link)).text()).toContain('<html lang="fr">');
    expect(await (await fetch(`${link}?lang=en`)).text()).toContain('<html lang="en">');
  });
});

describe('the page of the link', () => {
  it('changes nothing, shows masked addresses, and is kept by nobody', async () => {
    const one = await sendOne({ email: 'anna@two.example, bob@two.example' });
    const before = await Promise.all([countOf('activity'), countOf('evidence'), countOf('task')]);
    const answer = await fetch(one.link);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('a•••@two.example');
    expect(html).toContain('b•••@two.example');
    expect(html).not.toMatch(/anna@|bob@/);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await suppressed(one)).toEqual([]);
    expect(await Promise.all([countOf('activity'), countOf('evidence'), countOf('task')])).toEqual(
      before,
    );
  });

  it('never shows copies that nobody sees (E36)', async () => {
    const email = { attachPdf: false, attachMarkedFiles: false, missingPdf: 'wait' as const };
    const one = await sendOne({
      settings: { email: { ...email, cc: ['boss@cc.example'], bcc: ['spy@bcc.example'] } },
    });
    const html = await (await fetch(one.link)).text();
    expect(html).toContain('b•••@cc.example');
    expect(html).not.toContain('bcc.example');
  });

  it('stops the address that its reader chooses, and gives it back (E34)', async () => {
    const one = await sendOne({ email: 'anna@three.example, bob@three.example' });
    const stopped = await postForm(one.link, { do: 'stop', address: '1' });
    expect(stopped.status).toBe(200);
    expect(await stopped.text()).toContain('No more reminders go to this address.');
    expect(await suppressed(one)).toEqual([
      { address: 'bob@three.example', reason: 'unsubscribed', lifted: false },
    ]);
    const resumed = await postForm(one.link, { do: 'resume', address: '1' });
    expect(await resumed.text()).toContain('Reminders go to this address again.');
    expect(await suppressed(one)).toMatchObject([{ address: 'bob@three.example', lifted: true }]);
    await postForm(one.link, { do: 'stop', address: '1' });
    expect(await suppressed(one)).toMatchObject([{ lifted: true }]);
    world.setNow(new Date(NOW.getTime() + 1000));
    await postForm(one.link, { do: 'stop', address: '1' });
    expect(await suppressed(one)).toMatchObject([{ lifted: false }]);
  });

  it('gives nothing back that somebody else stopped', async () => {
    const one = await sendOne();
    await postForm(one.link, { do: 'stop', address: '0' });
    await world.database.query(
      `update suppressed_address set reason = 'bounced' where delivery_id = $1`,
      [one.deliveryId],
    );
    const answer = await postForm(one.link, { do: 'resume', address: '0' });
    expect(await answer.text()).toContain('stopped for another reason');
    expect(await suppressed(one)).toMatchObject([{ lifted: false }]);
  });
});

describe('one click in a mail program (RFC 8058)', () => {
  it('stops all addresses it was written to, tells the team once, and leaves the debt alone', async () => {
    const one = await sendOne({ email: 'ap@four.example; cfo@four.example' });
    const before = await countOf('task');
    const answers = await Promise.all([postForm(one.link, oneClick), postForm(one.link, oneClick)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await suppressed(one)).map(({ address }) => address)).toEqual([
      'ap@four.example',
      'cfo@four.example',
    ]);
    expect(await countOf('task')).toBe(before + 2);
    const kinds = await world.database.query<{ kind: string }>(
      `select kind from activity where invoice_id = $1 and kind in ('delivery.unwanted', 'address.suppressed') order by id`,
      [one.invoiceId],
    );
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      'address.suppressed',
      'address.suppressed',
      'delivery.unwanted',
      'delivery.unwanted',
    ]);
    const [invoice] = await world.database.query<{ state: string; open_minor: string }>(
      'select state, open_minor from invoice where id = $1',
      [one.invoiceId],
    );
    expect(invoice).toMatchObject({ state: 'open', open_minor: '50000' });
  });

  it.each([
    ['another body', { 'List-Unsubscribe': 'Yes' }],
    ['no body', {}],
    ['an address that is not on the page', { do: 'stop', address: '7' }],
    ['nonsense', { do: 'delete', address: 'x' }],
  ])('with %s changes nothing', async (_what, fields) => {
    const one = await sendOne();
    expect((await postForm(one.link, fields as Record<string, string>)).status).toBe(200);
    expect(await suppressed(one)).toEqual([]);
  });
});

describe('a link that leads nowhere', () => {
  it('looks the same when it is wrong, expired, or of a message that never left', async () => {
    const one = await sendOne();
    const planned = await planOne(world);
    const { organisationId, ctx } = world;
    const tokenOf = (id: DeliveryId) =>
      unsubscribeToken(ctx.secrets, { organisationId, deliveryId: id });
    const wrong = await fetch(`${world.url}/u/${'A'.repeat(86)}`);
    const neverLeft = await fetch(`${world.url}/u/${tokenOf(planned.deliveryId)}`);
    const unknown = await fetch(`${world.url}/u/${tokenOf(asId<DeliveryId>(randomUUID()))}`);
    await world.database.query(
      `update delivery set called_at = called_at - interval '3 years' where id = $1`,
      [one.deliveryId],
    );
    const expired = await fetch(one.link);
    const pages = await Promise.all(
      [wrong, neverLeft, unknown, expired].map((page) => page.text()),
    );
    const bare = pages.map((page) => page.replace(/nonce="[^"]*"/, ''));
    expect(new Set(bare).size).toBe(1);
    expect([wrong, neverLeft, unknown, expired].map(({ status }) => status)).toEqual([
      404, 404, 404, 404,
    ]);
    expect((await postForm(one.link, oneClick)).status).toBe(404);
    expect(await suppressed(one)).toEqual([]);
  });

  it('is a message of another organisation under the sign of one’s own', async () => {
    const one = await sendOne();
    const other = await makeOrganisation(world.ctx);
    const forged = unsubscribeToken(world.ctx.secrets, {
      organisationId: other.id,
      deliveryId: one.deliveryId,
    });
    expect((await postForm(`${world.url}/u/${forged}`, oneClick)).status).toBe(404);
    expect(await suppressed(one)).toEqual([]);
  });
});
