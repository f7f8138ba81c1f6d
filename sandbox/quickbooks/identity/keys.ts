import type { JWTPayload } from 'jose';
import type { SigningKey } from '../../kit/signing-key.ts';
import { signToken } from '../../kit/signing-key.ts';

/** The issuer text is fixed inside intuit-oauth, so the stand-in must use Intuit's own (facts: QuickBooks 9.2). */
export const ISSUER = 'https://oauth.platform.intuit.com/op/v1';

export interface IdTokenClaims {
  sub: string;
  clientId: string;
  realmId: string | null;
  nonce: string | null;
  authTime: number;
  nowSeconds: number;
  lifeSeconds: number;
}

export function signIdToken(key: SigningKey, claims: IdTokenClaims): Promise<string> {
  const payload: JWTPayload = {
    auth_time: claims.authTime,
    sub: claims.sub,
    aud: [claims.clientId],
    iss: ISSUER,
    iat: claims.nowSeconds,
    exp: claims.nowSeconds + claims.lifeSeconds,
  };
  if (claims.realmId !== null) payload['realmid'] = claims.realmId;
  if (claims.nonce !== null) payload['nonce'] = claims.nonce;
  return signToken(key, payload);
}
