import { createPublicKey, verify as verifySignature, type KeyObject } from 'node:crypto';
import { Refused } from '../../domain/errors.ts';
import type { ChannelWebhook, Report } from '../channel.ts';
import { toReport } from './to-report.ts';
import { aheadPostMs, oldestPostMs } from './limits.ts';

const signatureHeader = 'x-twilio-email-event-webhook-signature';
const timestampHeader = 'x-twilio-email-event-webhook-timestamp';

/**
 * SendGrid's signed event webhook (facts: delivery 3.3, 3.4). By `node:crypto`: the vendor's package throws on a malformed signature and
 * takes twenty times as long. Throws RangeError for a key that is no P-256 public key.
 */
export function createWebhook(publicKeys: readonly string[]): ChannelWebhook {
  return { verify: createVerify(publicKeys), parse };
}

/** The check of a signed post, for events and for inbound mail alike. Throws RangeError for a key that is no P-256 public key. */
export function createVerify(publicKeys: readonly string[]): ChannelWebhook['verify'] {
  const keys = publicKeys.map(readKey);
  return (body, headers, receivedAt) => {
    const signature = headers[signatureHeader];
    const timestamp = headers[timestampHeader];
    if (typeof signature !== 'string' || typeof timestamp !== 'string') return false;
    if (!isRecent(timestamp, receivedAt)) return false;
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    const given = Buffer.from(signature, 'base64');
    return keys.some((key) => verifySignature('sha256', signed, key, given));
  };
}

/** Base64 of the DER form, without the lines of PEM. */
function readKey(text: string): KeyObject {
  const key = toKey(text);
  if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new RangeError(
      'SENDGRID_WEBHOOK_KEYS or SENDGRID_INBOUND_KEYS: not the public key of a signed webhook',
    );
  return key;
}

function toKey(text: string): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** Unix seconds. */
function isRecent(timestamp: string, receivedAt: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const ageMs = receivedAt.getTime() - Number(timestamp) * 1000;
  return ageMs <= oldestPostMs && ageMs >= -aheadPostMs;
}

function parse(body: Buffer): Report[] {
  const list = toJson(body);
  if (!Array.isArray(list))
    throw new Refused('sendgrid.webhook-unreadable', 'the body has no known form');
  return list.flatMap((item: unknown) => toReport(item) ?? []);
}

function toJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
