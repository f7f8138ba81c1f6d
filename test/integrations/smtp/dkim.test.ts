import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import { createSmtpChannel } from '../../../integrations/smtp/index.ts';
import { startSandboxMailbox, type SandboxMailbox } from '../../../sandbox/mailbox/index.ts';
import { isRsaKey, publicHalf } from '../../../server/dkim-key.ts';
import { makeMessage } from '../../support/make-message.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const base64 = Buffer.from(pem).toString('base64');

let mailbox: SandboxMailbox;
beforeAll(async () => {
  mailbox = await startSandboxMailbox({ slowMs: 60_000 });
});
afterAll(() => mailbox.close());

/** Headers and body as they came over the wire. */
async function sent(): Promise<{ headers: string[]; body: string }> {
  const now = () => new Date('2026-11-22T08:00:00Z');
  const dkim = { selector: 'dunlin', privateKey: pem };
  const channel = createSmtpChannel({ url: mailbox.smtpUrl, now, dkim });
  await channel.send(makeMessage({ unsubscribeUrl: 'https://dunlin.example/u/x' }));
  await channel.close();
  const [mail] = await mailbox.messages();
  const raw = await (await fetch(`${mailbox.url}/messages/${mail?.id}/raw`)).text();
  const end = raw.indexOf('\r\n\r\n');
  return {
    headers: raw.slice(0, end).split(/\r\n(?!\s)/),
    body: raw.slice(end + 4),
  };
}

/** Relaxed forms of RFC 6376, 3.4. */
const relaxedHeader = (line: string): string => {
  const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(line) ?? [];
  return `${name.trim().toLowerCase()}:${value.replace(/\r\n/g, '').replace(/\s+/g, ' ').trim()}`;
};
const relaxedBody = (body: string): string =>
  `${body
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
    .join('\r\n')
    .replace(/(\r\n)+$/, '')}\r\n`;

describe('a signed message', () => {
  it('is signed for the sender’s own domain, the headers for one click among what is signed', async () => {
    const { headers, body } = await sent();
    const signature = headers.find((line) => /^dkim-signature:/i.test(line)) ?? '';
    const tags = new Map(
      relaxedHeader(signature)
        .replace(/^dkim-signature:/, '')
        .split(';')
        .map((part) => /^\s*([a-z]+)=(.*)$/s.exec(part)?.slice(1) as [string, string]),
    );
    expect(tags.get('d')).toBe('menuiserie.example');
    expect(tags.get('s')).toBe('dunlin');
    const names = (tags.get('h') ?? '').split(':').map((name) => name.trim().toLowerCase());
    expect(names).toEqual(
      expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post']),
    );
    const hash = createHash('sha256').update(relaxedBody(body)).digest('base64');
    expect(tags.get('bh')?.replace(/\s/g, '')).toBe(hash);

    const lines = names.flatMap(
      (name) => headers.findLast((line) => line.toLowerCase().startsWith(`${name}:`)) ?? [],
    );
    const unsigned = relaxedHeader(signature).replace(/([;\s]b=)[^;]*$/, '$1');
    const signedText = [...lines.map(relaxedHeader), unsigned].join('\r\n');
    const given = Buffer.from(tags.get('b') ?? '', 'base64');
    expect(createVerify('RSA-SHA256').update(signedText).verify(publicKey, given)).toBe(true);
  });
});

describe('the key of the settings', () => {
  it('is an RSA key, whose public half domains publish', () => {
    expect(isRsaKey(base64)).toBe(true);
    const der = publicKey.export({ type: 'spki', format: 'der' });
    expect(publicHalf(base64)).toBe(der.toString('base64'));
    const curve = generateKeyPairSync('ed25519').privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    for (const wrong of ['', 'AAAA', Buffer.from(curve.toString()).toString('base64')])
      expect(isRsaKey(wrong)).toBe(false);
  });
});
