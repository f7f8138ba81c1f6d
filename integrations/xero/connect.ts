import { z } from 'zod';
import { NeedsReconnect, OutcomeUnknown } from '../../domain/errors.ts';
import type { BooksConsent, EndOfAccess, Grant, Tokens } from '../books.ts';
import { HttpFailure } from '../http.ts';
import { traceIdOf, type Answer } from './answer.ts';
import { endConnection, listOrganisations } from './connections.ts';
import { garbled, refused } from './errors.ts';
import { createVerifyIdentity, type VerifyIdentity } from './identity.ts';
import { refreshLifeMs } from './limits.ts';
import { askOnce, askUntilAnswered, formOf, isInvalidGrant, ourFault } from './oauth.ts';
import type { XeroCode } from './sentences.ts';
import type { XeroSettings } from './settings.ts';

const identityScopes = ['openid', 'profile', 'email'];
/** The granular ones; the broad ones are not given to new apps (facts: Xero 1.5). */
const scopes = {
  connect: [
    ...identityScopes,
    'offline_access',
    'accounting.invoices',
    'accounting.contacts',
    'accounting.payments.read',
    'accounting.settings.read',
    'accounting.attachments.read',
  ],
  'sign-in': identityScopes,
};

export function createConsent(settings: XeroSettings): BooksConsent {
  const verifyIdentity = createVerifyIdentity(settings);
  return {
    authorizeUrl({ intent, state, nonce }) {
      const url = new URL(settings.authorizeUrl);
      const query = {
        response_type: 'code',
        client_id: settings.clientId,
        redirect_uri: settings.redirectUri,
        scope: scopes[intent].join(' '),
        state,
        nonce,
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return Promise.resolve(url.href);
    },
    exchange: (callback) => exchange(settings, verifyIdentity, callback),
    refresh: (tokens) => refresh(settings, tokens),
    end: (ending) => end(settings, ending),
  };
}

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number(),
  refresh_token: z.string().min(1).optional(),
  id_token: z.string().optional(),
});
type TokenAnswer = z.infer<typeof tokenSchema>;

/** Tokens belong to the person, so the person is the key; the organisations of this very consent are asked for (facts: Xero 1.3, 1.4). */
async function exchange(
  settings: XeroSettings,
  verifyIdentity: VerifyIdentity,
  { query, nonce }: { query: URLSearchParams; nonce: string },
): Promise<Grant> {
  const code = query.get('code');
  if (!code || query.has('error')) {
    throw refused('xero.consent-refused', 'the callback brought no code');
  }
  const api = await postCode(settings, code);
  if (api.id_token === undefined) {
    throw refused('xero.identity-refused', 'the answer has no identity token');
  }
  const identity = await verifyIdentity({ idToken: api.id_token, nonce });
  // Without the scope for it no refresh token comes: a sign-in.
  if (api.refresh_token === undefined) return { identity, access: null };
  const tokens = toTokens({ ...api, refresh_token: api.refresh_token }, settings.now());
  const organisations = await listOrganisations(settings, api.access_token);
  return { identity, access: { key: identity.subject, tokens, ...organisations } };
}

/** Posted once, whatever happens: a code works once. A lost answer means starting again. */
async function postCode(settings: XeroSettings, code: string): Promise<TokenAnswer> {
  const { redirectUri, tokenUrl } = settings;
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  const answer = await askOnce(settings, tokenUrl, formOf(settings, form)).catch(asLost);
  if (isInvalidGrant(answer)) {
    const options = { traceId: traceIdOf(answer) };
    throw refused('xero.code-refused', 'the code is wrong, old or used', options);
  }
  const api = tokenSchema.safeParse(answer.body);
  const isGarbled = answer.status === 200 && !api.success;
  if (answer.status >= 500 || answer.status === 408 || isGarbled) {
    throw lost(`HTTP ${answer.status} without tokens`);
  }
  if (answer.status !== 200 || !api.data) throw ourFault(answer);
  return api.data;
}

function asLost(error: unknown): never {
  throw error instanceof HttpFailure ? lost(error.message, error) : error;
}

function lost(message: string, cause?: unknown): OutcomeUnknown {
  return new OutcomeUnknown('xero.exchange-lost' satisfies XeroCode, message, { cause });
}

async function refresh(settings: XeroSettings, { refreshToken }: Tokens): Promise<Tokens> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const answer = await askUntilAnswered(settings, settings.tokenUrl, formOf(settings, form));
  if (isInvalidGrant(answer)) throw grantEnded(answer);
  if (answer.status !== 200) throw ourFault(answer);
  const api = tokenSchema.safeParse(answer.body);
  if (!api.success) throw garbled(answer, settings.now());
  const { refresh_token: next = refreshToken, ...rest } = api.data;
  return toTokens({ ...rest, refresh_token: next }, settings.now());
}

function grantEnded(answer: Answer): NeedsReconnect {
  const code: XeroCode = 'xero.grant-ended';
  return new NeedsReconnect(code, 'the refresh token is dead', { traceId: traceIdOf(answer) });
}

/**
 * While others share the tokens only the organisation's connection ends; revoking the tokens would end all of that person's. A connection
 * or a token that is gone already is as good as ended.
 */
async function end(
  settings: XeroSettings,
  { booksId, tokens, shared }: EndOfAccess,
): Promise<void> {
  if (shared) return endConnection(settings, booksId, await shared.accessToken());
  const request = formOf(settings, { token: tokens.refreshToken });
  const answer = await askUntilAnswered(settings, settings.revokeUrl, request);
  const done = answer.status >= 200 && answer.status < 300;
  if (!done && !isInvalidGrant(answer)) throw ourFault(answer);
}

/** Ends of life count from the answer's arrival. */
function toTokens(
  api: { access_token: string; expires_in: number; refresh_token: string },
  now: Date,
): Tokens {
  return {
    accessToken: api.access_token,
    accessExpiresAt: new Date(now.getTime() + api.expires_in * 1_000),
    refreshToken: api.refresh_token,
    refreshExpiresAt: new Date(now.getTime() + refreshLifeMs),
    refreshHardExpiresAt: null,
  };
}
