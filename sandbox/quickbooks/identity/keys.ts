import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';

/** The issuer text is fixed inside intuit-oauth, so the stand-in must use Intuit's own (facts: QuickBooks 9.2). */
export const ISSUER = 'https://oauth.platform.intuit.com/op/v1';
const ALGORITHM = 'RS256';

/** The RSA key that signs id tokens; part of the snapshot, so tokens stay valid over a restart. */
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

export interface IdTokenClaims {
  sub: string;
  clientId: string;
  realmId: string | null;
  nonce: string | null;
  authTime: number;
  nowSeconds: number;
  lifeSeconds: number;
}

export async function signIdToken(key: SigningKey, claims: IdTokenClaims): Promise<string> {
  const extra: Record<string, string | number> = { auth_time: claims.authTime };
  if (claims.realmId !== null) extra['realmid'] = claims.realmId;
  if (claims.nonce !== null) extra['nonce'] = claims.nonce;
  const privateKey = (await importJWK(key.privateJwk, ALGORITHM)) as CryptoKey;
  return new SignJWT(extra)
    .setProtectedHeader({ kid: key.kid, alg: ALGORITHM })
    .setSubject(claims.sub)
    .setAudience([claims.clientId])
    .setIssuer(ISSUER)
    .setIssuedAt(claims.nowSeconds)
    .setExpirationTime(claims.nowSeconds + claims.lifeSeconds)
    .sign(privateKey);
}
