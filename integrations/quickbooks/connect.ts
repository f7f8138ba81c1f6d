import { z } from 'zod';
import { NeedsReconnect, OutcomeUnknown } from '../../domain/errors.ts';
import type { BooksConsent, Grant, Tokens } from '../books.ts';
import { HttpFailure } from '../http.ts';
import { traceIdOf, type Answer } from './answer.ts';
import { garbled, refused } from './errors.ts';
import { createVerifyIdentity, type VerifyIdentity } from './identity.ts';
import {
  askOnce,
  askUntilAnswered,
  isInvalidGrant,
  openOAuth,
  ourFault,
  passing,
} from './oauth.ts';
import type { QuickBooksCode } from './sentences.ts';
import type { QuickBooksSettings } from './settings.ts';

const identityScopes = ['openid', 'profile', 'email'];
const scopes = {
  connect: ['com.intuit.quickbooks.accounting', ...identityScopes],
  'sign-in': identityScopes,
};

export function createConsent(settings: QuickBooksSettings): BooksConsent {
  const verifyIdentity = createVerifyIdentity(settings);
  return {
    async authorizeUrl({ intent, state, nonce }) {
      const url = new URL(openOAuth(settings).authorizeUri({ scope: scopes[intent], state }));
      url.searchParams.set('nonce', nonce);
      return url.href;
    },
    exchange: (callback) => exchange(settings, verifyIdentity, callback),
    refresh: (tokens) => refresh(settings, tokens),
    // Each company has tokens of its own, so there is never anybody who shares them.
    end: ({ tokens }) => revoke(settings, tokens),
  };
}

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number(),
  refresh_token: z.string().min(1),
  x_refresh_token_expires_in: z.coerce.number(),
  x_refresh_token_hard_expires_in: z.coerce.number().optional(),
  id_token: z.string().optional(),
});
type TokenAnswer = z.infer<typeof tokenSchema>;

async function exchange(
  settings: QuickBooksSettings,
  verifyIdentity: VerifyIdentity,
  { query, nonce }: { query: URLSearchParams; nonce: string },
): Promise<Grant> {
  const code = query.get('code');
  if (!code || query.has('error')) {
    throw refused('quickbooks.consent-refused', 'the callback brought no code');
  }
  const booksId = realmOf(query);
  const api = await postCode(settings, code);
  const tokens = toTokens(api, settings.now(), null);
  if (api.id_token === undefined) {
    throw refused('quickbooks.identity-refused', 'the answer has no identity token');
  }
  const { accessToken } = tokens;
  const identity = await verifyIdentity({ idToken: api.id_token, accessToken, nonce, booksId });
  if (booksId === null) return { identity, access: null };
  return {
    identity,
    access: { key: booksId, tokens, companies: [{ booksId, name: null }], reached: [booksId] },
  };
}

/** The company is named by the callback's address alone, as digits; without one it was a sign-in (facts: QuickBooks 1.2). */
function realmOf(query: URLSearchParams): string | null {
  const realm = query.get('realmId');
  if (realm === null || realm === '') return null;
  if (/^\d{1,25}$/.test(realm)) return realm;
  throw refused('quickbooks.consent-refused', 'the callback names no company');
}

/** Posted once, whatever happens: a second time would end the grant. A lost answer means starting again. */
async function postCode(settings: QuickBooksSettings, code: string): Promise<TokenAnswer> {
  // Made anew of the code alone: the library would take a `redirectUri` of the callback's address over ours.
  const address = `${settings.redirectUri}?${new URLSearchParams({ code }).toString()}`;
  const answer = await askOnce(settings, (client) => client.createToken(address)).catch(asLost);
  if (isInvalidGrant(answer)) {
    throw refused('quickbooks.code-refused', 'the code is wrong, old or used', {
      traceId: traceIdOf(answer),
    });
  }
  const isLost = answer.status >= 500 || answer.status === 408 || isGarbled(answer);
  if (isLost) throw lost(`HTTP ${answer.status} without tokens`);
  return tokensIn(answer, settings.now());
}

function isGarbled(answer: Answer): boolean {
  return answer.status === 200 && !tokenSchema.safeParse(answer.body).success;
}

function asLost(error: unknown): never {
  throw error instanceof HttpFailure ? lost(error.message, error) : error;
}

function lost(message: string, cause?: unknown): OutcomeUnknown {
  const code: QuickBooksCode = 'quickbooks.exchange-lost';
  return new OutcomeUnknown(code, message, { cause });
}

async function refresh(settings: QuickBooksSettings, tokens: Tokens): Promise<Tokens> {
  const answer = await askUntilAnswered(settings, (client) =>
    client.refreshUsingToken(tokens.refreshToken),
  );
  if (isInvalidGrant(answer)) {
    const code: QuickBooksCode = 'quickbooks.grant-ended';
    throw new NeedsReconnect(code, 'the refresh token is dead', { traceId: traceIdOf(answer) });
  }
  const now = settings.now();
  return toTokens(tokensIn(answer, now), now, tokens.refreshHardExpiresAt);
}

/** A grant that is dead already is as good as revoked. */
async function revoke(settings: QuickBooksSettings, tokens: Tokens): Promise<void> {
  const answer = await askUntilAnswered(settings, (client) =>
    client.revoke({ refresh_token: tokens.refreshToken }),
  );
  const done = answer.status >= 200 && answer.status < 300;
  if (!done && !isInvalidGrant(answer)) throw ourFault(answer);
}

function tokensIn(answer: Answer, now: Date): TokenAnswer {
  const passes = passing(answer, now);
  if (passes) throw passes;
  if (answer.status !== 200) throw ourFault(answer);
  const api = tokenSchema.safeParse(answer.body);
  if (!api.success) throw garbled(answer, now);
  return api.data;
}

/** Ends of life count from the answer's arrival. The absolute end is kept when an answer leaves it out. */
function toTokens(api: TokenAnswer, now: Date, hardExpiresAt: Date | null): Tokens {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  const hard = api.x_refresh_token_hard_expires_in;
  return {
    accessToken: api.access_token,
    accessExpiresAt: after(api.expires_in),
    refreshToken: api.refresh_token,
    refreshExpiresAt: after(api.x_refresh_token_expires_in),
    refreshHardExpiresAt: hard === undefined ? hardExpiresAt : after(hard),
  };
}
