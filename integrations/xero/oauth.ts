import { Bug, TryLater, type DunlinError } from '../../domain/errors.ts';
import { backOffMs, HttpFailure, send, sleep, type Outgoing } from '../http.ts';
import { toAnswer, traceIdOf, wordIn, type Answer } from './answer.ts';
import { errorOf, errorOfFailure } from './errors.ts';
import { maxIdentityBytes, timeLimits, tries } from './limits.ts';
import type { XeroSettings } from './settings.ts';
import type { XeroCode } from './sentences.ts';

type Request = Pick<Outgoing, 'method' | 'headers' | 'body'>;

/** One call of the identity service or of the connections, once. Throws HttpFailure when no answer came; a refusal is an answer. */
export async function askOnce(
  settings: XeroSettings,
  url: string,
  { method = 'GET', headers = {}, ...rest }: Request,
): Promise<Answer> {
  const { identityMs } = { ...timeLimits, ...settings.timeLimits };
  const bounds = { timeoutMs: identityMs, maxBytes: maxIdentityBytes };
  const accepting = { accept: 'application/json', ...headers };
  return toAnswer(await send(url, { ...bounds, ...rest, method, headers: accepting }));
}

/**
 * The same call again while the failure may pass. A refresh may be repeated: when its answer was lost, Xero takes the old token for half an
 * hour more (facts: Xero 1.3).
 */
export async function askUntilAnswered(
  settings: XeroSettings,
  url: string,
  request: Request,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await askOnce(settings, url, request).then(
      (answer) => passing(answer, settings.now()) ?? answer,
      (error: unknown) => failureOf(error, settings.now()),
    );
    if (!(outcome instanceof Error)) return outcome;
    const isThrottled = outcome.code === ('xero.throttled' satisfies XeroCode);
    if (attempt >= tries || isThrottled) throw outcome;
    await (settings.sleep ?? sleep)(backOffMs(attempt));
  }
}

/** A form for the token endpoint, with our own credentials. */
export function formOf(settings: XeroSettings, form: Record<string, string>): Request {
  const { clientId, clientSecret } = settings;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  };
}

/** TryLater for a throttled or failing endpoint; null for everything that is an answer. */
function passing(answer: Answer, now: Date): TryLater | null {
  const error = errorOf(answer, now);
  return error instanceof TryLater ? error : null;
}

function failureOf(error: unknown, now: Date): DunlinError {
  if (error instanceof HttpFailure) return errorOfFailure(error, now);
  throw error;
}

/** Whether the endpoint refused the code or token itself, and not us as a client (facts: Xero 1.3). */
export function isInvalidGrant({ status, body }: Answer): boolean {
  return status === 400 && wordIn(body, 'error') === 'invalid_grant';
}

/** Any other refusal is about our own credentials or request; the owner can do nothing about it. */
export function ourFault(answer: Answer): Bug {
  const word = wordIn(answer.body, 'error') ?? '';
  const known = /^[a-z_]{1,40}$/.test(word) ? word : '';
  const message = `HTTP ${answer.status} ${known}`.trim();
  return new Bug('xero.client-refused' satisfies XeroCode, message, { traceId: traceIdOf(answer) });
}
