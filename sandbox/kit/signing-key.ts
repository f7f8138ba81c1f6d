import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTPayload } from 'jose';

const ALGORITHM = 'RS256';

/** The RSA key that signs tokens; part of the snapshot, so tokens stay valid over a restart. */
export interface SigningKey {
  kid: string;
  privateJwk: JWK;
}

let made: Promise<SigningKey> | undefined;

/** Making an RSA key takes up to a second, so all sandboxes of one process share one. */
export function createSigningKey(): Promise<SigningKey> {
  made ??= generateKey();
  return made;
}

async function generateKey(): Promise<SigningKey> {
  const pair = await generateKeyPair(ALGORITHM, { modulusLength: 2048, extractable: true });
  return { kid: randomUUID(), privateJwk: await exportJWK(pair.privateKey) };
}

export function toPublicJwk(key: SigningKey): JWK {
  const { n = '', e = '' } = key.privateJwk;
  return { kty: 'RSA', e, use: 'sig', kid: key.kid, alg: ALGORITHM, n };
}

export async function signToken(
  key: SigningKey,
  claims: JWTPayload,
  header: { typ?: string } = {},
): Promise<string> {
  const privateKey = (await importJWK(key.privateJwk, ALGORITHM)) as CryptoKey;
  return new SignJWT(claims)
    .setProtectedHeader({ kid: key.kid, alg: ALGORITHM, ...header })
    .sign(privateKey);
}
