import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetOld } from '../../../../server/services/retention/forget-old.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';
import {
  mailsOf,
  NOW,
  planOne,
  realmId,
  send,
  step,
} from '../../services/deliveries/sending-world.ts';
import { postForm, startPublicWorld, type PublicWorld } from './public-world.ts';

let world: PublicWorld;
beforeAll(async () => {
  world = await startPublicWorld();
}, 90_000);
afterAll(() => world.close());
afterEach(async () => {
  world.setNow(NOW);
  await world.sandbox.admin.clearFaults({});
});

const email = {
  attachPdf: true,
  attachMarkedFiles: true,
  missingPdf: 'wait' as const,
  cc: [],
  bcc: [],
};

/** A reminder whose invoice has a file that does not fit, and one that does. */
async function sendLarge(language: 'en' | 'fr' = 'en', fileName = 'plans.bin') {
  const place = { realmId, includeOnSend: true, contentType: 'text/html' };
  let attachmentId = '';
  const one = await planOne(world, {
    settings: { email, steps: [step(3, 'friendly', language)] },
    before: async (id) => {
      const file = await world.sandbox.admin.attachFile({
        ...place,
        id,
        fileName,
        size: 8_000_000,
      });
      attachmentId = String(file['Id']);
      await world.sandbox.admin.attachFile({ ...place, id, fileName: 'small.txt', size: 1_000 });
    },
  });
  await send(world, one);
  const [mail] = await mailsOf(world, one.deliveryId);
  const link = /http\S+\/f\/[\w-]{64}/.exec(mail?.text ?? '')?.[0] ?? '';
  return { ...one, mail, link, attachmentId };
}

describe('a file that is too large for its message (E24)', () => {
  it('is linked to in text and HTML, and what fits is attached', async () => {
    const { mail, link, deliveryId } = await sendLarge();
    expect(mail?.attachments.map(({ fileName }) => fileName)).toEqual([
      expect.stringMatching(/\.pdf$/),
      'small.txt',
    ]);
    expect(mail?.text).toContain(`Too large to attach: plans.bin (8\u00a0MB) – download: ${link}`);
    expect(mail?.html).toContain(`plans.bin (8\u00a0MB) – <a href="${link}">download</a>`);
    const [row] = await world.database.query<{ token_hash: string }>(
      'select token_hash from file_link where delivery_id = $1',
      [deliveryId],
    );
    expect(row?.token_hash).toMatch(/^[\w-]{43}$/);
    expect(link).not.toContain(row?.token_hash);
  });

  it('is spoken of in the language of the message', async () => {
    const { mail, link } = await sendLarge('fr');
    expect(mail?.text).toContain(
      `Trop volumineux pour être joint\u00a0: plans.bin (8\u00a0Mo) – télécharger\u00a0: ${link}`,
    );
    expect(await (await fetch(link)).text()).toContain('Un fichier pour vous');
  });

  it('has a page that reads nothing from the books and is kept by nobody', async () => {
    const { link } = await sendLarge();
    await world.sandbox.admin.addFault({ kind: 'status', status: 500, path: 'Attachable' });
    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(page.headers.get('set-cookie')).toBeNull();
    const html = await page.text();
    expect(html).toMatch(/plans\.bin<br><small>8\u00a0MB/);
    expect(html).toContain('Alderbrook Field Services');
  });

  it('is downloaded whole from the books, as a file and never as a page', async () => {
    const { link } = await sendLarge('en', 'a"b\r\nX-Evil: 1é.html');
    const answer = await postForm(link, {});
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(8_000_000);
    expect(answer.headers.get('content-type')).toMatch(/^application\/octet-stream/);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-evil')).toBeNull();
  });

  it.each([
    [
      'the books do not answer',
      () =>
        world.sandbox.admin.addFault({
          kind: 'status',
          status: 503,
          times: 3,
          path: 'from Attachable',
        }),
    ],
    [
      'the file is not to be sent any more',
      (id: string) => world.sandbox.admin.setIncludeOnSend({ realmId, id, includeOnSend: false }),
    ],
  ] as const)('is said to be unavailable when %s', async (_what, act) => {
    const { link, attachmentId } = await sendLarge();
    await act(attachmentId);
    const answer = await postForm(link, {});
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('The file cannot be had just now');
  });
});

describe('a link to a file', () => {
  it('of a PDF leads to the PDF as the books make it now', async () => {
    const { link, deliveryId } = await sendLarge();
    await world.database.query(
      'update file_link set attachment_id = null, content_type = $2 where delivery_id = $1',
      [deliveryId, 'application/pdf'],
    );
    const answer = await postForm(link, {});
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is the same nothing when wrong, after 90 days, and under another organisation', async () => {
    const { link } = await sendLarge();
    const other = await makeOrganisation(world.ctx);
    const token = Buffer.from(link.slice(link.lastIndexOf('/') + 1), 'base64url');
    const place = Buffer.from(other.id.replaceAll('-', ''), 'hex');
    const moved = Buffer.concat([place, token.subarray(16)]).toString('base64url');
    const changed = Buffer.concat([token.subarray(0, 47), Buffer.from([0])]).toString('base64url');
    const pages: string[] = [];
    const look = async (address: string) => {
      for (const answer of [await fetch(address), await postForm(address, {})]) {
        expect(answer.status).toBe(404);
        pages.push((await answer.text()).replace(/nonce="[^"]*"/, ''));
      }
    };
    for (const wrong of [moved, changed, 'x', 'A'.repeat(64)])
      await look(`${world.url}/f/${wrong}`);
    world.setNow(new Date(NOW.getTime() + 90 * 86_400_000));
    await look(link);
    expect((await forgetOld(world.ctx)).links).toBeGreaterThan(0);
    expect(await world.database.query('select 1 from file_link')).toEqual([]);
    await look(link);
    expect(new Set(pages).size).toBe(1);
  });

  it('never gives a file that hangs on another invoice', async () => {
    const mine = await sendLarge();
    const theirs = await sendLarge();
    await world.database.query('update file_link set attachment_id = $2 where delivery_id = $1', [
      mine.deliveryId,
      theirs.attachmentId,
    ]);
    expect((await postForm(mine.link, {})).status).toBe(503);
  });
});
