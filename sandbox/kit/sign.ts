import { createHmac } from 'node:crypto';

/** Signature header of a webhook: base64 HMAC-SHA256 of the exact body bytes, the key's text as it stands as key. */
export function signBody(body: Buffer, key: string): string {
  return createHmac('sha256', key).update(body).digest('base64');
}
