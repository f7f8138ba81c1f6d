import { describe, expect, it } from '@jest/globals';
import { createInbound } from '../../../integrations/sendgrid/inbound.ts';
import { toForm } from '../../../sandbox/sendgrid/inbound.ts';
import { createEventSigner } from '../../support/sendgrid-posts.ts';
import { makeMail } from '../../support/make-mail.ts';

const signer = createEventSigner();
const secret = 'a-part-that-nobody-can-guess';
const open = (keys: string[] = []) => createInbound({ secret, keys });
const unreadable = { code: 'sendgrid.inbound-unreadable' };

describe('the address that SendGrid posts mail to', () => {
  it('is known by its last part alone', () => {
    expect(open().knows(secret)).toBe(true);
    for (const wrong of ['', secret.slice(1), `${secret}x`, secret.toUpperCase()])
      expect(open().knows(wrong)).toBe(false);
  });

  it('takes unsigned posts only while no key is configured', () => {
    const now = new Date('2026-11-16T17:00:00Z');
    const body = Buffer.from('x');
    const headers = signer.headersFor('x', String(now.getTime() / 1000));
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(open().verify(body, {}, now)).toBe(true);
    expect(open([signer.publicKey]).verify(body, {}, now)).toBe(false);
    expect(open([signer.publicKey]).verify(body, lower, now)).toBe(true);
    expect(open([signer.publicKey]).verify(Buffer.from('y'), lower, now)).toBe(false);
    expect(() => open(['bm8ga2V5'])).toThrow(RangeError);
  });
});

describe('a post of Inbound Parse in raw mode', () => {
  it('is taken apart into envelope and mail, byte by byte', async () => {
    const mime = Buffer.from(makeMail({ text: 'Vendredi, pay\xe9 \xff' }), 'latin1');
    const { body, contentType } = toForm({ to: ['r@x.example'], from: 'a@b.example', mime });
    const post = await open().unpack(body, contentType);
    expect(post).toEqual({ to: ['r@x.example'], from: 'a@b.example', mime });
  });

  it.each([
    ['of no form', Buffer.from('{}'), 'application/json'],
    ['without a type', Buffer.from('x'), ''],
    [
      'that ends too early',
      Buffer.from('--b\r\nContent-Disposition'),
      'multipart/form-data; boundary=b',
    ],
    ['without envelope and mail', Buffer.from('--b--\r\n'), 'multipart/form-data; boundary=b'],
  ])('is refused when it is one %s', async (_name, body, contentType) => {
    await expect(open().unpack(body, contentType)).rejects.toMatchObject(unreadable);
  });
});
