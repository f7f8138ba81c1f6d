import { createPrivateKey, createPublicKey } from 'node:crypto';

/** Whether this is the PEM of an RSA private key, in base64. */
export function isRsaKey(base64: string): boolean {
  try {
    return createPrivateKey(pemOf(base64)).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** The public half as a DKIM record holds it: base64 without the lines of PEM. */
export function publicHalf(base64: string): string {
  const key = createPublicKey(pemOf(base64));
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

const pemOf = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
