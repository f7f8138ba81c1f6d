import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { createWebhook } from '../../../integrations/sendgrid/webhook.ts';
import { createEventSigner, makeEvent, toBody } from '../../support/sendgrid-posts.ts';

const now = new Date('2026-11-16T17:00:00Z');
const seconds = (ageSeconds: number) => String(now.getTime() / 1000 - ageSeconds);
const signer = createEventSigner();
const body = toBody([{ event: 'delivered' }]);

/** Header names as Node's server hands them over. */
const headers = (text: string, ageSeconds = 0, by = signer) =>
  Object.fromEntries(
    Object.entries(by.headersFor(text, seconds(ageSeconds))).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
const verify = (text: string, given: Record<string, string>, keys = [signer.publicKey]) =>
  createWebhook(keys).verify(Buffer.from(text), given, now);

describe('the signature', () => {
  it.each([
    ['of exactly these bytes', body, headers(body), true],
    ['without the last line break', body.trimEnd(), headers(body), false],
    ['by another key', body, headers(body, 0, createEventSigner()), false],
    ['24 hours and 10 minutes old', body, headers(body, 87_000), true],
    ['a second older', body, headers(body, 87_001), false],
    ['10 minutes ahead', body, headers(body, -600), true],
    ['a second further ahead', body, headers(body, -601), false],
    ['that is missing', body, {}, false],
  ])('%s', (_case, text, given, expected) => {
    expect(verify(text, given)).toBe(expected);
  });

  it('may be by either of two keys, and by none when none is configured', () => {
    expect(verify(body, headers(body), [createEventSigner().publicKey, signer.publicKey])).toBe(
      true,
    );
    expect(verify(body, headers(body), [])).toBe(false);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  it.each([
    ['no key', 'aGVsbG8='],
    ['of another kind', rsa.export({ format: 'der', type: 'spki' }).toString('base64')],
  ])('refuses to start with a key that is %s', (_case, key) => {
    expect(() => createWebhook([key])).toThrow(/SENDGRID_WEBHOOK_KEYS/);
  });
});

describe('a body', () => {
  const of = {
    organisationId: '7f0d0d5e-0d0c-4a0f-8b6e-2f6a3f1c9a11',
    deliveryId: 'a3b0b0de-4f0f-4b7a-9f0e-0a6d2a5b7c22',
    address: 'ap@rose.example',
  };

  it('of several events is read with its line breaks, without those that are not ours', () => {
    const text = toBody([
      makeEvent(of),
      { event: 'delivered', email: 'a@b.example' },
      makeEvent(of, { event: 'open' }),
    ]);
    const reports = createWebhook([]).parse(Buffer.from(text));
    expect(reports.map(({ kind }) => kind)).toEqual(['delivered', 'opened']);
  });

  it.each(['', '{}', 'null', '[', '"text"'])('of another form is refused: %j', (text) => {
    expect(() => createWebhook([]).parse(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'sendgrid.webhook-unreadable' }),
    );
  });
});
