import { z } from 'zod';
import { NeedsPerson } from '../../domain/errors.ts';
import type { SendAnswer } from '../channel.ts';
import { CONNECT_TIMEOUT, type HttpFailure, type Reply } from '../http.ts';
import { shortRaw } from '../mail.ts';
import { longestPauseMs, throttlePauseMs, unreachablePauseMs } from './limits.ts';

/**
 * What an answer of POST /v3/mail/send means (facts: delivery 3.2). A 5xx is `unknown`: SendGrid has no idempotency key, and the message
 * may have been taken. Throws NeedsPerson when the key is refused or the address leads to something that is not SendGrid.
 */
export function toAnswer(reply: Reply, messageId: string, now: Date): SendAnswer {
  const { status } = reply;
  const code = `sendgrid.${status}`;
  if (status === 202 || status === 200) return toSent(reply, messageId);
  if (status === 401)
    throw new NeedsPerson('sendgrid.unauthorised', 'SendGrid refused the API key');
  if (status < 200 || (status >= 300 && status < 400))
    throw new NeedsPerson('sendgrid.not-sendgrid', `the mail address answered ${status}`);
  const errors = readErrors(reply);
  const raw =
    shortRaw(
      errors.map(({ message, field }) => (field ? `${field}: ${message}` : message)).join('; '),
    ) || code;
  if (status === 429) return { kind: 'later', afterMs: pauseOf(reply, now), code, raw };
  // 408 is a proxy that lost patience; like a 5xx it does not say how far the message got.
  if (status >= 500 || status === 408 || status < 300) return { kind: 'unknown', code, raw };
  return { kind: 'refused', severity: severityOf(errors), code, raw };
}

/** No answer came. Only what surely happened before a byte left may be tried again. */
export function toFailure(failure: HttpFailure): SendAnswer {
  const code = `sendgrid.${(failure.reason ?? failure.kind).toLowerCase()}`;
  const raw = failure.message;
  if (failure.kind === 'network' && isBeforeRequest(failure.reason ?? ''))
    return { kind: 'later', afterMs: unreachablePauseMs, code, raw };
  return { kind: 'unknown', code, raw };
}

function toSent({ status, headers }: Reply, messageId: string): SendAnswer {
  const providerId = headers['x-message-id'] ?? '';
  const raw = shortRaw(`${status} ${providerId}`);
  return { kind: 'sent', providerId, messageId, refusedRecipients: [], raw };
}

function isBeforeRequest(reason: string): boolean {
  return (
    beforeRequest.has(reason) || /^(ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(reason)
  );
}

const beforeRequest: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  CONNECT_TIMEOUT,
]);

const ErrorBody = z.object({
  errors: z.array(z.object({ message: z.string(), field: z.string().nullish() })),
});

type ApiError = z.infer<typeof ErrorBody>['errors'][number];

/** An error body that is not SendGrid's JSON (a proxy's page) still leaves the status to decide. */
function readErrors({ body }: Reply): ApiError[] {
  return ErrorBody.safeParse(toJson(body.toString('utf8'))).data?.errors ?? [];
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `hard` only when SendGrid points at the customer's address (a wrong copy address is another matter); anything else may work with another message. */
function severityOf(errors: ApiError[]): 'hard' | 'soft' {
  const pointsAtAddress = ({ field }: ApiError): boolean =>
    /^personalizations\.\d+\.to(\.\d+(\.email)?)?$/.test(field ?? '');
  return errors.length > 0 && errors.every(pointsAtAddress) ? 'hard' : 'soft';
}

/** How long SendGrid asks us to wait, in milliseconds; a minute when it does not say. */
export function pauseOf({ headers }: Reply, now: Date): number {
  const resetS = Number(headers['x-ratelimit-reset'] ?? NaN);
  if (!Number.isFinite(resetS)) return throttlePauseMs;
  return Math.min(Math.max(resetS * 1000 - now.getTime(), 1000), longestPauseMs);
}
