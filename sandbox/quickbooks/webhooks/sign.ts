import { createHmac } from 'node:crypto';

/** The `intuit-signature` header: base64 HMAC-SHA256 of the exact body bytes, the token's text as key. */
export function signBody(body: Buffer, verifierToken: string): string {
  return createHmac('sha256', verifierToken).update(body).digest('base64');
}
