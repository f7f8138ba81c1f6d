import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startSandboxSendGrid, type SandboxSendGrid } from '../../../sandbox/sendgrid/index.ts';

let vendor: SandboxSendGrid;
let receiver: Server;
const posts: { body: string; headers: IncomingHttpHeaders }[] = [];

beforeAll(async () => {
  vendor = await startSandboxSendGrid({ now: () => new Date('2026-11-16T17:00:00Z') });
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      posts.push({ body, headers: request.headers });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  vendor.setKnobs({ webhookUrl: `http://127.0.0.1:${port}/` });
});
afterAll(async () => {
  await vendor.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

const mail = (email: string, change: object = {}) => ({
  personalizations: [{ to: [{ email }] }],
  from: { email: 'reminders@dunlin.example' },
  subject: 'Invoice',
  content: [{ type: 'text/plain', value: 'Hello' }],
  custom_args: { delivery_id: 'd-1' },
  ...change,
});
const post = (body: unknown, key = vendor.apiKey, path = '/v3/mail/send') =>
  fetch(`${vendor.url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${key}` },
    redirect: 'manual',
  });

describe('POST /v3/mail/send', () => {
  it('takes a mail with 202, an empty body and X-Message-Id', async () => {
    const answer = await post(mail('ap@rose.example'));
    expect([answer.status, await answer.text()]).toEqual([202, '']);
    expect(answer.headers.get('x-message-id')).toBe(vendor.taken.at(-1)?.id);
  });

  it.each([
    ['without JSON', '{', 400],
    ['without recipients', { ...mail('a@b.example'), personalizations: [] }, 400],
    ['with HTML first', mail('a@b.example', { content: [{ type: 'text/html', value: '' }] }), 400],
    ['with a reserved header', mail('a@b.example', { headers: { 'X-SG-ID': '1' } }), 400],
    ['to an address that is none', mail('unknown@b.example'), 400],
    ['from a sender that is not verified', mail('sender@b.example'), 403],
    ['that is too big', mail('big@b.example'), 413],
    ['too soon', mail('grey@b.example'), 429],
  ])('refuses one %s with its status and a list of errors', async (_case, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ errors: [expect.objectContaining({ help: null })] });
  });

  it('refuses a wrong key, and knows no other path', async () => {
    expect((await post(mail('a@b.example'), 'SG.wrong')).status).toBe(401);
    expect((await post(mail('a@b.example'), vendor.apiKey, '/v3/other')).status).toBe(404);
  });
});

describe('the event webhook', () => {
  it('posts an array with custom arguments on top, signed over time and bytes', async () => {
    await vendor.flush();
    posts.length = 0;
    await post(mail('bounce@rose.example'));
    expect(await vendor.flush()).toEqual([200]);
    const [{ body, headers } = { body: '', headers: {} }] = posts;
    expect(JSON.parse(body)).toMatchObject([
      { event: 'processed', delivery_id: 'd-1', email: 'bounce@rose.example' },
      { event: 'bounce', type: 'bounce', status: '5.1.1' },
    ]);
    const timestamp = String(headers['x-twilio-email-event-webhook-timestamp']);
    const signature = String(headers['x-twilio-email-event-webhook-signature']);
    const der = Buffer.from(vendor.publicKey, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const signed = Buffer.from(timestamp + body);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64'))).toBe(true);
    expect(body.endsWith('\r\n')).toBe(true);
  });

  it('tells that it does not try an address any more that bounced', async () => {
    posts.length = 0;
    await post(mail('bounce@rose.example'));
    await vendor.flush();
    expect(JSON.parse(posts[0]?.body ?? '[]')).toMatchObject([
      { event: 'dropped', reason: 'Bounced Address' },
    ]);
  });

  it('tries it again once it is taken off the list, and forgets nothing else', async () => {
    posts.length = 0;
    const forget = (list: string, email: string, key = vendor.apiKey) =>
      fetch(`${vendor.url}/v3/suppression/${list}/${encodeURIComponent(email)}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${key}` },
      }).then(({ status }) => status);
    expect(await forget('bounces', 'bounce@rose.example', 'SG.wrong')).toBe(401);
    expect(await forget('spam_reports', 'bounce@rose.example')).toBe(404);
    expect(await forget('bounces', 'Bounce@rose.example')).toBe(204);
    expect(await forget('bounces', 'bounce@rose.example')).toBe(404);
    await post(mail('bounce@rose.example'));
    await post(mail('spam@rose.example'));
    await post(mail('spam@rose.example'));
    await vendor.flush();
    expect(JSON.parse(posts[0]?.body ?? '[]')).toMatchObject([
      { event: 'processed' },
      { event: 'bounce' },
      { event: 'processed' },
      { event: 'delivered' },
      { event: 'spamreport' },
      { event: 'dropped', reason: 'Spam Reporting Address' },
    ]);
  });
});
