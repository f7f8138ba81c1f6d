import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { Identity } from '../books.ts';
import { refused } from './errors.ts';
import { askUntilAnswered } from './oauth.ts';
import type { XeroSettings } from './settings.ts';

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
type KeySet = ReturnType<typeof createLocalJWKSet>;

const claimsSchema = z.object({
  xero_userid: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
});

export interface IdentityCheck {
  idToken: string;
  nonce: string;
}

export type VerifyIdentity = (check: IdentityCheck) => Promise<Identity>;

/** Verifies the identity token: issuer, audience, age, signature, nonce. The keys are remembered; an unknown one is looked up once. */
export function createVerifyIdentity(settings: XeroSettings): VerifyIdentity {
  let keys: KeySet | null = null;
  const fetchKeys = async (): Promise<KeySet> => {
    const { body } = await askUntilAnswered(settings, settings.jwksUrl, {});
    const set = keySetSchema.safeParse(body);
    if (!set.success) throw refused('xero.identity-refused', 'Xero published no keys');
    keys = createLocalJWKSet(set.data);
    return keys;
  };
  const claimsOf = async (idToken: string): Promise<JWTPayload> => {
    try {
      return await verify(settings, idToken, keys ?? (await fetchKeys()));
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return verify(settings, idToken, await fetchKeys());
    }
  };
  return async ({ idToken, nonce }) => {
    const claims = await claimsOf(idToken).catch(asRefused);
    // That Xero gives the nonce back is unproven: one that is missing is accepted, one that differs is not.
    if (claims['nonce'] !== undefined && claims['nonce'] !== nonce) {
      throw refused('xero.identity-refused', 'the nonce is not ours');
    }
    return toIdentity(claims);
  };
}

async function verify(
  { issuer, clientId, now }: XeroSettings,
  idToken: string,
  keys: KeySet,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(idToken, keys, {
    issuer,
    audience: clientId,
    algorithms: ['RS256'],
    requiredClaims: ['sub', 'exp', 'iat'],
    maxTokenAge: '10 minutes',
    clockTolerance: '1 minute',
    currentDate: now(),
  });
  return payload;
}

function asRefused(error: unknown): never {
  if (!(error instanceof errors.JOSEError)) throw error;
  // The cause would carry the token's claims.
  throw refused('xero.identity-refused', `identity token: ${error.code}`);
}

/**
 * People are known by their Xero user id (facts: Xero 7). The address is the login itself, which Xero has confirmed before anybody could
 * sign in with it; a token that says otherwise counts.
 */
function toIdentity(payload: JWTPayload): Identity {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw refused('xero.identity-refused', 'the token names nobody');
  const { xero_userid: subject, email, email_verified: isVerified, ...names } = claims.data;
  return {
    subject,
    email: email ?? '',
    emailVerified: email !== undefined && isVerified !== false,
    name: [names.given_name, names.family_name].filter(Boolean).join(' '),
  };
}
