import { describe, expect, it } from '@jest/globals';
import type { MessageDetail, StoredMessage } from '../../../sandbox/mailbox/index.ts';
import { send, sendAll, withMailbox } from './support.ts';

interface ApiPage {
  messages: StoredMessage[];
  total: number;
  next: string | null;
}

const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

describe('the page', () => {
  it('says where to send mail while there is none', async () => {
    await withMailbox({}, async (mailbox) => {
      const { body } = await get(mailbox.url);
      expect(body).toContain('No mail yet');
      expect(body).toContain(mailbox.smtpUrl);
    });
  });

  it('lists newest first, searches, and pages', async () => {
    await withMailbox({}, async (mailbox) => {
      await sendAll(mailbox.smtpUrl, 52);
      const first = (await get(mailbox.url)).body;
      expect(first.indexOf('Invoice F-52')).toBeLessThan(first.indexOf('Invoice F-51'));
      expect(first).not.toContain('Invoice F-2<');
      expect(first).toContain('href="/?before=3"');
      expect((await get(`${mailbox.url}/?before=3`)).body).toContain('Invoice F-2<');
      const found = (await get(`${mailbox.url}/?q=f-7+invoice`)).body;
      expect(found).toContain('1 mail for “f-7 invoice”');
    });
  });

  it('escapes whatever a stranger wrote, in lists and on the mail page', async () => {
    await withMailbox({}, async (mailbox) => {
      const bad = `<img src=x onerror=alert(1)>"'`;
      await send(mailbox.smtpUrl, { to: 'a@a.example', subject: bad, text: bad });
      for (const path of ['/', '/messages/1', `/?q=${encodeURIComponent('<img')}`])
        expect((await get(mailbox.url + path)).body).not.toContain('<img');
    });
  });

  it('shows the HTML part only inside a frame without rights', async () => {
    await withMailbox({}, async (mailbox) => {
      const html = '<p>Bonjour</p><script>alert(1)</script>';
      await send(mailbox.smtpUrl, { to: 'a@a.example', html });
      const page = (await get(`${mailbox.url}/messages/1`)).body;
      expect(page).toMatch(/<iframe\s+sandbox\s+title="[^"]*"\s+src="\/messages\/1\/html"/);
      const inner = await get(`${mailbox.url}/messages/1/html`);
      expect(inner.body).toContain('<p>Bonjour</p>');
      expect(inner.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    });
  });

  it('hands out attachments as downloads and the raw source as text', async () => {
    await withMailbox({}, async (mailbox) => {
      const attachments = [{ filename: 'facture é.pdf', content: Buffer.from('%PDF-1.7') }];
      await send(mailbox.smtpUrl, { to: 'a@a.example', attachments });
      const file = await get(`${mailbox.url}/messages/1/attachments/0`);
      expect(file.body).toBe('%PDF-1.7');
      expect(file.headers.get('content-disposition')).toContain("UTF-8''facture%20%C3%A9.pdf");
      expect((await get(`${mailbox.url}/messages/1/raw`)).body).toContain('MIME-Version: 1.0');
      expect((await get(`${mailbox.url}/messages/1/attachments/1`)).status).toBe(404);
    });
  });

  it('does not empty the mailbox for a form on a foreign page', async () => {
    await withMailbox({}, async (mailbox) => {
      await send(mailbox.smtpUrl, { to: 'a@a.example' });
      const clear = (site: string) =>
        fetch(`${mailbox.url}/clear`, { method: 'POST', headers: { 'sec-fetch-site': site } });
      expect((await clear('cross-site')).status).toBe(403);
      expect(await mailbox.messages()).toHaveLength(1);
      await clear('same-origin');
      expect(await mailbox.messages()).toEqual([]);
    });
  });
});

describe('the JSON', () => {
  it('gives summaries, whole mails, and only what is newer on request', async () => {
    await withMailbox({}, async (mailbox) => {
      const headers = { 'X-Shop-Order': '4711' };
      await send(mailbox.smtpUrl, { to: 'a@a.example', subject: 'one' });
      await send(mailbox.smtpUrl, {
        to: 'b@a.example',
        subject: 'two',
        headers,
        html: '<b>hi</b>',
      });
      const page = JSON.parse((await get(`${mailbox.url}/api/messages?after=1`)).body) as ApiPage;
      expect(page.messages.map(({ subject }) => subject)).toEqual(['two']);
      const found = JSON.parse((await get(`${mailbox.url}/api/messages?q=4711`)).body) as ApiPage;
      expect(found).toMatchObject({ total: 1, next: null, messages: [{ id: '2' }] });
      const whole = JSON.parse((await get(`${mailbox.url}/api/messages/2`)).body) as MessageDetail;
      expect(whole).toMatchObject({ html: '<b>hi</b>', headers: { 'x-shop-order': '4711' } });
      expect((await get(`${mailbox.url}/api/messages/3`)).status).toBe(404);
    });
  });
});
