import OAuthClient from 'intuit-oauth';
import { Bug, TryLater, type DunlinError } from '../../domain/errors.ts';
import { backOffMs, HttpFailure, sleep } from '../http.ts';
import { traceIdOf, type Answer } from './answer.ts';
import { answerOf } from './axios-guard.ts';
import { errorOf, errorOfFailure } from './errors.ts';
import { timeLimits, tries } from './limits.ts';
import type { QuickBooksCode } from './sentences.ts';
import type { QuickBooksSettings } from './settings.ts';

/**
 * A client of intuit-oauth for one call. Its addresses are static, shared by the whole process; they are set right before each call, which
 * reads them before it first waits, so that two settings in one process never mix. Its own repeats are off: it would post a code a second
 * time when the answer was lost, and that ends the grant (facts: QuickBooks 1.2, 9.2). Its log holds tokens and stays off.
 */
export function openOAuth(settings: QuickBooksSettings): OAuthClient {
  const client = new OAuthClient({
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    redirectUri: settings.redirectUri,
    environment: 'production',
    logging: false,
    includeRefreshTokenHardExpiresIn: true,
  });
  client.setAuthorizeURLs({
    authorizeEndpoint: settings.authorizeUrl,
    tokenEndpoint: settings.tokenUrl,
    revokeEndpoint: settings.revokeUrl,
    userInfoEndpoint: settings.userInfoUrl,
  });
  client.shouldRetry = () => false;
  return client;
}

type OAuthCall = (client: OAuthClient) => Promise<unknown>;

/** One call, once. Throws HttpFailure when no answer came; an OAuth refusal is an answer. */
export function askOnce(settings: QuickBooksSettings, call: OAuthCall): Promise<Answer> {
  const { identityMs } = { ...timeLimits, ...settings.timeLimits };
  const bounds = { timeoutMs: identityMs, maxBytes: 256 * 1024 };
  return answerOf(bounds, () => call(openOAuth(settings)));
}

/** The same call again while the failure may pass; for refresh and revoke, which may be repeated with the same token. */
export async function askUntilAnswered(
  settings: QuickBooksSettings,
  call: OAuthCall,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await askOnce(settings, call).then(
      (answer) => passing(answer, settings.now()) ?? answer,
      (error: unknown) => failureOf(error, settings.now()),
    );
    if (!(outcome instanceof Error)) return outcome;
    if (attempt >= tries || isThrottled(outcome)) throw outcome;
    await (settings.sleep ?? sleep)(backOffMs(attempt));
  }
}

/** TryLater for a throttled or failing endpoint; null for everything that is an answer. */
export function passing(answer: Answer, now: Date): TryLater | null {
  const error = errorOf(answer, now);
  return error instanceof TryLater ? error : null;
}

function failureOf(error: unknown, now: Date): DunlinError {
  if (error instanceof HttpFailure) return errorOfFailure(error, now);
  throw error;
}

function isThrottled(error: DunlinError): boolean {
  return error.code === ('quickbooks.throttled' satisfies QuickBooksCode);
}

/** Whether the endpoint refused the code or token itself, and not us as a client (RFC 6749, facts: QuickBooks 1.6). */
export function isInvalidGrant(answer: Answer): boolean {
  return answer.status === 400 && oauthError(answer) === 'invalid_grant';
}

/** Any other refusal is about our own credentials or request; the owner can do nothing about it. */
export function ourFault(answer: Answer): Bug {
  const code: QuickBooksCode = 'quickbooks.client-refused';
  const message = `HTTP ${answer.status} ${oauthError(answer) ?? ''}`.trim();
  return new Bug(code, message, { traceId: traceIdOf(answer) });
}

/** A short word of the standard; anything else is not repeated, since it could hold anything. */
function oauthError(answer: Answer): string | undefined {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  return typeof body.error === 'string' && /^[a-z_]{1,40}$/.test(body.error)
    ? body.error
    : undefined;
}
