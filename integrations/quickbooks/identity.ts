import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { TryLater } from '../../domain/errors.ts';
import type { Identity } from '../books.ts';
import { backOffMs, HttpFailure, send, sleep } from '../http.ts';
import { parseBody, type Answer } from './answer.ts';
import { errorOf, errorOfFailure, garbled, refused } from './errors.ts';
import { timeLimits, tries } from './limits.ts';
import type { QuickBooksSettings } from './settings.ts';

const issuer = 'https://oauth.platform.intuit.com/op/v1';

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
type KeySet = ReturnType<typeof createLocalJWKSet>;

const userInfoSchema = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  givenName: z.string().nullish(),
  familyName: z.string().nullish(),
});

export interface IdentityCheck {
  idToken: string;
  accessToken: string;
  nonce: string;
  /** The company named by the callback's address, which anybody can edit on the way; null for a sign-in alone. */
  booksId: string | null;
}

export type VerifyIdentity = (check: IdentityCheck) => Promise<Identity>;

/**
 * Verifies the identity token ourselves: `validateIdToken` of intuit-oauth crashes on an audience that is a single text, knows no nonce
 * and no age, and fetches the keys without a time limit (facts: QuickBooks 9.2).
 */
export function createVerifyIdentity(settings: QuickBooksSettings): VerifyIdentity {
  let keys: KeySet | null = null;
  const fetchKeys = async () => {
    const body = await fetchJson(settings, settings.jwksUrl, {});
    const set = keySetSchema.safeParse(body);
    if (!set.success) throw refused('quickbooks.identity-refused', 'Intuit published no keys');
    keys = createLocalJWKSet(set.data);
    return keys;
  };
  const claimsOf = async (idToken: string): Promise<JWTPayload> => {
    try {
      return await verify(settings, idToken, keys ?? (await fetchKeys()));
    } catch (error) {
      // Intuit changes its keys now and then; an unknown one is looked up once.
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return verify(settings, idToken, await fetchKeys());
    }
  };
  return async (check) => {
    const claims = await claimsOf(check.idToken).catch(asRefused);
    assertMeant(claims, check);
    const headers = { authorization: `Bearer ${check.accessToken}` };
    const info = userInfoSchema.safeParse(await fetchJson(settings, settings.userInfoUrl, headers));
    if (!info.success || info.data.sub !== claims.sub) {
      throw refused('quickbooks.identity-refused', 'userinfo is about somebody else');
    }
    return toIdentity(info.data);
  };
}

async function verify(
  settings: QuickBooksSettings,
  idToken: string,
  keys: KeySet,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(idToken, keys, {
    issuer,
    audience: settings.clientId,
    algorithms: ['RS256'],
    requiredClaims: ['sub', 'exp', 'iat'],
    maxTokenAge: '10 minutes',
    clockTolerance: '1 minute',
    currentDate: settings.now(),
  });
  return payload;
}

/**
 * Whether the token answers this very consent. That Intuit gives the nonce back is unproven, so one that is missing is accepted and one
 * that differs is not; likewise the company, which ties the callback's `realmId` to the grant.
 */
function assertMeant(claims: JWTPayload, { nonce, booksId }: IdentityCheck): void {
  const { nonce: echoed, realmid } = claims;
  if (echoed !== undefined && echoed !== nonce) {
    throw refused('quickbooks.identity-refused', 'the nonce is not ours');
  }
  if (realmid !== undefined && booksId !== null && String(realmid) !== booksId) {
    throw refused('quickbooks.identity-refused', 'the grant is for another company');
  }
}

function asRefused(error: unknown): never {
  if (!(error instanceof errors.JOSEError)) throw error;
  // The cause would carry the token's claims.
  throw refused('quickbooks.identity-refused', `identity token: ${error.code}`);
}

function toIdentity(info: z.infer<typeof userInfoSchema>): Identity {
  return {
    subject: info.sub,
    email: info.email ?? '',
    emailVerified: info.emailVerified ?? false,
    name: [info.givenName, info.familyName].filter(Boolean).join(' '),
  };
}

/** A JSON document of Intuit's identity service; repeated when the failure may pass, since the code of the callback is already spent. */
async function fetchJson(
  settings: QuickBooksSettings,
  url: string,
  headers: Record<string, string>,
): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await fetchOnce(settings, url, headers);
    if (!(outcome instanceof Error)) return outcome.body;
    if (attempt >= tries || !(outcome instanceof TryLater)) throw outcome;
    await (settings.sleep ?? sleep)(backOffMs(attempt));
  }
}

async function fetchOnce(
  settings: QuickBooksSettings,
  url: string,
  headers: Record<string, string>,
): Promise<Answer | Error> {
  const { identityMs } = { ...timeLimits, ...settings.timeLimits };
  const bounds = { timeoutMs: identityMs, maxBytes: 256 * 1024 };
  try {
    const reply = await send(url, {
      ...bounds,
      headers: { ...headers, accept: 'application/json' },
    });
    const answer = { ...reply, body: parseBody(reply.body) };
    const error = errorOf(answer, settings.now());
    if (error) return error;
    return typeof answer.body === 'object' ? answer : garbled(answer, settings.now());
  } catch (error) {
    if (error instanceof HttpFailure) return errorOfFailure(error, settings.now());
    throw error;
  }
}
